import type { Knex } from 'knex';
import type { OwnField } from '../../facts/kinds.js';
import {
  analyse,
  dataFields,
  instantsOf,
  keyText,
  listed,
  literal,
  type Mapped,
  quoted,
  sameFact,
  span,
  tableOf,
} from './columns.js';
import { comparedColumns } from './compared-fields.js';
import { type FieldChange, fieldChanges } from './field-changes.js';
import { type Overwritten, overwrittenBy } from './overwritten.js';
import { endingVersions, insertingVersions } from './touched.js';
import { personalFields, personColumn, staged } from './staging.js';

/** What became of the staged rows. */
export interface Merged {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly overwritten: readonly Overwritten[];
  readonly changes: readonly FieldChange[];
}

/** What is merged besides the rows themselves. */
export interface Merging {
  readonly batch: number;
  /** How many rows are staged. */
  readonly rows: number;
  /** The fields that have one value in all of them, whatever the source holds. */
  readonly constants: ReadonlySet<string>;
  readonly ownFields: readonly OwnField[];
}

const matched = 'pg_temp.matched';
const noExtra = `'{}'::jsonb`;

/**
 * Merges the staged rows, one a key, into the current facts as a batch: mapped fields replace, unmapped ones stay. An
 * unchanged fact is only marked as seen, so that taking back an earlier batch does not lose it.
 */
export async function mergeStaged(tx: Knex.Transaction, mapped: Mapped, merging: Merging): Promise<Merged> {
  const { batch, rows, ownFields } = merging;
  const known = await matchCurrent(tx, mapped);
  if (known === 0) {
    const added = await insertingVersions(tx, newVersions(mapped, batch, 'true'));
    await keepPersons(tx, mapped, 'true');
    return { added, changed: 0, unchanged: 0, overwritten: [], changes: [] };
  }
  await analyse(tx, matched, mapped.kind, ['differs']);
  const changed = await endChanged(tx, mapped, batch);
  const unchanged = await markSeen(tx, mapped, batch);
  if (changed > 0) await insertingVersions(tx, changedVersions(mapped, batch));
  const isNew = `not exists (select from ${matched} m where ${sameFact(mapped.kind, 'm', 's')})`;
  const added = known === rows ? 0 : await insertingVersions(tx, newVersions(mapped, batch, isNew));
  const isUnchanged = `exists (select from ${matched} m where ${sameFact(mapped.kind, 'm', 's')} and not m.differs)`;
  await keepPersons(tx, mapped, `not ${isUnchanged}`);
  const overwritten = changed === 0 ? [] : await overwrittenBy(tx, matched, mapped, merging);
  const changes = changed === 0 ? [] : await fieldChanges(tx, matched, mapped, ownFields);
  return { added, changed, unchanged, overwritten, changes };
}

/** The facts that staged rows are about, with what these do not map and whether they say anything new. */
async function matchCurrent(tx: Knex.Transaction, mapped: Mapped): Promise<number> {
  const { kind, fields, own } = mapped;
  const names = fields.map(field => field.name);
  const differs = [
    ...(names.length === 0 ? [] : [`(${listed(names, 's')}) is distinct from (${listed(names, 'f')})`]),
    ...(own.length === 0 ? [] : [`${mergedExtra(own, 'f')} is distinct from f.extra`]),
  ];
  const kept = dataFields(kind).filter(field => !names.includes(field.name));
  const unmapped = [...kind.key, ...kept.map(field => field.name), 'extra'];
  const columns = [listed(unmapped, 'f'), ...comparedColumns(mapped, 'd.differs'), 's.row as staged_row', 'd.differs'];
  // Without the offset the planner would write the comparison out once for each column.
  const result = await tx.raw<{ rowCount: number }>(
    `create temporary table matched on commit drop as
     select ${columns.join(', ')} from ${staged} s
     join ${tableOf(kind.name)} f on ${sameFact(kind, 'f', 's')} and f.superseded_by is null
     cross join lateral (select ${differs.length === 0 ? 'false' : differs.join(' or ')} as differs offset 0) d`,
  );
  return result.rowCount;
}

const mergedExtra = (own: readonly string[], current: string): string =>
  `nullif((coalesce(${current}.extra, ${noExtra}) - array[${own.map(literal).join(', ')}]) || coalesce(s.extra, ${noExtra}), ${noExtra})`;

function endChanged(tx: Knex.Transaction, { kind }: Mapped, batch: number): Promise<number> {
  const end = `update ${tableOf(kind.name)} f set superseded_by = ${batch} from ${matched} m
     where m.differs and ${sameFact(kind, 'f', 'm')} and f.superseded_by is null`;
  return endingVersions(tx, end, 'counted with what follows them');
}

async function markSeen(tx: Knex.Transaction, { kind }: Mapped, batch: number): Promise<number> {
  const seen = await tx.raw<{ rowCount: number }>(
    `insert into fact_seen (client, kind, key, batch, row)
     select m.client, ${literal(kind.name)}, ${keyText(kind, 'm')}, ${batch}, m.staged_row from ${matched} m where not m.differs`,
  );
  return seen.rowCount;
}

/** The statement that makes facts of staged rows, those for which the condition on `s` holds. */
export function newVersions(mapped: Mapped, batch: number, condition: string): string {
  const { kind, fields, own } = mapped;
  const given = [...kind.key, ...fields.map(field => field.name)];
  const extra = own.length === 0 ? 'null' : 's.extra';
  return `insert into ${tableOf(kind.name)} (${listed(given)}, extra, first_at, last_at, batch, row)
    select ${listed(given, 's')}, ${extra}::jsonb, s.first_at, s.last_at, ${batch}, s.row from ${staged} s where ${condition}`;
}

function changedVersions(mapped: Mapped, batch: number): string {
  const { kind, fields, own } = mapped;
  const names = fields.map(field => field.name);
  const columnOf = (name: string) => `${kind.key.includes(name) || names.includes(name) ? 's' : 'm'}.${quoted(name)}`;
  const all = [...kind.key, ...dataFields(kind).map(field => field.name)];
  const extra = own.length === 0 ? 'm.extra' : mergedExtra(own, 'm');
  const { first, last } = span(instantsOf(kind).map(columnOf), extra);
  return `insert into ${tableOf(kind.name)} (${listed(all)}, extra, first_at, last_at, batch, row)
    select ${all.map(columnOf).join(', ')}, ${extra}, ${first}, ${last}, ${batch}, s.row
    from ${staged} s join ${matched} m on ${sameFact(kind, 'm', 's')} where m.differs`;
}

/** Keeps the texts of the people that new and changed facts speak of; a text that was erased does not come back with an unchanged row. */
async function keepPersons(tx: Knex.Transaction, mapped: Mapped, condition: string): Promise<void> {
  for (const field of personalFields(mapped)) {
    await tx.raw(
      `insert into person (client, pseudonym, value)
       select distinct s.client, s.${quoted(field.name)}, s.${quoted(personColumn(field))} from ${staged} s
       where s.${quoted(field.name)} is not null and ${condition} on conflict (client, pseudonym) do nothing`,
    );
  }
}
