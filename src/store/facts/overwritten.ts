import type { Knex } from 'knex';
import type { FieldType } from '../../facts/field.js';
import { isoInstant } from '../../facts/time.js';
import { keyOrder, keyText, literal, type Mapped } from './columns.js';
import { comparedFields, type OwnFields } from './compared-fields.js';

/** A fact in which the value for all rows of a file replaced another one; numbers are exact decimals, moments ISO 8601. */
export interface OverwrittenFact {
  readonly row: number;
  /** The parts of its key, client first. */
  readonly key: readonly string[];
  readonly was: string;
  readonly now: string;
}

/** How many facts had another value in a field than the one that a layout has for all rows, and the first of them. */
export interface Overwritten {
  readonly field: string;
  readonly facts: number;
  readonly first: readonly OverwrittenFact[];
}

const mostNamed = 3;

type Found = Omit<OverwrittenFact, 'key'> &
  Pick<Overwritten, 'field' | 'facts'> & { readonly client: string; readonly key: string };

/** Compares facts with what a file's constants make of them, in a table `matched` that has the columns for it. */
export async function overwrittenBy(
  tx: Knex.Transaction,
  matched: string,
  mapped: Mapped,
  { constants, ownFields }: { readonly constants: ReadonlySet<string>; readonly ownFields: OwnFields },
): Promise<readonly Overwritten[]> {
  const compared = comparedFields(mapped, ownFields).filter(({ field }) => constants.has(field));
  if (compared.length === 0) return [];
  const { kind } = mapped;
  const selects = compared.map(one => {
    const isOther = `m.differs and ${one.was} <> ${one.now} and not ${one.isNext}`;
    return `(select ${literal(one.field)} as field, m.client, ${keyText(kind, 'm')} as key, m.staged_row as row, (${one.was})::text as was,
      (${one.now})::text as now, (select count(*)::integer from ${matched} m where ${isOther}) as facts
      from ${matched} m where ${isOther} order by ${keyOrder(kind, 'm')} limit ${mostNamed})`;
  });
  const { rows } = await tx.raw<{ rows: Found[] }>(selects.join(' union all '));
  return compared.flatMap(({ field, type }) => {
    const found = rows.filter(row => row.field === field);
    const [one] = found;
    return one === undefined ? [] : [{ field, facts: one.facts, first: found.map(fact => shown(fact, type)) }];
  });
}

function shown({ row, client, key, was, now: is }: Found, type: FieldType): OverwrittenFact {
  const text = (value: string): string => (type === 'instant' ? isoInstant(Number(value)) : value);
  return { row, key: [client, ...(JSON.parse(key) as (string | number)[]).map(String)], was: text(was), now: text(is) };
}
