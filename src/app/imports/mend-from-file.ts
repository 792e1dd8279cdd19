import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rejectFaults } from '../../faults/rejects.js';
import { Stop } from '../../faults/stop.js';
import { type ListedRow, openRejectedList, type RejectedList, rowsOfList } from '../../import/rejected-list.js';
import { headOfList, rowOfList } from '../../import/rejects.js';
import { rejectsRecorded } from '../../store/mended.js';
import { dealtRows } from '../../store/rejected-marks.js';
import type { Deps } from '../deps.js';
import { rejectsFile, rejectsToCorrect } from './list-imports.js';
import { importFile } from './import-file.js';
import type { ImportedBatch } from './imported-batch.js';
import type { MendRequest } from './mend-rejects.js';
import { openRejects, refuseFor } from './open-rejects.js';
import { receiveFile } from './receive-file.js';

/** The file of rejected rows of a batch, as somebody has corrected it. */
export interface CorrectedFile extends Pick<MendRequest, 'batch' | 'actor' | 'dryRun' | 'replacesLater'> {
  readonly path: string;
}

/** What became of a corrected file: so many of its rows were left out, because they are as they were, or were dealt with before. */
export interface MendedFile {
  readonly imported: ImportedBatch;
  readonly left_out: number;
}

/**
 * Imports the rows of a corrected file of rejected rows that are other than in the list, as the batch that mends it; of the list itself,
 * corrected where it lies, all rows but those that are as they were and stand in a later file, or were dealt with in an earlier one. Those
 * that were imported once more or settled before are left out. Undefined where the batch has no list. Stops with exit code 1 where the file
 * is no list, holds a row that the batch has not rejected, or one twice, where nothing is left to import, and where `mendRejects` does.
 */
export async function mendFromFile(deps: Deps, asked: CorrectedFile): Promise<MendedFile | undefined> {
  const { batch, dryRun, replacesLater, actor } = asked;
  const opened = await openRejects(deps, { batch, clients: 'all' });
  if (opened === undefined) return undefined;
  const { list, shown } = opened;
  const before = await namesAndHashes(list);
  const isList = await isSameFile(asked.path, rejectsToCorrect(deps, batch));
  // Nothing but their number tells what a list held that was not kept as it was written.
  if (isList && !isKept(deps, batch)) await refuseAltered(deps, batch, before.size);
  const dealt = await deps.database.transaction(tx => dealtRows(tx, batch));
  const inLaterFile = new Set(dealt.filter(one => one.is_later).map(({ row }) => row));
  const done = new Set(dealt.filter(one => !one.is_later).map(({ row }) => row));
  const { changed, read } = await changedRows(before, asked, row => isList && !inLaterFile.has(row));
  const sent = changed.filter(({ row }) => !done.has(row));
  const rows = sent.map(({ row }) => row);
  if (rows.length === 0) {
    const doneBefore = read.filter(row => done.has(row)).length;
    throw new Stop(1, [
      doneBefore === 0
        ? fault(rejectFaults, 'mending_nothing', { batch, rows: read.length })
        : fault(rejectFaults, 'mending_nothing_left', { batch, rows: read.length, done: doneBefore }),
    ]);
  }
  // Kept with the other files that were imported: what was corrected by hand may be written over by the next.
  const received = await receiveFile(deps, {
    stream: Readable.from([Buffer.from(headOfList(list.columns)), ...sent.map(lineOf)]),
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
    const imported = await importFile(deps, {
      path: received.path,
      layout: shown.layout ?? undefined,
      dryRun,
      actor,
      clients: 'all',
      mends,
    });
    if (dryRun) await drop();
    return { imported, left_out: read.length - rows.length };
  } catch (problem) {
    await drop();
    throw problem;
  }
}

const lineOf = ({ reasons, cells }: ListedRow): Buffer => Buffer.from(rowOfList(reasons, cells));

/** Whether the list of the batch was kept as it was written. */
const isKept = (deps: Deps, batch: number): boolean => rejectsFile(deps, batch) !== rejectsToCorrect(deps, batch);

const isSameFile = async (one: string, other: string): Promise<boolean> =>
  (await realpath(one).catch(() => one)) === (await realpath(other));

/** What can be corrected of the rows of a list, by their names. */
async function namesAndHashes(list: RejectedList): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const row of rowsOfList(list)) found.set(row.row, hashOf(row));
  return found;
}

async function refuseAltered(deps: Deps, batch: number, listed: number): Promise<void> {
  const { rows } = await deps.database.transaction(tx => rejectsRecorded(tx, batch));
  if (rows !== 0 && rows !== listed) throw new Stop(1, [fault(rejectFaults, 'mending_list_altered', { batch, rows, listed })]);
}

/** Rows of a file by their names, and those of them that are imported. */
interface Corrected {
  readonly read: readonly string[];
  readonly changed: readonly ListedRow[];
}

/** The rows of the corrected file that are other than before, whose code is empty, or both; and those that are sent as they are. */
async function changedRows(
  before: ReadonlyMap<string, string>,
  { batch, path: file }: CorrectedFile,
  isSent: (row: string) => boolean,
): Promise<Corrected> {
  const corrected = await openRejectedList(file);
  if (corrected === undefined) throw new Stop(1, [fault(rejectFaults, 'mending_file_unfit', { batch }, { file })]);
  const seen = new Set<string>();
  const changed: ListedRow[] = [];
  const faults: Fault[] = [];
  for await (const row of rowsOfList(corrected)) {
    const was = before.get(row.row);
    if (was === undefined) faults.push(fault(rejectFaults, 'reject_unknown', { batch, row: row.row }, { file }));
    else if (seen.has(row.row)) faults.push(fault(rejectFaults, 'rejects_changed', { batch, row: row.row }, { file }));
    else if (isSent(row.row) || was !== hashOf(row)) changed.push(row);
    seen.add(row.row);
  }
  refuseFor(faults);
  return { read: [...seen], changed };
}

/** What can be corrected of a row: its cells, and whether it has a code. A spreadsheet adds blank cells at the end, or leaves them out. */
function hashOf({ cells, faults }: ListedRow): string {
  const last = cells.findLastIndex(cell => cell !== '');
  const text = JSON.stringify([faults.some(({ code }) => code !== ''), cells.slice(0, last + 1)]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
