import type { Label } from '../../facts/label.js';
import { messageOf } from '../../faults/expected.js';
import { suchAs } from '../../faults/phrase.js';
import { z } from 'zod';
import { type ObjectKind, titled } from '../kind.js';
import { filled, id, label, list, record, reference, words } from '../shape.js';
import { standards, type WrittenStandard } from './standard.js';

/** Standards under a name: in force only where a workspace or a contract adopts them. */
export interface Library {
  readonly id: string;
  /** What it is called as a group of measures. */
  readonly label: Label;
  /** What its standards refer to where they name nothing of their own. */
  readonly source?: string;
  readonly standards: readonly WrittenStandard[];
}

/** Libraries are the same by id. */
export const libraries: ObjectKind<Library> = {
  title: titled('library', 'id'),
  shape: record('a_library', {
    id,
    label,
    source: reference.exactOptional(),
    standards: filled('standards_of_a_library', standards.shape),
  }),
  declares: ['id'],
  identity: library => library.id,
};

/** The names of libraries that are adopted: one, or a list. */
export const adopted = z.union(
  [words('the_name_of_a_library').transform(name => [name]), list('a_list_of_libraries', words('the_name_of_a_library'))],
  { error: messageOf(suchAs('the_libraries_adopted', 'paper')) },
);
