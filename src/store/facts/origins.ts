import type { Knex } from 'knex';
import { type FactKind, type FactKindName, kindOf } from '../../facts/kinds.js';
import { columnType, fieldOf, keyText, literal, quoted, tableOf } from './columns.js';

/** A version of a fact, and the fields whose origin is asked for. */
export interface OriginAsked {
  /** In the order of the kind's key. */
  readonly key: readonly (string | number | boolean | null)[];
  readonly fields: ReadonlySet<string>;
  /** Where the version as a whole came from. */
  readonly batch: number;
  readonly row: number;
}

/** The batch that brought a value, and the row of its source; 0 where that is not known. */
export interface Origin {
  readonly batch: number;
  readonly row: number;
}

/** Finds the origins of versions, in their order. */
export type FindOrigins = (asked: readonly OriginAsked[]) => Promise<readonly Origin[]>;

interface Version extends Origin {
  readonly superseded_by: number | null;
  readonly said: Readonly<Record<string, string | null>>;
}

/** An import: the fields that it mapped, and whether it still stands, also after the batch as of which facts are known. */
interface Import {
  readonly mapped: ReadonlySet<string>;
  readonly stands: boolean;
}

interface Imports {
  readonly standing: ReadonlyMap<number, Import>;
  /** By the batch whose file they repeat, which need not stand any more: what that one says, row by row, they say too. */
  readonly repeating: ReadonlyMap<number, readonly number[]>;
}

/** So many facts are looked up by one query. */
const perQuery = 1000;

/**
 * Finds which batch brought the values of facts, as known at a batch. Of several fields it is the one whose value came last. A value that
 * later batches repeat is of the first of them, or of the first that was not taken back since; what was taken back before does not count.
 */
export async function originFinder(tx: Knex.Transaction, kindName: FactKindName, asOfBatch: number): Promise<FindOrigins> {
  const kind = kindOf(kindName);
  const imports = await importsOf(tx, kindName, asOfBatch);
  return async asked => {
    const changed = await changedKeys(tx, kind, asked, asOfBatch);
    // A fact that was never changed is as its only batch brought it.
    const open = asked.flatMap((one, i) => (changed.has(one.key) || imports.standing.get(one.batch)?.stands !== true ? [i] : []));
    const origins: Origin[] = asked.map(({ batch, row }) => ({ batch, row }));
    for (let at = 0; at < open.length; at += perQuery) {
      const places = open.slice(at, at + perQuery);
      const among = places.flatMap(i => asked[i] ?? []);
      for (const [i, origin] of (await originsOf(tx, kind, imports, asOfBatch, among)).entries())
        if (origin !== undefined) origins[places[i] ?? 0] = origin;
    }
    return origins;
  };
}

/** The keys of those facts that have past versions. Each key is looked up once, however often it is asked for by the same array. */
async function changedKeys(
  tx: Knex.Transaction,
  kind: FactKind,
  asked: readonly OriginAsked[],
  asOfBatch: number,
): Promise<ReadonlySet<OriginAsked['key']>> {
  const facts = [...new Map(asked.map(one => [one.key, one])).values()];
  const changed = new Set<OriginAsked['key']>();
  for (let at = 0; at < facts.length; at += perQuery) {
    const some = facts.slice(at, at + perQuery);
    for (const i of (await versionsAt(tx, kind, some, { asOfBatch, fields: [], are: 'past' })).keys()) {
      const fact = some[i];
      if (fact !== undefined) changed.add(fact.key);
    }
  }
  return changed;
}

/** The imports up to a batch, without those that were taken back by then. */
async function importsOf(tx: Knex.Transaction, kind: FactKindName, asOfBatch: number): Promise<Imports> {
  const { rows } = await tx.raw<{
    rows: { batch: number; mapped: readonly string[]; stands: boolean; repeats: number | null }[];
  }>(
    `select b.batch, b.mapped, b.repeats, not exists (select from batch w where w.withdraws = b.batch) as stands from batch b
     where b.kind = ? and b.batch <= ? and b.withdraws is null
       and not exists (select from batch w where w.withdraws = b.batch and w.batch <= ?)`,
    [kind, asOfBatch, asOfBatch],
  );
  const repeating = new Map<number, number[]>();
  for (const { batch, repeats } of rows) if (repeats !== null) push(repeating, repeats, batch);
  return { standing: new Map(rows.map(({ batch, mapped, stands }) => [batch, { mapped: new Set(mapped), stands }])), repeating };
}

async function originsOf(
  tx: Knex.Transaction,
  kind: FactKind,
  imports: Imports,
  asOfBatch: number,
  among: readonly OriginAsked[],
): Promise<readonly (Origin | undefined)[]> {
  const fields = [...new Set(among.flatMap(one => [...one.fields]))];
  const superseded = await versionsAt(tx, kind, among, { asOfBatch, fields, are: 'past' });
  const current = await versionsAt(tx, kind, among, { asOfBatch, fields, are: 'current' });
  const seen = await seenAt(tx, kind, among, asOfBatch);
  return among.map((one, i) => {
    const versions = [...(superseded.get(i) ?? []), ...(current.get(i) ?? [])].toSorted((a, b) => a.batch - b.batch);
    return originOfValues(one, sayingsOf(versions, seen.get(i) ?? [], imports), imports);
  });
}

/** What the batches that still stand said of a fact, in their order. */
function sayingsOf(versions: readonly Version[], seen: readonly Origin[], imports: Imports): readonly Version[] {
  const again = [...versions, ...seen].flatMap(({ batch, row }) =>
    (imports.repeating.get(batch) ?? []).map(repeating => ({ batch: repeating, row })),
  );
  const repeated = [...seen, ...again].flatMap(({ batch, row }) => {
    const then = versions.findLast(one => one.batch <= batch && (one.superseded_by === null || one.superseded_by > batch));
    return then === undefined ? [] : [{ ...then, batch, row }];
  });
  return [...versions, ...repeated].filter(({ batch }) => imports.standing.has(batch)).toSorted((a, b) => a.batch - b.batch);
}

function originOfValues({ fields }: OriginAsked, sayings: readonly Version[], imports: Imports): Origin | undefined {
  let last: Version | undefined;
  for (const field of fields) {
    const own = sayings.filter(({ batch }) => imports.standing.get(batch)?.mapped.has(field) === true);
    const value = own.at(-1)?.said[field] ?? null;
    const before = own.findLastIndex(({ said }) => (said[field] ?? null) !== value);
    const alike = own.slice(before + 1);
    const brought = alike.find(({ batch }) => imports.standing.get(batch)?.stands === true) ?? alike[0];
    if (brought !== undefined && brought.batch > (last?.batch ?? 0)) last = brought;
  }
  // What no batch said at all is missing from the fact since it came.
  return last ?? sayings.find(({ batch }) => imports.standing.get(batch)?.stands === true) ?? sayings[0];
}

/** The keys as a table `i`, with its columns k0, k1 … and the position n. */
function keysTable(
  kind: FactKind,
  asked: readonly OriginAsked[],
): { readonly sql: string; readonly bindings: readonly Knex.RawBinding[] } {
  const arrays = kind.key.map(name => `?::${columnType(fieldOf(kind, name))}[]`).join(', ');
  const names = kind.key.map((_, i) => `k${i}`).join(', ');
  return {
    sql: `unnest(${arrays}) with ordinality as i(${names}, n)`,
    bindings: kind.key.map((_, i) => asked.map(({ key }) => String(key[i] ?? ''))),
  };
}

/** The clients whose facts are asked for, so that a database spread over several machines asks those that have them. */
const clientsOf = (kind: FactKind, asked: readonly OriginAsked[]): string[] => {
  const at = kind.key.indexOf('client');
  return [...new Set(asked.map(({ key }) => String(key[at] ?? '')))];
};

async function versionsAt(
  tx: Knex.Transaction,
  kind: FactKind,
  asked: readonly OriginAsked[],
  {
    asOfBatch,
    fields,
    are,
  }: { readonly asOfBatch: number; readonly fields: readonly string[]; readonly are: 'past' | 'current' },
): Promise<ReadonlyMap<number, readonly Version[]>> {
  const keys = keysTable(kind, asked);
  const same = kind.key.map((name, i) => `f.${quoted(name)} = i.k${i}`).join(' and ');
  const builtIn = new Set(kind.fields.map(({ name }) => name));
  const said = fields.map(
    (name, i) => `, ${builtIn.has(name) ? `f.${quoted(name)}::text` : `f.extra->>${literal(name)}`} as said_${i}`,
  );
  // Each condition is that of an index over the versions of a fact.
  const condition = are === 'past' ? 'f.superseded_by is not null' : 'f.superseded_by is null';
  const { rows } = await tx.raw<{ rows: Record<string, string | number | null>[] }>(
    `select i.n::integer as n, f.batch, f.row, f.superseded_by${said.join('')} from ${keys.sql} join ${tableOf(kind.name)} f on ${same}
     where ${condition} and f.batch <= ? and f.client = any (?)`,
    [...keys.bindings, asOfBatch, clientsOf(kind, asked)],
  );
  const found = new Map<number, Version[]>();
  for (const { n, batch, row, superseded_by, ...texts } of rows) {
    const by = superseded_by === null || Number(superseded_by) > asOfBatch ? null : Number(superseded_by);
    // The version that the facts are known by is no past one.
    if (are === 'past' && by === null && fields.length === 0) continue;
    const values = Object.fromEntries(fields.map((name, i) => [name, text(texts[`said_${i}`])]));
    push(found, Number(n) - 1, { batch: Number(batch), row: Number(row), superseded_by: by, said: values });
  }
  return found;
}

async function seenAt(
  tx: Knex.Transaction,
  kind: FactKind,
  asked: readonly OriginAsked[],
  asOfBatch: number,
): Promise<ReadonlyMap<number, readonly Origin[]>> {
  const keys = keysTable(kind, asked);
  const key = keyText(kind, 'f');
  const named = kind.key.map((name, i) => `i.k${i} as ${quoted(name)}`).join(', ');
  const { rows } = await tx.raw<{ rows: { n: number; batch: number; row: number | null }[] }>(
    `select f.n::integer as n, s.batch, s.row from (select i.n, ${named} from ${keys.sql}) f
     join fact_seen s on s.client = f.client and s.kind = ? and s.key = ${key} where s.batch <= ? and s.client = any (?)`,
    [...keys.bindings, kind.name, asOfBatch, clientsOf(kind, asked)],
  );
  const found = new Map<number, Origin[]>();
  for (const { n, batch, row } of rows) push(found, n - 1, { batch, row: row ?? 0 });
  return found;
}

const text = (cell: string | number | null | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell);

function push<T>(map: Map<number, T[]>, at: number, one: T): void {
  const there = map.get(at);
  if (there === undefined) map.set(at, [one]);
  else there.push(one);
}
