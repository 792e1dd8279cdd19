import { isDeepStrictEqual } from 'node:util';
import { type LayoutDraft, layoutDraftSchema, type LayoutTrial } from '../../contract/waiting-files.js';
import { layoutText } from '../../faults/words/layout-text.js';
import { layoutIn, withLayout } from '../../rulebook/edited-layout.js';
import type { Workspace } from '../../rulebook/workspace.js';
import { sha256 } from '../../store/ledger.js';
import { changedLines } from '../config/changed-lines.js';
import { refusePasswords } from '../config/passwords.js';
import { textOnDisk } from '../config/read-config.js';
import { layoutFileOf } from './propose-layout.js';

/** A draft beside the layout that is saved under its name. */
export type BesideSaved = Pick<LayoutTrial, 'file' | 'yaml' | 'saved' | 'base' | 'lines'>;

/** What a draft says of a layout; whatever else stands in the file is not its own. */
const draftKeys = ['layout', 'fact', ...layoutDraftSchema.shape.settings.keyof().options, 'fields', 'each'];

/** A draft as the text of a file of its own. */
export const textOfDraft = (draft: LayoutDraft): string => layoutText({ ...draft, each: draft.each ?? [] });

/**
 * What saving a draft under its name would do; `base` is the hash of the file that it began with. A file that it did not begin with, or
 * that is another by now, is never written over. Stops where the file has a password in it.
 */
export async function besideSaved(workspace: Workspace, draft: LayoutDraft, base: string | undefined): Promise<BesideSaved> {
  const { layouts, directory } = workspace;
  const yaml = textOfDraft(draft);
  const known = layouts.find(({ name, layer }) => name === draft.layout && layer === 'workspace');
  const file = layoutFileOf(draft.layout);
  const before = await textOnDisk(directory, file);
  refusePasswords(file, before ?? '');
  const stays = { file, yaml, base: null, lines: [] };
  if (known !== undefined && isDeepStrictEqual(layoutIn(yaml), known.layout)) return { ...stays, saved: 'same' };
  if (before === undefined) return { ...stays, saved: known === undefined ? 'no' : 'taken' };
  if (base === undefined) return { ...stays, saved: 'taken' };
  if (sha256(before) !== base) return { ...stays, saved: 'changed' };
  const text = withLayout(before, yaml, draftKeys);
  if (text === undefined) return { ...stays, saved: 'by_hand' };
  return { file, yaml: text, saved: 'other', base, lines: [...changedLines(before, text)] };
}
