import type { Knex } from 'knex';
import type { Field } from '../../facts/field.js';
import { type FactKind, type FactKindName, kindOf } from '../../facts/kinds.js';

/** A name as SQL writes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as SQL writes it, safe in a statement whose question marks are bindings. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''").replaceAll('?', '\\?')}'`;

/** The table of a kind's versions. */
export const tableOf = (kind: FactKindName): string => quoted(`fact_${kind}`);

/** Names as SQL lists them, each after the alias of its table. */
export const listed = (names: readonly string[], alias = ''): string =>
  names.map(name => (alias === '' ? quoted(name) : `${alias}.${quoted(name)}`)).join(', ');

/** The condition that two tables' rows are of one fact. */
export const sameFact = (kind: FactKind, a: string, b: string): string =>
  kind.key.map(name => `${a}.${quoted(name)} = ${b}.${quoted(name)}`).join(' and ');

/**
 * Tells the planner what the key and the other columns named of a temporary table hold: what a file's facts are joined by. The columns
 * that nothing is joined by would take most of the time.
 */
export async function analyse(tx: Knex.Transaction, table: string, kind: FactKind, others: readonly string[]): Promise<void> {
  await tx.raw(`analyze ${table} (${listed([...kind.key, ...others])})`);
}

/** The key behind the client as one text: a JSON array, so that no two keys share it. */
export const keyText = (kind: FactKind, alias: string): string => `json_build_array(${listed(kind.key.slice(1), alias)})::text`;

/** The order of keys, the same on every database whatever its collation. */
export const keyOrder = (kind: FactKind, alias = ''): string =>
  kind.key
    .map(name => {
      const column = alias === '' ? quoted(name) : `${alias}.${quoted(name)}`;
      return fieldOf(kind, name).type === 'text' ? `${column} collate "C"` : column;
    })
    .join(', ');

/** The field of that name; a kind's key always names fields of its own. */
export function fieldOf(kind: FactKind, name: string): Field {
  const field = kind.fields.find(candidate => candidate.name === name);
  if (field === undefined) throw new TypeError(`${kind.name} has no field ${name}`);
  return field;
}

/** A kind's fields other than its key. */
export const dataFields = (kind: FactKind): readonly Field[] => kind.fields.filter(field => !kind.key.includes(field.name));

/** The column type of a field. */
export function columnType(field: Field): string {
  if (field.type === 'instant') return 'bigint';
  return field.type === 'number' ? 'numeric' : field.type === 'day' ? 'date' : field.type;
}

/** Names of a kind's instants. */
export const instantsOf = (kind: FactKind): readonly string[] =>
  kind.fields.filter(field => field.type === 'instant').map(field => field.name);

/** What the columns first_at and last_at of a version hold, from the SQL of its instants and of its `extra`. */
export function span(instants: readonly string[], extra: string): { first: string; last: string } {
  // Among a workspace's own fields only instants are JSON numbers: numbers and days are kept as texts.
  const own = (extreme: string) =>
    `(select ${extreme}(value::text::bigint) from jsonb_each(${extra}) where jsonb_typeof(value) = 'number')`;
  const among = (extreme: string) => ['null::bigint', ...instants, ...(extra === 'null' ? [] : [own(extreme)])].join(', ');
  return { first: `least(${among('min')})`, last: `greatest(${among('max')})` };
}

/** A batch's mapped names, in two lists: the kind's data fields in their order, and the workspace's own ids in theirs. */
export interface Mapped {
  readonly kind: FactKind;
  readonly fields: readonly Field[];
  readonly own: readonly string[];
}

/** Tells a batch's mapped names apart; the key is part of every batch and named in neither list. */
export function mappedOf(kindName: FactKindName, names: readonly string[]): Mapped {
  const kind = kindOf(kindName);
  const builtIn = new Set(kind.fields.map(field => field.name));
  return {
    kind,
    fields: dataFields(kind).filter(field => names.includes(field.name)),
    own: [...new Set(names.filter(name => !builtIn.has(name)))].sort(),
  };
}
