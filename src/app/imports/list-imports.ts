import { fileName } from '../../facts/file-name.js';
import type { Import } from '../../contract/imports.js';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isoInstant } from '../../facts/time.js';
import { batchPage, type ListedBatch } from '../../store/uploads.js';
import { listAsWritten } from '../../import/rejects.js';
import type { Deps } from '../deps.js';

/** Whose batches: of callers who are bound to clients only those whose rows, rejected ones too, are all of these clients. */
type Clients = readonly string[] | 'all';

/** Batches, newest first, those before a number. */
export async function importsShown(
  deps: Deps,
  { clients, before, limit }: { readonly clients: Clients; readonly before: number | undefined; readonly limit: number },
): Promise<{ readonly imports: readonly Import[]; readonly next: number | null }> {
  const found = await deps.database.transaction(tx => batchPage(tx, { before, limit: limit + 1, isBound: clients !== 'all' }));
  const page = found.slice(0, limit);
  return {
    imports: page.map(batch => importJson(deps, batch)),
    next: found.length > limit ? (page.at(-1)?.batch ?? null) : null,
  };
}

/** All batches that have rejected rows to mend, newest first; with `isAll` all that have rejected any, those that were withdrawn too. */
export async function importsWithRejects(deps: Deps, isAll: boolean): Promise<readonly Import[]> {
  const found: Import[] = [];
  for (let before: number | undefined; ; ) {
    const { imports, next } = await importsShown(deps, { clients: 'all', before, limit: 500 });
    found.push(...imports.filter(({ rows, to_mend: left }) => left > 0 || (isAll && rows.rejected > 0)));
    if (next === null) return found;
    before = next;
  }
}

/** One batch; undefined where there is none that the caller may see. */
export async function importShown(deps: Deps, batch: number, clients: Clients): Promise<Import | undefined> {
  const [found] = await deps.database.transaction(tx =>
    batchPage(tx, { before: batch + 1, limit: 1, isBound: clients !== 'all' }),
  );
  return found?.batch === batch ? importJson(deps, found) : undefined;
}

/** The list of a batch's rejected rows that people correct. */
export const rejectsToCorrect = ({ workspace }: Deps, batch: number): string =>
  path.join(workspace.directory, 'rejects', `${batch}.csv`);

/** The list of a batch's rejected rows as it was written; of batches from before that was kept, the one that people correct. */
export function rejectsFile(deps: Deps, batch: number): string {
  const kept = listAsWritten(path.join(deps.workspace.directory, 'rejects'), batch);
  return existsSync(kept) ? kept : rejectsToCorrect(deps, batch);
}

function importJson(deps: Deps, listed: ListedBatch): Import {
  const { batch, kind, layout, file, sha256, actor, withdraws, withdrawn_by, reason, rejected, skipped } = listed;
  const { read, new: added, changed, unchanged, repeated, mends, mended_by } = listed;
  const hasRejects = rejected > 0 && existsSync(rejectsFile(deps, batch));
  return {
    batch,
    kind,
    layout,
    file: file === null ? null : fileName(file),
    sha256,
    actor,
    committed_at: isoInstant(listed.committed_at),
    rows: { read, new: added, changed, unchanged, rejected, skipped },
    repeated,
    rejects: hasRejects ? `/api/v1/imports/${batch}/rejects.csv` : null,
    to_mend: hasRejects ? listed.to_mend : 0,
    settled: listed.settled,
    mends,
    mended_by,
    withdraws,
    withdrawn_by,
    reason,
  };
}
