import type { ReopenedRejects, SettledRejects } from '../../contract/rejects.js';
import { fault } from '../../faults/make.js';
import { rejectFaults } from '../../faults/rejects.js';
import { Stop } from '../../faults/stop.js';
import type { ListedRow, RejectedList } from '../../import/rejected-list.js';
import type { Actor } from '../../store/actor.js';
import type { Transaction } from '../../store/connect.js';
import { mendingsOf } from '../../store/mended.js';
import { reopenRows, settledOf, settleRows } from '../../store/settled.js';
import { lockUntilCommit } from '../../store/transaction-locks.js';
import type { Deps } from '../deps.js';
import { refuseDone } from './mending-rows.js';
import { type BatchOfCaller, openRejects } from './open-rejects.js';
import { importedAgain } from './rejected-rows.js';

/** Rows by their numbers in the source, or all that are left with a fault, in one column where that is named. */
export type WhichRejects =
  | { readonly rows: readonly string[] }
  | { readonly fault: { readonly code: string; readonly column?: string | undefined } };

/** Which rejected rows nobody will mend, and why. */
export interface SettlingRequest extends BatchOfCaller {
  readonly which: WhichRejects;
  readonly reason: string;
  readonly actor: Actor;
}

/** Which settled rows are to be mended after all. */
export interface ReopeningRequest extends BatchOfCaller {
  readonly rows: readonly string[];
  readonly actor: Actor;
}

/** An entry of the ledger names its rows one by one. */
export const mostSettled = 50_000;

/**
 * Settles rejected rows with a reason; undefined where the caller sees no such batch, or it has no list. Stops with exit code 1 where a row
 * is not in the list, was imported again or is settled already, none has the fault, or they are too many at once.
 */
export async function settleRejects(deps: Deps, asked: SettlingRequest): Promise<SettledRejects | undefined> {
  const { batch, which, reason, actor } = asked;
  const found = await rowsOfList(deps, asked, which);
  if (found === undefined) return undefined;
  return deps.database.transaction(async tx => {
    await lockUntilCommit(tx, 'load');
    const rows = 'rows' in which ? [...new Set(which.rows)] : await leftOf(tx, batch, found, which.fault);
    if (rows.length > mostSettled)
      throw new Stop(1, [fault(rejectFaults, 'rejects_too_many', { rows: rows.length, most: mostSettled })]);
    await refuseDone(tx, { batch, rows });
    const ledger = await settleRows(tx, { actor, at: deps.clock(), body: { batch, rows, reason } });
    return { batch, rows, reason, ledger };
  });
}

/** Makes settled rows rows to mend again; the same holds as for settling. */
export async function reopenRejects(deps: Deps, asked: ReopeningRequest): Promise<ReopenedRejects | undefined> {
  const { batch, actor } = asked;
  const rows = [...new Set(asked.rows)];
  if ((await rowsOfList(deps, asked, { rows })) === undefined) return undefined;
  return deps.database.transaction(async tx => {
    await lockUntilCommit(tx, 'load');
    const settled = new Set((await settledOf(tx, batch)).map(({ row }) => row));
    const faults = rows.filter(row => !settled.has(row)).map(row => fault(rejectFaults, 'reject_not_settled', { batch, row }));
    if (faults.length > 0) throw new Stop(1, faults);
    const ledger = await reopenRows(tx, { actor, at: deps.clock(), body: { batch, rows } });
    return { batch, rows, ledger };
  });
}

/** A row of the list: which it is, and its faults. */
type Found = Pick<ListedRow, 'row' | 'faults'>;

/** The rows that are meant; of a fault, all rows of the list. Stops where a row is not in the list. */
async function rowsOfList(deps: Deps, asked: BatchOfCaller, which: WhichRejects): Promise<readonly Found[] | undefined> {
  const opened = await openRejects(deps, asked);
  if (opened === undefined) return undefined;
  const wanted = 'rows' in which ? new Set(which.rows) : undefined;
  const found = await listed(opened.list, ({ row }) => wanted === undefined || wanted.has(row));
  const there = new Set(found.map(({ row }) => row));
  const missing = [...(wanted ?? [])].filter(row => !there.has(row));
  if (missing.length > 0)
    throw new Stop(
      1,
      missing.map(row => fault(rejectFaults, 'reject_unknown', { batch: asked.batch, row })),
    );
  return found;
}

async function listed({ rows, close }: RejectedList, isWanted: (row: ListedRow) => boolean): Promise<readonly Found[]> {
  const found: Found[] = [];
  try {
    for await (const some of rows) for (const one of some) if (isWanted(one)) found.push({ row: one.row, faults: one.faults });
  } finally {
    await close();
  }
  return found;
}

/** The rows with a fault that are left to mend. Stops where there is none. */
async function leftOf(
  tx: Transaction,
  batch: number,
  rows: readonly Found[],
  { code, column }: { readonly code: string; readonly column?: string | undefined },
): Promise<readonly string[]> {
  const again = importedAgain(await mendingsOf(tx, batch, false));
  const settled = new Set((await settledOf(tx, batch)).map(({ row }) => row));
  const left = rows.filter(({ row }) => !again.has(row) && !settled.has(row));
  const having = left.filter(({ faults }) =>
    faults.some(one => one.code === code && (column === undefined || one.column === column)),
  );
  if (having.length > 0) return having.map(({ row }) => row);
  const known = [...new Set(left.flatMap(({ faults }) => faults.map(one => one.code)))];
  throw new Stop(1, [fault(rejectFaults, 'rejects_without_fault', { batch, code, column, known })]);
}
