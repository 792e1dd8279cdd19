import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Language } from '../../contract/scalars.js';
import { writeWhole } from '../../files/whole-file.js';
import { openRejectedList, reasonsIn, type RejectedList } from '../../import/rejected-list.js';
import { headOfList, rowOfList } from '../../import/rejects.js';
import type { Deps } from '../deps.js';
import { rejectsFile } from './list-imports.js';

/** Lists that this process is writing, by their paths: who asks for one meanwhile waits for it. */
const writing = new Map<string, Promise<void>>();

/**
 * The list of a batch's rejected rows whose reasons are said in a language: the one that was written, or one beside it, which is made
 * once in the turn that `heavily` gives. Lists from before it was kept what is wrong without the words stay as they are.
 */
export async function rejectsWorded(
  deps: Deps,
  batch: number,
  language: Language,
  heavily: (work: () => Promise<void>) => Promise<void>,
): Promise<string> {
  const written = rejectsFile(deps, batch);
  const worded = written.replace(/\.csv$/, `.${language}.csv`);
  if (existsSync(worded)) return worded;
  const list = await openRejectedList(written, 'told');
  if (list === undefined) return written;
  try {
    if (list.language === undefined || list.language === language) return written;
    const work = writing.get(worded) ?? heavily(() => writeWhole(worded, draft => writeIn(list, language, draft)));
    writing.set(worded, work);
    await work.finally(() => writing.delete(worded));
    return worded;
  } finally {
    await list.close();
  }
}

async function writeIn(list: RejectedList, language: Language, draft: string): Promise<void> {
  const handle = await open(draft, 'wx');
  try {
    await handle.appendFile(headOfList(list.columns));
    for await (const rows of list.rows)
      await handle.appendFile(rows.map(row => rowOfList(reasonsIn(row, language), row.cells)).join(''));
  } finally {
    await handle.close();
  }
}
