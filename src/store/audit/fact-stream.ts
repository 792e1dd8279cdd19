import type { Knex } from 'knex';
import { ownFieldSql, quotedText } from '../../expressions/to-sql.js';
import { exact } from '../../facts/exact.js';
import type { Value, Values } from '../../facts/fact.js';
import type { FieldType } from '../../facts/field.js';
import { type FactKindName, kindOf, type OwnField } from '../../facts/kinds.js';
import { fieldOf, keyOrder, quoted } from '../facts/columns.js';

/** Which facts are streamed, and what of them. */
export interface FactStream {
  readonly kind: FactKindName;
  /** Fields that are wanted, a workspace's own by their ids; the key always comes along. */
  readonly names: ReadonlySet<string>;
  readonly ownFields: readonly OwnField[];
  /** Where they are read from, as alias f. */
  readonly source: string;
  /** A condition in SQL over the alias f. */
  readonly where: string;
  /** What else is asked of each fact: conditions in SQL over the alias f, by the names that they get. */
  readonly conditions?: ReadonlyMap<string, string>;
  /** Fields that facts are ordered by before their keys. */
  readonly orderedBy: readonly string[];
  /** Where the stream goes on: nothing that comes before this in its order is read. */
  readonly from?: StreamPosition | undefined;
}

/** A place in the order of a stream: the values of `orderedBy`, then those of the key. */
export interface StreamPosition {
  readonly group: readonly (string | number | boolean | null)[];
  readonly key: readonly (string | number | boolean | null)[];
}

/** A fact with the span of its instants; null where it has none. */
export interface StreamedFact {
  readonly values: Values;
  readonly first: number | null;
  readonly last: number | null;
  /** The batch that wrote this version, and the row of its source; 0 for a version folded by a withdrawal. */
  readonly batch: number;
  readonly row: number;
}

type Cell = number | string | boolean | null;
type Row = Record<string, Cell>;

const pageRows = 2000;
let cursors = 0;

/** Facts in pages, so that memory does not grow with them; personal fields hold pseudonyms. */
export async function* factPages(tx: Knex.Transaction, stream: FactStream): AsyncGenerator<readonly StreamedFact[]> {
  const cursor = `audited_${++cursors}`;
  const { sql, columns } = statementOf(stream, ['first_at', 'last_at', 'batch', 'row']);
  const decimals = columns.filter(({ type }) => type === 'number').map(({ name }) => name);
  await tx.raw(`declare ${cursor} no scroll cursor for ${sql.replaceAll('?', '\\?')}`);
  try {
    for (;;) {
      const { rows } = await tx.raw<{ rows: Row[] }>(`fetch ${pageRows} from ${cursor}`);
      yield rows.map(row => streamed(row, decimals));
      if (rows.length < pageRows) return;
    }
  } finally {
    // In a transaction that has failed the cursor is gone with it, and closing it would hide why.
    await tx.raw(`close ${cursor}`).catch(() => undefined);
  }
}

/** A column of the statement: a field of the kind, a workspace's own, or one of the version itself. */
export interface StreamColumn {
  readonly name: string;
  readonly type: FieldType;
}

/** What a version knows of itself: the span of its instants, and where it came from. */
type VersionColumn = 'first_at' | 'last_at' | 'batch' | 'row';

/** What a stream asks of the database, and its columns in their order: key and fields, own fields, then those of the version. */
export function statementOf(
  stream: FactStream,
  version: readonly VersionColumn[],
): { readonly sql: string; readonly columns: readonly StreamColumn[] } {
  const kind = kindOf(stream.kind);
  const own = stream.ownFields.filter(field => field.fact === stream.kind && stream.names.has(field.id));
  const fields = kind.fields.filter(field => kind.key.includes(field.name) || stream.names.has(field.name));
  const ofVersion = version.map((name): StreamColumn => ({ name, type: 'instant' }));
  const conditions = [...(stream.conditions ?? [])];
  const asked = conditions.map(([name]): StreamColumn => ({ name, type: 'boolean' }));
  const columns = [...fields, ...own.map(({ id, type }) => ({ name: id, type })), ...ofVersion, ...asked];
  const selected = [
    ...fields.map(field => `f.${quoted(field.name)}`),
    ...own.map(field => `${ownFieldSql('f.extra', field.id, field.type)} as ${quoted(field.id)}`),
    ...version.map(name => `f.${name}`),
    ...conditions.map(([name, condition]) => `${condition} as ${quoted(name)}`),
  ];
  const ordering = (name: string): string => `f.${quoted(name)}${fieldOf(kind, name).type === 'text' ? ' collate "C"' : ''}`;
  const order = [...stream.orderedBy.map(ordering), keyOrder(kind, 'f')];
  const where = stream.from === undefined ? stream.where : `${stream.where} and (${notBefore(stream, stream.from, ordering)})`;
  return {
    sql: `select ${selected.join(', ')} from ${stream.source} where ${where} order by ${order.join(', ')}`,
    columns,
  };
}

/**
 * That a fact is not before a place: a group that has begun is read whole, for its members are judged together. What has no group
 * is one of its own, and comes last.
 */
function notBefore({ kind, orderedBy }: FactStream, { group, key }: StreamPosition, column: (name: string) => string): string {
  const isGroup = orderedBy.length > 0 && !group.includes(null);
  const names = isGroup ? orderedBy : [...orderedBy, ...kindOf(kind).key];
  const values = isGroup ? group : [...group, ...key];
  const ways = names.map((name, i) => {
    const same = names.slice(0, i).map((one, j) => equals(column(one), values[j] ?? null));
    return [...same, isAfter(column(name), values[i] ?? null)].join(' and ');
  });
  const itself = names.map((name, i) => equals(column(name), values[i] ?? null)).join(' and ');
  return [...ways, itself].map(way => `(${way})`).join(' or ');
}

const sqlValue = (value: string | number | boolean): string =>
  typeof value === 'string' ? quotedText(value) : String(typeof value === 'number' ? Number(value) : value);

const equals = (column: string, value: string | number | boolean | null): string =>
  value === null ? `${column} is null` : `${column} = ${sqlValue(value)}`;

// In PostgreSQL's own order what is missing comes last.
const isAfter = (column: string, value: string | number | boolean | null): string =>
  value === null ? 'false' : `(${column} > ${sqlValue(value)} or ${column} is null)`;

function streamed(row: Row, decimals: readonly string[]): StreamedFact {
  const values: Record<string, Value> = row;
  for (const name of decimals) {
    const cell = row[name];
    values[name] = typeof cell === 'string' || typeof cell === 'number' ? exact(cell) : null;
  }
  return {
    values,
    first: instant(row['first_at']),
    last: instant(row['last_at']),
    batch: Number(row['batch']),
    row: Number(row['row']),
  };
}

const instant = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);
