import type { Knex } from 'knex';
import { exact } from '../../facts/exact.js';
import type { Value, Values } from '../../facts/fact.js';
import { type FactKind, type FactKindName, factKinds, kindOf, type OwnField } from '../../facts/kinds.js';
import { ownFieldSql } from '../../expressions/to-sql.js';
import { keyOrder, listed, quoted, tableOf } from '../facts/columns.js';

/** A version of a fact: what it said from one batch until another. */
export interface Version {
  readonly kind: FactKindName;
  readonly values: Values;
  readonly batch: number;
  readonly row: number;
  readonly supersededBy: number | null;
}

// Parts of keys that count or place things within others say nothing of which thing it is.
const placing = new Set(['client', 'line_no', 'site', 'location', 'aspect', 'read_at', 'respondent']);

/** The parts of a kind's key that people know a fact by. */
export const numbersOf = (kind: FactKind): readonly string[] => kind.key.filter(name => !placing.has(name));

type Cell = number | string | boolean | null;

/** Every version of the facts of a kind that have a number in their key, in the order of keys and batches. */
export async function versionsOf(
  tx: Knex.Transaction,
  kindName: FactKindName,
  asked: {
    readonly number: string;
    readonly client?: string | undefined;
    readonly own: readonly OwnField[];
    readonly limit: number;
  },
): Promise<readonly Version[]> {
  const kind = kindOf(kindName);
  const numbers = numbersOf(kind);
  const own = asked.own.filter(field => field.fact === kindName);
  const extra = own.map(
    field =>
      `, ${ownFieldSql('f.extra', field.id, field.type).replaceAll('?', '\\?')} as ${quoted(field.id).replaceAll('?', '\\?')}`,
  );
  const names = kind.fields.map(field => field.name);
  const { rows } = await tx.raw<{ rows: Record<string, Cell>[] }>(
    `select ${listed(names, 'f')}${extra.join('')}, f.batch, f.row, f.superseded_by from ${tableOf(kindName)} f
     where (${numbers.map(name => `f.${quoted(name)} = ?`).join(' or ')}) and ${asked.client === undefined ? 'true' : 'f.client = ?'}
     order by ${keyOrder(kind, 'f')}, f.batch limit ${asked.limit}`,
    [...numbers.map(() => asked.number), ...(asked.client === undefined ? [] : [asked.client])],
  );
  const decimals = [
    ...kind.fields.filter(field => field.type === 'number').map(field => field.name),
    ...own.filter(field => field.type === 'number').map(field => field.id),
  ];
  return rows.map(({ batch, row, superseded_by, ...cells }) => {
    const values: Record<string, Value> = cells;
    for (const name of decimals) values[name] = typeof cells[name] === 'string' ? exact(cells[name]) : null;
    return {
      kind: kindName,
      values,
      batch: Number(batch),
      row: Number(row),
      supersededBy: superseded_by == null ? null : Number(superseded_by),
    };
  });
}

/** What a client's facts of any kind name in a field of place, such as its carriers. */
export async function placeValues(tx: Knex.Transaction, client: string, field: string): Promise<readonly string[]> {
  const known = new Set<string>();
  for (const { name } of factKinds.filter(kind => kind.fields.some(one => one.name === field))) {
    const { rows } = await tx.raw<{ rows: { place: string }[] }>(
      `select distinct ${quoted(field)} as place from ${tableOf(name)} where client = ? and ${quoted(field)} is not null limit 2000`,
      [client],
    );
    for (const { place } of rows) known.add(place);
  }
  return [...known];
}

/** Numbers that begin like another one or are as long, to find a slip of the finger among; of one client alone where it is given. */
export async function similarNumbers(
  tx: Knex.Transaction,
  kindName: FactKindName,
  { number, client }: { readonly number: string; readonly client?: string | undefined },
): Promise<readonly string[]> {
  const kind = kindOf(kindName);
  const found: string[] = [];
  for (const name of numbersOf(kind)) {
    const column = quoted(name);
    const { rows } = await tx.raw<{ rows: { number: string }[] }>(
      `select distinct ${column} as number from ${tableOf(kindName)}
       where (starts_with(lower(${column}), ?) or right(lower(${column}), ?) = ?) and abs(length(${column}) - ?) <= 2 ${client === undefined ? '' : 'and client = ?'} limit 2000`,
      [
        number.slice(0, Math.max(1, number.length - 3)).toLowerCase(),
        3,
        number.slice(-3).toLowerCase(),
        number.length,
        ...(client === undefined ? [] : [client]),
      ],
    );
    found.push(...rows.map(row => row.number));
  }
  return found;
}
