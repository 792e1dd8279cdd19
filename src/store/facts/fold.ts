import type { Knex } from 'knex';
import type { FactKind } from '../../facts/kinds.js';
import {
  columnType,
  dataFields,
  fieldOf,
  instantsOf,
  keyText,
  listed,
  literal,
  mappedOf,
  quoted,
  sameFact,
  span,
  tableOf,
} from './columns.js';
import { beginTouching, endingVersions, insertingVersions } from './touched.js';

/** What became of the facts that a withdrawn batch had touched. */
export interface FoldResult {
  readonly facts: number;
  /** Facts that say something else now. */
  readonly changed: number;
  /** Facts that no remaining batch speaks of. */
  readonly removed: number;
}

/** Names of fields that the same batches map, and those batches. */
interface Group {
  readonly names: readonly string[];
  readonly batches: readonly number[];
}

/**
 * Computes again every fact that a withdrawn batch touched, from what the other batches mapped, and writes each difference as a
 * version of the withdrawal. Per field the last batch that mapped it decides. What a batch mapped is read from the version that
 * was current right after it: the one that it wrote, or the one that it left unchanged.
 */
export async function foldWithout(
  tx: Knex.Transaction,
  kind: FactKind,
  withdrawn: number,
  withdrawal: number,
): Promise<FoldResult> {
  await beginTouching(tx);
  const facts = await gatherVersions(tx, kind, withdrawn);
  const groups = await groupsOf(tx, kind);
  await fold(tx, kind, groups);
  const table = tableOf(kind.name);
  const end = `update ${table} f set superseded_by = ${withdrawal}`;
  const all = [...dataFields(kind).map(field => field.name), 'extra'];
  await findDifferences(tx, kind, all);
  const removed = await endingVersions(
    tx,
    `${end} from pg_temp.lost r where ${sameFact(kind, 'f', 'r')} and f.superseded_by is null`,
    'counted here',
  );
  const changed = await endingVersions(
    tx,
    `${end} from pg_temp.anew o where ${sameFact(kind, 'f', 'o')} and f.superseded_by is null`,
    'counted with what follows them',
  );
  const { first, last } = span(
    instantsOf(kind).map(name => `o.${quoted(name)}`),
    'o.extra',
  );
  await insertingVersions(
    tx,
    `insert into ${table} (${listed([...kind.key, ...all])}, first_at, last_at, batch, row)
     select ${listed([...kind.key, ...all], 'o')}, ${first}, ${last}, ${withdrawal}, 0 from pg_temp.anew o`,
  );
  return { facts, changed, removed };
}

/** Gathers the facts touched, all their versions, and which remaining batches speak of each. */
async function gatherVersions(tx: Knex.Transaction, kind: FactKind, withdrawn: number): Promise<number> {
  const table = tableOf(kind.name);
  const keyParts = kind.key
    .slice(1)
    .map((name, i) => `(s.key::json->>${i})::${columnType(fieldOf(kind, name))} as ${quoted(name)}`);
  const told = await tellerOf(tx, withdrawn);
  const touchedFacts = await tx.raw<{ rowCount: number }>(
    `create temporary table refold on commit drop as select ${listed(kind.key)} from ${table} where batch = ${told}
     union select s.client, ${keyParts.join(', ')} from fact_seen s where s.kind = ${literal(kind.name)} and s.batch = ${told}`,
  );
  await tx.raw('analyze pg_temp.refold');
  await tx.raw(
    `create temporary table past on commit drop as select f.* from ${table} f join pg_temp.refold r on ${sameFact(kind, 'f', 'r')}`,
  );
  // A batch that repeats another one says what that one says.
  const remaining = `(select b.batch, coalesce(b.repeats, b.batch) as told from batch b
    where b.kind = ${literal(kind.name)} and b.withdraws is null and b.batch <> ${withdrawn}
      and not exists (select from batch w where w.withdraws = b.batch))`;
  await tx.raw(
    `create temporary table said on commit drop as
     select ${listed(kind.key, 'p')}, b.batch from pg_temp.past p join ${remaining} b on b.told = p.batch
     union all select ${listed(kind.key, 'r')}, b.batch from pg_temp.refold r
       join fact_seen s on s.client = r.client and s.kind = ${literal(kind.name)} and s.key = ${keyText(kind, 'r')}
       join ${remaining} b on b.told = s.batch`,
  );
  await tx.raw('analyze pg_temp.past; analyze pg_temp.said');
  return touchedFacts.rowCount;
}

/** The batch whose facts a batch is about: that which it repeats, else itself. */
async function tellerOf(tx: Knex.Transaction, batch: number): Promise<number> {
  const { rows } = await tx.raw<{ rows: { told: number }[] }>(
    'select coalesce(repeats, batch) as told from batch where batch = ?',
    [batch],
  );
  return rows[0]?.told ?? batch;
}

/** Groups fields by the batches that map them: one look at the past serves a whole group. */
async function groupsOf(tx: Knex.Transaction, kind: FactKind): Promise<readonly Group[]> {
  const { rows } = await tx.raw<{ rows: { batch: number; mapped: readonly string[] }[] }>(
    'select batch, mapped from batch where batch in (select batch from pg_temp.said) order by batch',
  );
  const batchesOf = new Map<string, number[]>();
  for (const { batch, mapped } of rows) {
    const { fields, own } = mappedOf(kind.name, mapped);
    for (const name of [...fields.map(field => field.name), ...own]) {
      const batches = batchesOf.get(name);
      if (batches === undefined) batchesOf.set(name, [batch]);
      else batches.push(batch);
    }
  }
  const groups = new Map<string, { names: string[]; batches: readonly number[] }>();
  for (const [name, batches] of batchesOf) {
    const group = groups.get(batches.join());
    if (group === undefined) groups.set(batches.join(), { names: [name], batches });
    else group.names.push(name);
  }
  return [...groups.values()];
}

async function fold(tx: Knex.Transaction, kind: FactKind, groups: readonly Group[]): Promise<void> {
  const lasts = groups.map(
    ({ batches }, i) => `, max(batch) filter (where batch = any('{${batches.join()}}'::integer[])) as last_${i}`,
  );
  await tx.raw(
    `create temporary table picked on commit drop as select ${listed(kind.key)}${lasts.join('')} from pg_temp.said group by ${listed(kind.key)}`,
  );
  await tx.raw('analyze pg_temp.picked');
  const groupOf = (name: string) => groups.findIndex(group => group.names.includes(name));
  const values = dataFields(kind).map(field => {
    const group = groupOf(field.name);
    return `${group < 0 ? `null::${columnType(field)}` : `v${group}.${quoted(field.name)}`} as ${quoted(field.name)}`;
  });
  const versions = groups.map((_, i) => {
    const isThen = `v${i}.batch <= p.last_${i} and (v${i}.superseded_by is null or v${i}.superseded_by > p.last_${i})`;
    return `left join pg_temp.past v${i} on ${sameFact(kind, `v${i}`, 'p')} and ${isThen}`;
  });
  await tx.raw(
    `create temporary table folded on commit drop as
     select ${listed(kind.key, 'p')}, ${values.join(', ')}, ${extraOf(kind, groups)} as extra from pg_temp.picked p ${versions.join(' ')}`,
  );
  await tx.raw('analyze pg_temp.folded');
}

/**
 * Facts that are lost, and those that say something else than their current version, before the table of facts is changed: a statement over
 * a table that is spread over machines cannot look into a temporary one in a subquery.
 */
async function findDifferences(tx: Knex.Transaction, kind: FactKind, all: readonly string[]): Promise<void> {
  await tx.raw(
    `create temporary table lost on commit drop as select ${listed(kind.key, 'r')} from pg_temp.refold r
     where not exists (select from pg_temp.folded o where ${sameFact(kind, 'o', 'r')})`,
  );
  await tx.raw(
    `create temporary table anew on commit drop as select o.* from pg_temp.folded o
     where not exists (select from pg_temp.past f where ${sameFact(kind, 'f', 'o')} and f.superseded_by is null
       and (${listed(all, 'f')}) is not distinct from (${listed(all, 'o')}))`,
  );
  await tx.raw('analyze pg_temp.lost; analyze pg_temp.anew');
}

function extraOf(kind: FactKind, groups: readonly Group[]): string {
  const builtIn = new Set(kind.fields.map(field => field.name));
  const members = groups.flatMap((group, i) =>
    group.names.filter(name => !builtIn.has(name)).map(id => `jsonb_build_object(${literal(id)}, v${i}.extra->${literal(id)})`),
  );
  // A field that its batch left empty is not in `extra` at all, and neither is an empty `extra`.
  return members.length === 0 ? 'null::jsonb' : `nullif(jsonb_strip_nulls(${members.join(' || ')}), '{}'::jsonb)`;
}
