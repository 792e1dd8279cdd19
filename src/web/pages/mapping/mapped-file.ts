import type { ColumnView, FieldView, Mapping, Recognised } from '../../../contract/waiting-files.js';
import { withQuery } from '../../rest.js';
import type { ChangeDraft, MappingDraft } from './draft.js';
import type { LossesToo } from './losses-too.js';

/** A file that is being mapped: what was seen of it, what was said of it, and how more is said. */
export interface MappedFile {
  readonly seen: Recognised;
  readonly draft: MappingDraft;
  readonly change: ChangeDraft;
  /** What the file says of damage and loss, which its rows do not hold. */
  readonly lossesToo: readonly LossesToo[];
  /** What is chosen for columns, by their positions, while the service says how they fill it: a field, or '' for none. */
  readonly asked: ReadonlyMap<number, string>;
  /** Chooses a field for a column, or none. */
  readonly choose: (column: ColumnView, field: string) => void;
  /** Says of a field how it is filled; undefined leaves it out. */
  readonly fill: (field: string, mapping: Mapping | undefined) => void;
}

/** Where a file that waits is mapped. */
export const mappingOf = (file: string): string => withQuery('/imports/map', { file });

/** The field of a name. */
export const fieldNamed = ({ fields }: Recognised, name: string): FieldView | undefined => fields.find(one => one.name === name);

/** A field of a file that is being mapped, and how it is filled. */
export interface FieldPart {
  readonly field: FieldView;
  readonly mapping: Mapping;
  readonly file: MappedFile;
}
