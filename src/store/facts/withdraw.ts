import { type Actor, actorName } from '../actor.js';
import { type FactKindName, kindOf } from '../../facts/kinds.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { storeFaults } from '../../faults/store.js';
import { type Batch, batchByNumber, nextBatch, recordBatch, recordWithdrawnClients, type RowCounts } from '../batches.js';
import type { Database } from '../connect.js';
import type { Knex } from 'knex';
import { appendLedger } from '../ledger.js';
import { dropMarks } from '../rejected-marks.js';
import { lockUntilCommit } from '../transaction-locks.js';
import { contentHash } from './content-hash.js';
import { foldWithout } from './fold.js';
import { inTrial } from './in-trial.js';
import { type BatchReport, prepare } from './load.js';
import { recordClients } from './touched.js';

/** Which batch is to be taken back, why, by whom. */
export interface Withdrawal {
  readonly batch: number;
  readonly reason: string;
  readonly actor: Actor;
  /** The clock; asked when the withdrawal takes its number. */
  readonly at: () => number;
}

/** What a withdrawal did, or would do; `gone` are the facts of which no other batch speaks, among those that changed. */
export type WithdrawalReport = Omit<BatchReport, 'overwritten' | 'changes'> & {
  readonly withdraws: number;
  readonly gone: number;
  readonly kind: FactKindName;
};

/**
 * Withdraws a batch: writes a new batch in which every fact that it touched is as the other batches made it; a dry run takes it back. Stops
 * with exit code 2: `batch_unknown`, `batch_is_withdrawal`, or `batch_already_withdrawn`.
 */
export async function withdrawBatch(
  database: Pick<Database, 'kind' | 'transaction' | 'settle'>,
  { dryRun = false, ...withdrawal }: Withdrawal & { readonly dryRun?: boolean },
): Promise<WithdrawalReport> {
  const report = await inTrial(database, dryRun, async tx => {
    await prepare(tx, database.kind);
    await lockUntilCommit(tx, 'load');
    return withdrawIn(tx, withdrawal);
  });
  if (dryRun) return { ...report, batch: null };
  await database.settle();
  return report;
}

async function withdrawIn(tx: Knex.Transaction, { batch: withdraws, reason, actor, at }: Withdrawal): Promise<WithdrawalReport> {
  const { batch, committedAt } = await nextBatch(tx, at());
  const { kind } = await withdrawable(tx, withdraws, batch - 1);
  const { facts, changed, removed } = await foldWithout(tx, kindOf(kind), withdraws, batch);
  const clients = await recordClients(tx, batch);
  await recordWithdrawnClients(tx, { batch, withdraws });
  await dropMarks(tx, withdraws);
  const identity = { batch, kind, mapped: [], withdraws };
  const content_hash = await contentHash(tx, identity);
  const rows: RowCounts = {
    read: facts,
    new: 0,
    changed: changed + removed,
    unchanged: facts - changed - removed,
    rejected: 0,
    skipped: 0,
  };
  const nothing = { layout: null, file: null, sha256: null };
  await recordBatch(tx, {
    ...identity,
    ...nothing,
    actor: actorName(actor),
    committed_at: committedAt,
    rows,
    repeated: 0,
    reason,
    content_hash,
  });
  const body = { batch, kind, withdraws, reason, rows, gone: removed, content_hash };
  await appendLedger(tx, { kind: 'withdrawal', actor, at: committedAt, body });
  return { batch, kind, withdraws, gone: removed, rows, conflicts: [], repeated: { repeated: 0, repeats: [] }, clients };
}

async function withdrawable(tx: Knex.Transaction, number: number, last: number): Promise<Batch> {
  const isNumber = Number.isInteger(number) && number > 0 && number <= last;
  const batch = isNumber ? await batchByNumber(tx, number) : undefined;
  if (batch === undefined) throw new Stop(2, [fault(storeFaults, 'batch_unknown', { batch: number, last })]);
  if (batch.withdraws !== null)
    throw new Stop(2, [fault(storeFaults, 'batch_is_withdrawal', { batch: number, withdraws: batch.withdraws })]);
  if (batch.withdrawn_by === null) return batch;
  throw new Stop(2, [fault(storeFaults, 'batch_already_withdrawn', { batch: number, by: batch.withdrawn_by })]);
}
