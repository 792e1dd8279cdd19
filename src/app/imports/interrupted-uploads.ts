import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { serviceFaults } from '../../faults/service.js';
import { faultJson, withoutCommand } from '../../faults/worded.js';
import type { Batch } from '../../store/batches.js';
import { forgetAnswersOf } from '../../store/idempotency.js';
import { endClaimsOf } from '../../store/survey-links.js';
import { batchOfFile, endUpload, runningUploads, type UploadRecord } from '../../store/uploads.js';
import type { Deps } from '../deps.js';
import { rejectsFile } from './list-imports.js';
import { endedMarks, forgetMark } from './service-marks.js';

/** Uploads of this process of which could not be recorded how they ended, each with its workspace and what went wrong. */
const unrecordedUploads = new Map<string, { readonly directory: string; readonly faults: readonly Fault[] }>();

/** Settles an upload that did not come to its end as it should; later, where the database is away. */
export async function recordOutcomeOrRetry(deps: Deps, id: string, faults: readonly Fault[]): Promise<void> {
  try {
    await recordOutcome(deps, id, faults);
  } catch {
    unrecordedUploads.set(id, { directory: deps.workspace.directory, faults });
  }
}

/**
 * Settles the uploads that could not be settled before, and those of processes that were killed. A file that had not arrived
 * whole is removed. An upload whose batch was committed is done; any other has failed with `upload_interrupted`, and its file
 * is removed. Requests that such a process did not answer, and survey links whose answers it took in, are free again.
 */
export async function finishInterruptedUploads(deps: Deps): Promise<void> {
  const { directory } = deps.workspace;
  for (const [id, { directory: of, faults }] of unrecordedUploads) {
    if (of !== directory) continue;
    await recordOutcome(deps, id, faults);
    unrecordedUploads.delete(id);
  }
  for (const mark of await endedMarks(directory)) {
    await finishUploadsOf(deps, `upl_${mark}_`);
    await freeWhatWasHeldBy(deps, mark);
    await forgetMark(directory, mark);
  }
}

async function freeWhatWasHeldBy({ database }: Deps, mark: string): Promise<void> {
  await database.transaction(async tx => {
    await forgetAnswersOf(tx, mark);
    await endClaimsOf(tx, mark);
  });
  await database.settle();
}

async function finishUploadsOf(deps: Deps, prefix: string): Promise<void> {
  const { directory } = deps.workspace;
  const waiting = path.join(directory, '.plumbline', 'uploads');
  for (const name of await readdir(waiting).catch(() => []))
    if (name.startsWith(prefix)) await rm(path.join(waiting, name), { recursive: true, force: true });
  const interrupted = [fault(serviceFaults, 'upload_interrupted', {})];
  const recorded = await deps.database.transaction(tx => runningUploads(tx, prefix));
  // A file may have arrived whole without being recorded yet.
  const kept = (await keptFolders(directory)).map(folder => path.basename(folder)).filter(id => id.startsWith(prefix));
  const done = new Set(recorded);
  for (const id of new Set([...recorded, ...kept])) await recordOutcome(deps, id, done.has(id) ? interrupted : []);
}

/** Ends an upload: done where a batch names its file, else failed with the given faults. */
async function recordOutcome(deps: Deps, id: string, faults: readonly Fault[]): Promise<void> {
  const { database, workspace, clock } = deps;
  await database.transaction(async tx => {
    const batch = await batchOfFile(tx, id);
    const state: UploadRecord['state'] = batch === undefined ? 'failed' : 'done';
    const answer =
      batch === undefined ? { faults: faults.map(one => withoutCommand(faultJson(one))) } : { batches: [batchJson(deps, batch)] };
    await endUpload(tx, { id, state, ended_at: clock(), answer: JSON.stringify(answer) });
    // Before the end is committed: what is recorded as failed has left nothing behind.
    if (batch !== undefined) return;
    for (const folder of await keptFolders(workspace.directory))
      if (path.basename(folder) === id) await rm(folder, { recursive: true, force: true });
  });
  await database.settle();
}

/** The folders of the files that are kept, each named after its upload. */
async function keptFolders(directory: string): Promise<readonly string[]> {
  const archive = path.join(directory, 'archive');
  const folders: string[] = [];
  for (const month of await readdir(archive).catch(() => [])) {
    const names = await readdir(path.join(archive, month)).catch(() => []);
    folders.push(...names.filter(name => name.startsWith('upl_')).map(name => path.join(archive, month, name)));
  }
  return folders;
}

function batchJson(deps: Deps, { batch, file, sha256, layout, kind, rows, repeated }: Batch): object {
  const hasList = existsSync(rejectsFile(deps, batch));
  const lost = rows.rejected > 0 && !hasList ? [fault(serviceFaults, 'upload_rejects_lost', { rows: rows.rejected })] : [];
  return {
    batch,
    file: path.basename(file ?? ''),
    sha256,
    layout,
    fact: kind,
    rows,
    repeated: repeated ?? 0,
    rejects: hasList ? `/api/v1/imports/${batch}/rejects.csv` : null,
    warnings: lost.map(found => ({ ...faultJson(found), times: 1 })),
    errors: [],
    findings: [],
    late: [],
  };
}
