import type { Knex } from 'knex';
import { type Exact, exact } from '../../facts/exact.js';
import type { Fact, Value } from '../../facts/fact.js';
import type { FieldType } from '../../facts/field.js';
import { type FactKindName, kindOf, type OwnField } from '../../facts/kinds.js';
import { parseDay } from '../../facts/time.js';
import { inPages } from '../pages.js';
import { keyOrder, listed, tableOf } from './columns.js';

/** What is read besides a kind's own fields, and of which facts. */
export interface Reading {
  readonly ownFields?: readonly OwnField[];
  /** A condition in SQL over the columns of the fact table. */
  readonly where?: { readonly sql: string; readonly bindings: readonly Knex.RawBinding[] };
}

type Cell = number | string | boolean | null;
type Row = Readonly<Record<string, Cell>> & {
  readonly extra: Readonly<Record<string, Cell>> | null;
  readonly batch: number;
  readonly row: number | null;
};

/**
 * A client's facts of a kind as they were known at a batch, in the order of their keys, read in pages. Personal fields hold
 * pseudonyms. The origin is the batch that wrote the version and the row of its source; a version folded by a withdrawal has row 0.
 */
export async function* readFacts(
  tx: Knex.Transaction,
  kindName: FactKindName,
  client: string,
  asOfBatch: number,
  { ownFields = [], where }: Reading = {},
): AsyncGenerator<Fact> {
  const kind = kindOf(kindName);
  const names = kind.fields.map(field => field.name);
  const own = ownFields.filter(field => field.fact === kindName);
  const rows = inPages<Row>(
    tx,
    `select ${listed(names)}, extra, batch, row from ${tableOf(kindName)}
     where client = ? and batch <= ? and (superseded_by is null or superseded_by > ?) and (${where?.sql ?? 'true'}) order by ${keyOrder(kind)}`,
    [client, asOfBatch, asOfBatch, ...(where?.bindings ?? [])],
  );
  const decimals = kind.fields.filter(field => field.type === 'number').map(field => field.name);
  for await (const { extra, batch, row, ...values } of rows) {
    const read: Record<string, Value> = values;
    for (const name of decimals) read[name] = decimal(values[name] ?? null);
    for (const field of own) read[field.id] = ownValue(field.type, extra?.[field.id] ?? null);
    yield { kind: kindName, values: read, origin: { batch, row: row ?? 0 } };
  }
}

const decimal = (cell: Cell): Exact | null => (cell === null || typeof cell === 'boolean' ? null : exact(cell));

function ownValue(type: FieldType, cell: Cell): Value {
  if (type === 'number') return decimal(cell);
  if (type === 'day') return parseDay(String(cell)) ?? null;
  return cell;
}
