import type { Values } from '../../../src/facts/fact.js';
import type { FactKindName, OwnField } from '../../../src/facts/kinds.js';
import type { Database } from '../../../src/store/connect.js';
import { type BatchReport, loadBatch } from '../../../src/store/facts/load.js';
import { readFacts } from '../../../src/store/facts/read.js';

/** A load as tests say it: rows are numbered from 2, as under a header. */
export interface LoadRequest {
  readonly kind?: FactKindName;
  readonly mapped: readonly string[];
  readonly rows: readonly Values[];
  readonly ownFields?: readonly OwnField[];
  readonly at?: number;
  readonly dryRun?: boolean;
}

/** Loads rows that are at hand, a few at a time. */
export function load(database: Database, request: LoadRequest): Promise<BatchReport> {
  const numbered = request.rows.map((values, i) => ({ row: i + 2, values }));
  return loadRows(database, request, inBatches(numbered), () => request.rows.length);
}

/** Loads rows as they come; `count` says afterwards how many came. */
export function loadRows(
  database: Database,
  { kind = 'shipment', mapped, ownFields = [], at = 1000, dryRun = false }: Omit<LoadRequest, 'rows'>,
  rows: AsyncIterable<readonly { row: number; values: Values }[]>,
  count: () => number,
): Promise<BatchReport> {
  const source = { file: 'test.csv', sha256: () => 'f'.repeat(64), layout: 'test', actor: 'tester', at: () => at };
  return loadBatch(database, { kind, mapped, ownFields, ...source }, rows, {
    dryRun,
    counted: () => ({ read: count(), rejected: 0, skipped: 0, clients: new Set<string>() }),
  });
}

async function* inBatches<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let i = 0; i < rows.length; i += 3) yield rows.slice(i, i + 3);
}

/** A client's facts as known at a batch (by default now): their values that are there. */
export function factsOf(
  database: Database,
  client: string,
  {
    kind = 'shipment',
    batch = 2 ** 31 - 1,
    ownFields = [],
  }: { kind?: FactKindName; batch?: number; ownFields?: readonly OwnField[] } = {},
): Promise<readonly Values[]> {
  return database.transaction(async tx => {
    const facts: Values[] = [];
    for await (const fact of readFacts(tx, kind, client, batch, { ownFields })) {
      facts.push(Object.fromEntries(Object.entries(fact.values).filter(([, value]) => value !== null)));
    }
    return facts;
  });
}
