import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rejectFaults } from '../../faults/rejects.js';
import { Stop } from '../../faults/stop.js';
import { type ListedRow, openRejectedList, type RejectedList } from '../../import/rejected-list.js';
import { headOfList, rowOfList } from '../../import/rejects.js';
import { mendingsOf } from '../../store/mended.js';
import { settledOf } from '../../store/settled.js';
import type { Deps } from '../deps.js';
import { rejectsFile } from './list-imports.js';
import { importedAgain } from './rejected-rows.js';
import { type ImportedBatch, importFile } from './import-file.js';
import type { MendRequest } from './mend-rejects.js';
import { refuseDone } from './mending-rows.js';
import { openRejects } from './open-rejects.js';
import { receiveFile } from './receive-file.js';

/** The file of rejected rows of a batch, as somebody has corrected it. */
export interface CorrectedFile extends Pick<MendRequest, 'batch' | 'actor' | 'dryRun' | 'replacesLater'> {
  readonly path: string;
}

/**
 * What became of a corrected file: so many of its rows were left out, because they are as they were. Of the list itself, corrected where it
 * lies, nobody knows how they were: those were left out that were imported once more or settled before.
 */
export interface MendedFile {
  readonly imported: ImportedBatch;
  readonly left_out: number;
}

/**
 * Imports the rows of a corrected file of rejected rows that are other than in the list, as the batch that mends it; undefined where the
 * batch has no list. Stops with exit code 1 where the file is no list, holds a row that the batch has not rejected, or one twice, where none
 * is other, and where `mendRejects` does.
 */
export async function mendFromFile(deps: Deps, asked: CorrectedFile): Promise<MendedFile | undefined> {
  const { batch, dryRun, replacesLater, actor } = asked;
  const opened = await openRejects(deps, { batch, clients: 'all' });
  if (opened === undefined) return undefined;
  const { list, shown } = opened;
  const { read, changed } = (await isSameFile(asked.path, rejectsFile(deps, batch)))
    ? await openRows(deps, list, batch)
    : await changedRows(list, batch, asked.path);
  const rows = changed.map(({ row }) => row);
  if (rows.length === 0) throw new Stop(1, [fault(rejectFaults, 'mending_nothing', { batch, rows: read })]);
  await deps.database.transaction(tx => refuseDone(tx, { batch, rows }));
  // Kept with the other files that were imported: what was corrected by hand may be written over by the next.
  const received = await receiveFile(deps, {
    stream: Readable.from([Buffer.from(headOfList(list.columns)), ...changed.map(lineOf)]),
    file: `mended-${batch}.csv`,
    layout: shown.layout ?? undefined,
    dryRun,
    actor,
    key: '',
    most: Number.POSITIVE_INFINITY,
    tooLarge: () => new Error('the rows of a list are never too many for the disk'),
  });
  const drop = (): Promise<void> => rm(path.dirname(received.path), { recursive: true, force: true });
  try {
    const mends = { batch, rows, replacesLater };
    const imported = await importFile(deps, { path: received.path, layout: shown.layout ?? undefined, dryRun, actor, mends });
    if (dryRun) await drop();
    return { imported, left_out: read - rows.length };
  } catch (problem) {
    await drop();
    throw problem;
  }
}

const lineOf = ({ reasons, cells }: ListedRow): Buffer => Buffer.from(rowOfList(reasons, cells));

const isSameFile = async (one: string, other: string): Promise<boolean> =>
  (await realpath(one).catch(() => one)) === (await realpath(other));

/** Rows of a file, and those of them that are imported. */
interface Corrected {
  readonly read: number;
  readonly changed: readonly ListedRow[];
}

/** The rows of the list that were neither imported once more nor settled; the list is closed then. */
async function openRows(deps: Deps, list: RejectedList, batch: number): Promise<Corrected> {
  const done = await deps.database.transaction(async tx => [
    ...importedAgain(await mendingsOf(tx, batch, false)).keys(),
    ...(await settledOf(tx, batch)).map(({ row }) => row),
  ]);
  const isDone = new Set(done);
  const changed: ListedRow[] = [];
  let read = 0;
  for await (const row of rowsOf(list)) {
    read++;
    if (!isDone.has(row.row)) changed.push(row);
  }
  return { read, changed };
}

/** The rows of the corrected file that are other than in the list, whose code is empty, or both; the list is closed then. */
async function changedRows(list: RejectedList, batch: number, file: string): Promise<Corrected> {
  const before = new Map<string, string>();
  for await (const row of rowsOf(list)) before.set(row.row, hashOf(row));
  const corrected = await openRejectedList(file);
  if (corrected === undefined) throw new Stop(1, [fault(rejectFaults, 'mending_file_unfit', { batch }, { file })]);
  const seen = new Set<string>();
  const changed: ListedRow[] = [];
  const faults: Fault[] = [];
  for await (const row of rowsOf(corrected)) {
    const was = before.get(row.row);
    if (was === undefined) faults.push(fault(rejectFaults, 'reject_unknown', { batch, row: row.row }, { file }));
    else if (seen.has(row.row)) faults.push(fault(rejectFaults, 'rejects_changed', { batch, row: row.row }, { file }));
    else if (was !== hashOf(row)) changed.push(row);
    seen.add(row.row);
  }
  if (faults.length > 0) throw new Stop(1, faults.slice(0, 50));
  return { read: seen.size, changed };
}

async function* rowsOf({ rows, close }: RejectedList): AsyncGenerator<ListedRow> {
  try {
    for await (const some of rows) yield* some;
  } finally {
    await close();
  }
}

/** What can be corrected of a row: its cells, and whether it has a code. A spreadsheet adds blank cells at the end, or leaves them out. */
function hashOf({ cells, faults }: ListedRow): string {
  const last = cells.findLastIndex(cell => cell !== '');
  const text = JSON.stringify([faults.some(({ code }) => code !== ''), cells.slice(0, last + 1)]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
