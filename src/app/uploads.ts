import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Fault } from '../faults/fault.js';
import { isoInstant } from '../facts/time.js';
import { Stop } from '../faults/stop.js';
import { addUpload, endUpload, type UploadRecord, uploadById } from '../store/uploads.js';
import type { Deps } from './deps.js';
import { type ImportedBatch, importFile } from './import-file.js';

/** A file that is sent to be imported, by whom. */
export interface UploadRequest {
  readonly stream: Readable;
  /** What the sender calls it. */
  readonly file: string | undefined;
  readonly layout: string | undefined;
  readonly dryRun: boolean;
  readonly actor: string;
  readonly key: string;
  /** Most bytes; past them `tooLarge` is thrown. */
  readonly most: number;
  readonly tooLarge: () => Error;
}

/** A file that has arrived whole. */
export interface ReceivedFile {
  readonly id: string;
  readonly path: string;
  readonly bytes: number;
}

/** How far an upload is, as it is shown. */
export interface UploadJson {
  readonly id: string;
  readonly state: UploadRecord['state'];
  readonly file: string;
  readonly layout: string;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly started_at: string;
  readonly ended_at: string | null;
  /** What the import answered, or a problem's faults. */
  readonly answer: unknown;
}

/** What an upload answers: the batches as the command line's JSON shows them. */
export interface UploadAnswer {
  readonly batches: readonly (Omit<ImportedBatch, 'rejects'> & { readonly rejects: string | null })[];
}

interface Running {
  readonly bytes: number;
  rows: number;
}

/** Uploads that this process is importing: the embedded database has no session left to ask meanwhile. */
const running = new Map<string, Running & { readonly record: UploadRecord }>();

/** Imports of one process take turns: the database would have them do so anyway, each with its own share of memory. */
let turn: Promise<unknown> = Promise.resolve();

/** Writes what arrives to the disk, in a folder of its own, and gives it its name once it is whole. */
export async function receiveFile(deps: Deps, request: UploadRequest): Promise<ReceivedFile> {
  const { directory } = deps.workspace;
  const id = `upl_${randomBytes(8).toString('hex')}`;
  const partial = path.join(directory, '.plumbline', 'uploads', `${id}.partial`);
  await mkdir(path.dirname(partial), { recursive: true });
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > request.most) done(request.tooLarge());
      else done(null, chunk);
    },
  });
  const name = safeName(request.file);
  // Kept beside what jobs have imported, so that every row can be looked up in the file it came from.
  const month = isoInstant(deps.clock()).slice(0, 7);
  const folder = request.dryRun ? path.join(path.dirname(partial), id) : path.join(directory, 'archive', month, id);
  try {
    await pipeline(request.stream, counted, createWriteStream(partial, { flags: 'wx' }));
    await mkdir(folder, { recursive: true });
    await rename(partial, path.join(folder, name));
  } catch (problem) {
    await rm(partial, { force: true });
    throw problem;
  }
  return { id, path: path.join(folder, name), bytes };
}

/** A name that stays in its folder, and is no hidden file. */
function safeName(given: string | undefined): string {
  const last = (given ?? '').split(/[/\\]/).at(-1) ?? '';
  const plain = [...last]
    .map(character => (/[\p{L}\p{N} ._()+-]/u.test(character) ? character : '_'))
    .join('')
    .replace(/^[. ]+/, '')
    .trim();
  const short = [...plain].slice(-80).join('');
  return short === '' ? 'upload.csv' : short;
}

/** Imports a file that has arrived. One that was only tried, or that was not imported, is removed again. */
export async function importReceived(deps: Deps, request: UploadRequest, received: ReceivedFile): Promise<UploadAnswer> {
  const { id, bytes } = received;
  const { key, layout, dryRun, actor } = request;
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
  let isKept = false;
  try {
    await deps.database.transaction(tx => addUpload(tx, record));
    const batch = await inTurn(() => importFile({ ...deps, progress: report }, { path: received.path, layout, dryRun, actor }));
    isKept = batch.batch !== null;
    const answer = { batches: [batchJson(batch, received.path)] };
    await ended(deps, id, 'done', answer);
    return answer;
  } catch (problem) {
    const shown = problem instanceof Stop ? withoutFolders(problem, received.path) : problem;
    const faults = shown instanceof Stop ? shown.faults : [];
    await ended(deps, id, 'failed', { faults }).catch(() => undefined);
    throw shown;
  } finally {
    running.delete(id);
    if (!isKept) await rm(path.dirname(received.path), { recursive: true, force: true });
  }
}

async function ended(deps: Deps, id: string, state: 'done' | 'failed', answer: object): Promise<void> {
  const ended_at = deps.clock();
  await deps.database.transaction(tx => endUpload(tx, { id, state, ended_at, answer: JSON.stringify(answer) }));
  await deps.database.settle();
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work, work);
  turn = mine.catch(() => undefined);
  return mine;
}

/** A batch as the command line answers it, without the folders of the machine that serves. */
function batchJson(batch: ImportedBatch, file: string): UploadAnswer['batches'][number] {
  const { rejects, findings, warnings, ...rest } = batch;
  return {
    ...rest,
    file: path.basename(file),
    rejects: rejects === null ? null : `/api/v1/imports/${batch.batch}/rejects.csv`,
    findings: findings.map(found => withoutFolder(found, file)),
    warnings: warnings.map(found => ({ ...found, ...withoutFolder(found, file) })),
  };
}

const withoutFolders = (stop: Stop, file: string): Stop =>
  new Stop(
    stop.exitCode,
    stop.faults.map(found => withoutFolder(found, file)),
    stop.cause,
  );

function withoutFolder(found: Fault, file: string): Fault {
  const short = (text: string): string => text.replaceAll(`${path.dirname(file)}${path.sep}`, '');
  const { place, what, remedy } = found;
  return {
    ...found,
    what: short(what),
    remedy: short(remedy),
    place: { ...place, ...(place.file === undefined ? {} : { file: short(place.file) }) },
  };
}

/** How far an upload is; undefined for one that is not there, or that another key sent, where a key is given. */
export async function uploadState(
  deps: Deps,
  { id, key }: { readonly id: string; readonly key: string | undefined },
): Promise<UploadJson | undefined> {
  const here = running.get(id);
  const record = here?.record ?? (await deps.database.transaction(tx => uploadById(tx, id)));
  if (record === undefined || (key !== undefined && record.key_id !== key)) return undefined;
  const { state, file, layout, started_at, ended_at, answer } = record;
  // Only this process imports into an embedded database: what it does not know of has ended with another.
  const isLost = here === undefined && state === 'running' && deps.database.kind === 'embedded';
  return {
    id,
    state: isLost ? 'failed' : state,
    file,
    layout,
    rows: here?.rows ?? null,
    bytes: here?.bytes ?? null,
    started_at: isoInstant(started_at),
    ended_at: ended_at === null ? null : isoInstant(ended_at),
    answer: answer === null ? null : (JSON.parse(answer) as unknown),
  };
}
