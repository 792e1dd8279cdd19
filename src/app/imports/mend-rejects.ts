import { Readable } from 'node:stream';
import type { ImportAnswer } from '../../contract/imports.js';
import type { MendedRow } from '../../contract/rejects.js';
import { fault } from '../../faults/make.js';
import { rejectFaults } from '../../faults/rejects.js';
import { Stop } from '../../faults/stop.js';
import { type ListedRow, type RejectedList, withoutCode } from '../../import/rejected-list.js';
import { headOfList, rowOfList } from '../../import/rejects.js';
import type { Deps } from '../deps.js';
import { refuseDone } from './mending-rows.js';
import { type BatchOfCaller, openRejects } from './open-rejects.js';
import { receiveFile, type UploadRequest } from './receive-file.js';
import { importReceived } from './uploads.js';

/** Which rejected rows of a batch are imported once more, as they were mended. */
export interface MendRequest
  extends BatchOfCaller,
    Pick<UploadRequest, 'actor' | 'key' | 'inTurn' | 'faultsOf' | 'most' | 'tooLarge' | 'dryRun'> {
  readonly rows: readonly MendedRow[];
  /** Whether facts that came later than the batch may be replaced. */
  readonly replacesLater: boolean;
}

/**
 * Imports rejected rows of a batch once more, as they were mended, as a batch of its own by the same layout; undefined where the caller
 * sees no such batch, or there is no list of its rejected rows. Stops with exit code 1 where the batch was withdrawn, a row was imported
 * again or settled meanwhile, or the list is another one. The database is asked with the login of the service.
 */
export async function mendRejects(deps: Deps, asked: MendRequest): Promise<ImportAnswer | undefined> {
  const { batch, clients, rows, replacesLater, ...upload } = asked;
  const opened = await openRejects(deps, { batch, clients });
  if (opened === undefined) return undefined;
  const { list, shown } = opened;
  const listed = await rowsOf(list, batch, rows);
  const toMend = { batch, rows: rows.map(({ row }) => row), replacesLater };
  await deps.database.transaction(tx => refuseDone(tx, toMend));
  const lines = rows.map(row => mendedLine(list, batch, listed.get(row.at), row));
  const request: UploadRequest = {
    ...upload,
    clients,
    stream: Readable.from([Buffer.from(headOfList(list.columns) + lines.join(''))]),
    file: `mended-${batch}.csv`,
    layout: shown.layout ?? undefined,
    mends: toMend,
  };
  return importReceived(deps, request, await receiveFile(deps, request));
}

/** The rows that are asked for, by their places in the list; the list is closed then. */
async function rowsOf(list: RejectedList, batch: number, asked: readonly MendedRow[]): Promise<ReadonlyMap<number, ListedRow>> {
  const wanted = new Set(asked.map(({ at }) => at));
  const last = Math.max(...wanted);
  const found = new Map<number, ListedRow>();
  try {
    for await (const rows of list.rows) {
      for (const row of rows) if (wanted.has(row.at)) found.set(row.at, row);
      if ((rows.at(-1)?.at ?? 0) >= last) break;
    }
  } finally {
    await list.close();
  }
  const other = asked.find(({ at, row }) => found.get(at)?.row !== row) ?? twice(asked);
  if (other !== undefined) throw new Stop(1, [fault(rejectFaults, 'rejects_changed', { batch, row: other.row })]);
  return found;
}

/** A row that is sent twice: nobody could say which of the two is meant. */
const twice = (asked: readonly MendedRow[]): MendedRow | undefined =>
  asked.find((one, i) => asked.findIndex(({ at }) => at === one.at) < i);

/** A row as the list would have it had somebody mended it there. */
function mendedLine({ columns }: RejectedList, batch: number, listed: ListedRow | undefined, asked: MendedRow): string {
  const { row, changes = [], as_it_stands: isRight = false } = asked;
  const { cells: before = [], reasons = [] } = listed ?? {};
  const cells = [...before];
  for (const { cell, text } of changes) {
    if (cell >= Math.max(columns.length, before.length))
      throw new Stop(1, [fault(rejectFaults, 'rejects_changed', { batch, row })]);
    while (cells.length < cell) cells.push('');
    cells[cell] = text;
  }
  return rowOfList(isRight ? withoutCode(reasons) : reasons, cells);
}
