import { mostReason, type ReopenedRejects, type SettledRejects } from '../../contract/rejects.js';
import { fault } from '../../faults/make.js';
import { rejectFaults } from '../../faults/rejects.js';
import { Stop } from '../../faults/stop.js';
import { type ListedFault, type RejectedList, rowsOfList } from '../../import/rejected-list.js';
import type { Actor } from '../../store/actor.js';
import { dealtRows } from '../../store/rejected-marks.js';
import { isBatchOf } from '../../store/mended.js';
import type { Transaction } from '../../store/connect.js';
import { reopenRows, type SettledRow, settledOf, settleRows } from '../../store/settled.js';
import { lockUntilCommit } from '../../store/transaction-locks.js';
import type { Deps } from '../deps.js';
import { refuseDone } from './mending-rows.js';
import { type BatchOfCaller, openRejects, refuseFor } from './open-rejects.js';

/**
 * Rows by their numbers in the source, or all that are left, or those of them with a fault: in one column where that is named, of the row as a whole where it is
 * null, in any where it is left out.
 */
export type WhichRejects =
  | { readonly rows: readonly string[] }
  | { readonly left: true }
  | { readonly fault: { readonly code: string; readonly column?: string | null | undefined } };

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
  if (reason.length > mostReason)
    throw new Stop(1, [fault(rejectFaults, 'settling_reason_too_long', { length: reason.length, most: mostReason })]);
  const opened = await openRejects(deps, asked);
  if (opened === undefined) return undefined;
  const { list } = opened;
  const rows = 'rows' in which ? await namedRows(list, batch, which.rows) : await rowsLeft(deps, list, asked, which);
  if (rows.length > mostSettled) throw new Stop(1, [fault(rejectFaults, 'rejects_too_many', { most: mostSettled })]);
  return deps.database.transaction(async tx => {
    await lockUntilCommit(tx, 'load');
    await refuseDone(tx, { batch, rows });
    const ledger = await settleRows(tx, { actor, at: deps.clock(), body: { batch, rows, reason } });
    return { batch, rows, reason, ledger };
  });
}

/** Makes settled rows rows to mend again; the same holds as for settling. */
export async function reopenRejects(deps: Deps, asked: ReopeningRequest): Promise<ReopenedRejects | undefined> {
  const { batch, actor } = asked;
  const opened = await openRejects(deps, asked);
  if (opened === undefined) return undefined;
  const rows = await namedRows(opened.list, batch, asked.rows);
  return deps.database.transaction(async tx => {
    await lockUntilCommit(tx, 'load');
    const settled = new Set((await settledFor(tx, asked)).map(({ row }) => row));
    const faults = rows.filter(row => !settled.has(row)).map(row => fault(rejectFaults, 'reject_not_settled', { batch, row }));
    refuseFor(faults);
    const ledger = await reopenRows(tx, { actor, at: deps.clock(), body: { batch, rows }, clients: asked.clients });
    return { batch, rows, ledger };
  });
}

/** The settled rows of a batch as the caller is told of them: with rows of batches that are all of its clients. */
async function settledFor(tx: Transaction, { batch, clients }: BatchOfCaller): Promise<readonly SettledRow[]> {
  const settled = await settledOf(tx, batch);
  if (clients === 'all') return settled;
  const own = await batchesOf(tx, new Set(settled.flatMap(one => one.with_batch ?? [])), clients);
  return settled.filter(one => one.with_batch === null || own.has(one.with_batch));
}

/** The rows of a batch that are not left to mend, as the caller is told of them. */
async function dealtFor(tx: Transaction, asked: BatchOfCaller): Promise<ReadonlySet<string>> {
  const { batch, clients } = asked;
  const dealt = await dealtRows(tx, batch);
  if (clients === 'all') return new Set(dealt.map(({ row }) => row));
  const settled = new Set((await settledFor(tx, asked)).map(({ row }) => row));
  const own = await batchesOf(tx, new Set(dealt.flatMap(({ how, by }) => (how === 'settled' ? [] : [by]))), clients);
  return new Set(
    dealt
      .filter(({ row, how, by, is_later: isLater }) => (how === 'settled' ? settled.has(row) : !isLater || own.has(by)))
      .map(({ row }) => row),
  );
}

/** Which of these batches are all of these clients. */
async function batchesOf(
  tx: Transaction,
  batches: ReadonlySet<number>,
  clients: readonly string[],
): Promise<ReadonlySet<number>> {
  const own = new Set<number>();
  for (const batch of batches) if (await isBatchOf(tx, batch, clients)) own.add(batch);
  return own;
}

/** The rows that are named. Stops where one is not in the list. */
async function namedRows(list: RejectedList, batch: number, rows: readonly string[]): Promise<readonly string[]> {
  const missing = new Set(rows);
  for await (const { row } of rowsOfList(list)) missing.delete(row);
  refuseFor([...missing].map(row => fault(rejectFaults, 'reject_unknown', { batch, row })));
  return [...new Set(rows)];
}

/** The rows that are left to mend, those with a fault where one is named. Stops where there is none, and where they are too many. */
async function rowsLeft(
  deps: Deps,
  list: RejectedList,
  asked: BatchOfCaller,
  which: Exclude<WhichRejects, { readonly rows: unknown }>,
): Promise<readonly string[]> {
  const { batch } = asked;
  const done = await deps.database.transaction(tx => dealtFor(tx, asked));
  const found = new Set<string>();
  const known = new Set<string>();
  for await (const { row, faults } of rowsOfList(list)) {
    if (done.has(row)) continue;
    for (const one of faults) known.add(one.code);
    if ('left' in which || faults.some(one => isOf(one, which.fault))) found.add(row);
    if (found.size > mostSettled) throw new Stop(1, [fault(rejectFaults, 'rejects_too_many', { most: mostSettled })]);
  }
  if (found.size > 0) return [...found];
  if ('left' in which) throw new Stop(1, [fault(rejectFaults, 'rejects_none_left', { batch })]);
  const { code, column } = which.fault;
  throw new Stop(1, [fault(rejectFaults, 'rejects_without_fault', { batch, code, column, known: [...known] })]);
}

type FaultAsked = Extract<WhichRejects, { readonly fault: unknown }>['fault'];

const isOf = (one: ListedFault, { code, column }: FaultAsked): boolean =>
  one.code === code && (column === undefined || one.column === column);
