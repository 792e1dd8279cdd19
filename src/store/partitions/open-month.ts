import { type FactKindName, factKinds } from '../../facts/kinds.js';
import type { Database, Transaction } from '../connect.js';

/**
 * Before a batch of a new calendar month (UTC) is imported into tables that are partitioned: closes the partitions of the month before, and opens
 * the next ones. In a transaction of its own, so that nobody who reads waits for the import; where tables are in use, the next import tries again.
 */
export async function openMonth(database: Pick<Database, 'transaction' | 'isPartitioned'>, at: number): Promise<void> {
  if (!database.isPartitioned) return;
  const { rows } = await database.transaction(tx =>
    tx.raw<{ rows: { closed: string | null }[] }>('select plumbline_open_month(?) as closed', [at]),
  );
  // What the planner knows of a month that is over stays so; of all months together it is told once a month.
  if (rows[0]?.closed != null) await analyseAll(database);
}

/** Tells the planner of all facts there are, partition by partition and together. */
export async function analyseAll(database: Pick<Database, 'transaction'>): Promise<void> {
  for (const { name } of factKinds) await database.transaction(tx => tx.raw('select plumbline_analyze(?)', [`fact_${name}`]));
}

/** Tells the planner of the facts of a kind that an import has brought: of partitions only the open one has others than before. */
export async function analyseTable(tx: Transaction, kind: FactKindName): Promise<void> {
  const table = `fact_${kind}`;
  await tx.raw('select plumbline_analyze(case when to_regclass(?) is null then ? else ? end)', [
    `${table}_open`,
    table,
    `${table}_open`,
  ]);
}
