import type { ImportAnswer, Upload } from '../../contract/imports.js';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Fault } from '../../faults/fault.js';
import { isoInstant } from '../../facts/time.js';
import { Stop } from '../../faults/stop.js';
import { type FieldNames, forPages } from '../../faults/worded.js';
import { addUpload, endUpload, type UploadRecord, uploadById } from '../../store/uploads.js';
import type { Deps } from '../deps.js';
import { fieldNames } from './field-names.js';
import { importFile } from './import-file.js';
import type { ImportedBatch } from './imported-batch.js';
import type { ReceivedFile, UploadRequest } from './receive-file.js';
import { recordOutcomeOrRetry } from './interrupted-uploads.js';

interface Running {
  readonly bytes: number;
  rows: number;
}

/** How a file that has arrived is to be imported, by whom. */
export type ReceivedRequest = Pick<
  UploadRequest,
  'key' | 'clients' | 'layout' | 'dryRun' | 'actor' | 'inTurn' | 'faultsOf' | 'mends'
>;

/** Uploads that this process is importing: the embedded database has no session left to ask meanwhile. */
const running = new Map<string, Running & { readonly record: UploadRecord }>();

/** Imports of one process take turns: the database would have them do so anyway, each with its own share of memory. */
let queue: Promise<unknown> = Promise.resolve();

/** Imports a file that has arrived. One that was only tried, or that was not imported, is removed again. */
export async function importReceived(deps: Deps, request: ReceivedRequest, received: ReceivedFile): Promise<ImportAnswer> {
  const { id, bytes } = received;
  const { key, layout, dryRun, faultsOf = faultsOfStop } = request;
  const startedAt = deps.clock();
  const record: UploadRecord = {
    id,
    key_id: key,
    layout: layout ?? '',
    file: path.basename(received.path),
    state: 'running',
    started_at: startedAt,
    ended_at: null,
    answer: null,
  };
  const progress = { record, bytes, rows: 0 };
  running.set(id, progress);
  const report: NonNullable<Deps['progress']> = ({ rows }) => {
    progress.rows = rows;
  };
  try {
    const answer = await imported({ ...deps, progress: report }, request, record, received.path);
    // It is imported, whether that can be recorded now or not.
    await ended(deps, id, answer).catch(() => recordOutcomeOrRetry(deps, id, []));
    return answer;
  } catch (problem) {
    const shown = problem instanceof Stop ? withoutFolders(problem, received.path) : problem;
    await recordOutcomeOrRetry(deps, id, faultsOf(shown));
    throw shown;
  } finally {
    running.delete(id);
    if (dryRun) await rm(path.dirname(received.path), { recursive: true, force: true });
  }
}

const faultsOfStop = (failure: unknown): readonly Fault[] => (failure instanceof Stop ? failure.faults : []);

async function imported(deps: Deps, request: ReceivedRequest, record: UploadRecord, file: string): Promise<ImportAnswer> {
  const { layout, dryRun, actor, clients, mends, inTurn = work => work() } = request;
  await deps.database.transaction(tx => addUpload(tx, record));
  const batch = await inTurn(() => oneAtATime(() => importFile(deps, { path: file, layout, dryRun, actor, clients, mends })));
  return { batches: [batchJson(batch, file, fieldNames(deps.workspace, batch.layout))] };
}

async function ended(deps: Deps, id: string, answer: ImportAnswer): Promise<void> {
  const end = { id, state: 'done', ended_at: deps.clock(), answer: JSON.stringify(answer) } as const;
  await deps.database.transaction(tx => endUpload(tx, end));
  await deps.database.settle();
}

function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const mine = queue.then(work, work);
  queue = mine.catch(() => undefined);
  return mine;
}

/** A batch as the command line answers it, without the folders of the machine that serves. */
export function batchJson(batch: ImportedBatch, file: string, nameOf: FieldNames): ImportAnswer['batches'][number] {
  const { rejects, findings, warnings, errors, ...rest } = batch;
  const shown = <F extends Fault>(found: F) => forPages(withoutFolder(found, file), nameOf);
  return {
    ...rest,
    file: path.basename(file),
    rejects: rejects === null ? null : `/api/v1/imports/${batch.batch}/rejects.csv`,
    findings: findings.map(shown),
    errors: errors.map(shown),
    warnings: warnings.map(shown),
  };
}

export const withoutFolders = (stop: Stop, file: string): Stop =>
  new Stop(
    stop.exitCode,
    stop.faults.map(found => withoutFolder(found, file)),
    stop.cause,
  );

/** A fault that names the file alone, wherever its parameters or its place name it. */
function withoutFolder<F extends Fault>(found: F, file: string): F {
  const folder = JSON.stringify(`${path.dirname(file)}${path.sep}`).slice(1, -1);
  // A fault is plain data, and a shorter text in it is as good a text.
  return JSON.parse(JSON.stringify(found).replaceAll(folder, '')) as F;
}

/** How far an upload has come; undefined where there is none of that id, or, where a key is given, another key sent it. */
export async function uploadState(
  deps: Deps,
  { id, key }: { readonly id: string; readonly key: string | undefined },
): Promise<Upload | undefined> {
  const here = running.get(id);
  const record = here?.record ?? (await deps.database.transaction(tx => uploadById(tx, id)));
  if (record === undefined || (key !== undefined && record.key_id !== key)) return undefined;
  const { state, file, layout, started_at, ended_at, answer } = record;
  return {
    id,
    state,
    file,
    layout,
    rows: here?.rows ?? null,
    bytes: here?.bytes ?? null,
    started_at: isoInstant(started_at),
    ended_at: ended_at === null ? null : isoInstant(ended_at),
    // Written by `ended`, or with the faults that it failed by.
    answer: answer === null ? null : (JSON.parse(answer) as Upload['answer']),
  };
}
