import type { Knex } from 'knex';
import { analyse, fieldOf, keyOrder, listed, type Mapped, quoted, sameFact } from './columns.js';
import { inPages } from '../pages.js';
import { personColumn, staged } from './staging.js';

/** A row whose key another row of its file has too, with other values. */
export interface Conflict {
  readonly row: number;
  /** The other rows, at most twenty of them. */
  readonly with: readonly number[];
  readonly key: readonly string[];
  /** A hash of what it says. */
  readonly says: string;
}

/** A row that says the same as one before it in its file. */
export interface Repeat {
  readonly row: number;
  /** The row that it repeats. */
  readonly of: number;
  readonly key: readonly string[];
}

/** How a file's rows with one key were settled. */
export interface DuplicateKeys {
  readonly conflicts: readonly Conflict[];
  /** Rows that said the same as one before them. */
  readonly repeated: number;
  /** The first of them. */
  readonly repeats: readonly Repeat[];
}

const mostNamed = 20;

/** Leaves one staged fact a key: of identical ones the first stays; where they differ none does, and each names the rows of the others. */
export async function resolveDuplicateKeys(tx: Knex.Transaction, mapped: Mapped): Promise<DuplicateKeys> {
  const { kind } = mapped;
  const key = listed(kind.key);
  // The planner knows nothing of a table that was filled in this transaction.
  await analyse(tx, staged, kind, ['row']);
  await tx.raw(
    `create temporary table duplicate_key on commit drop as select ${key}, min(row) as first_row, false as differ from ${staged} group by ${key} having count(*) > 1`,
  );
  const { rows } = await tx.raw<{ rows: unknown[] }>('select from pg_temp.duplicate_key limit 1');
  if (rows.length === 0) return { conflicts: [], repeated: 0, repeats: [] };
  await tx.raw('analyze pg_temp.duplicate_key');
  await markConflicting(tx, mapped);
  const conflicts = await conflictsOf(tx, mapped);
  const repeats = await firstRepeats(tx, mapped);
  const repeated = await leaveFirsts(tx, mapped);
  return { conflicts, repeated: repeated - conflicts.length, repeats };
}

/** Leaves the first row of each key that has no conflict, and none of the others; how many are gone. */
async function leaveFirsts(tx: Knex.Transaction, { kind }: Mapped): Promise<number> {
  // A row of the source may hold several facts, so that its number does not tell which of two is to go: all go, and the first ones come back.
  await tx.raw(
    `create temporary table first_of_key on commit drop as
     select distinct on (${listed(kind.key, 's')}) s.* from ${staged} s join pg_temp.duplicate_key t on ${sameFact(kind, 's', 't')}
     where not t.differ order by ${listed(kind.key, 's')}, s.row`,
  );
  const gone = await tx.raw<{ rowCount: number }>(
    `delete from ${staged} s using pg_temp.duplicate_key t where ${sameFact(kind, 's', 't')}`,
  );
  const back = await tx.raw<{ rowCount: number }>(`insert into ${staged} select * from pg_temp.first_of_key`);
  return gone.rowCount - back.rowCount;
}

/** The columns by which rows with one key differ. */
const comparedOf = ({ fields, own }: Pick<Mapped, 'fields' | 'own'>): readonly string[] => [
  ...fields.map(field => field.name),
  ...(own.length === 0 ? [] : ['extra']),
];

async function markConflicting(tx: Knex.Transaction, { kind, fields, own }: Mapped): Promise<void> {
  const compared = comparedOf({ fields, own });
  if (compared.length === 0) return;
  await tx.raw(
    `update pg_temp.duplicate_key t set differ = true from ${staged} a join ${staged} b on ${sameFact(kind, 'a', 'b')}
      where ${sameFact(kind, 'a', 't')} and a.row = t.first_row and (${listed(compared, 'a')}) is distinct from (${listed(compared, 'b')})`,
  );
}

async function firstRepeats(tx: Knex.Transaction, { kind }: Mapped): Promise<readonly Repeat[]> {
  const key = kind.key.map(name => {
    const field = fieldOf(kind, name);
    return field.personal === true ? `s.${quoted(personColumn(field))}` : `s.${quoted(name)}::text`;
  });
  const { rows } = await tx.raw<{ rows: Repeat[] }>(
    `select s.row, t.first_row as of, json_build_array(${key.join(', ')}) as key
     from ${staged} s join pg_temp.duplicate_key t on ${sameFact(kind, 's', 't')} where not t.differ and s.row > t.first_row
     order by s.row limit ${mostNamed}`,
  );
  return rows;
}

interface ConflictsOfKey {
  readonly rows: readonly number[];
  readonly says: readonly string[];
  readonly key: readonly string[];
}

async function conflictsOf(tx: Knex.Transaction, { kind, ...mapped }: Mapped): Promise<readonly Conflict[]> {
  const key = kind.key.map(name => {
    const field = fieldOf(kind, name);
    return field.personal === true ? `min(s.${quoted(personColumn(field))})` : `s.${quoted(name)}::text`;
  });
  const said = listed(comparedOf(mapped), 's');
  const sql = `select array_agg(s.row order by s.row) as rows, array_agg(md5(row(${said})::text) order by s.row) as says, json_build_array(${key.join(', ')}) as key
    from ${staged} s join pg_temp.duplicate_key t on ${sameFact(kind, 's', 't')} where t.differ group by ${listed(kind.key, 's')} order by ${keyOrder(kind, 's')}`;
  const conflicts: Conflict[] = [];
  for await (const { rows, says, key } of inPages<ConflictsOfKey>(tx, sql)) {
    // One list serves all rows but the first ones: a file that repeats one key a million times must not need a list for each.
    const first = rows.slice(0, mostNamed);
    const others = (at: number) => rows.slice(0, mostNamed + 1).filter((_, i) => i !== at);
    rows.forEach((row, i) => conflicts.push({ row, with: i < mostNamed ? others(i) : first, key, says: says[i] ?? '' }));
  }
  return conflicts.sort((a, b) => a.row - b.row);
}
