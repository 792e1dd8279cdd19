import type { Knex } from 'knex';
import type { FieldType } from '../../facts/field.js';
import type { Label } from '../../facts/label.js';
import { isoInstant } from '../../facts/time.js';
import { keyText, literal, type Mapped } from './columns.js';
import { type Compared, comparedFields, type OwnFields } from './compared-fields.js';

/** What a field was and is, in how many facts, and the first of them in the file; numbers are exact decimals, moments ISO 8601. */
export interface ValueChange {
  readonly was: string;
  /** Null where it holds nothing any more. */
  readonly now: string | null;
  readonly facts: number;
  readonly client: string;
  /** The parts of its key behind the client. */
  readonly key: readonly (string | number)[];
}

/** What a batch did to a field of facts that were there: how many had no value, another one, or have none any more. */
export interface FieldChange {
  readonly field: string;
  readonly label: Label;
  readonly type: FieldType;
  readonly filled: number;
  readonly changed: number;
  readonly emptied: number;
  /** The most frequent changes of a value; none of a person's data. */
  readonly most: readonly ValueChange[];
}

const mostNamed = 3;
/** Digits of a row's number in front of a key, so that the least of such texts is the first row's. */
const rowDigits = 16;

interface Found {
  readonly field: string;
  readonly was: string;
  readonly now: string | null;
  readonly facts: number;
  readonly first: string;
}

/** The fields that a batch has changed in facts that were there, from a table `matched` that has the columns for it: one scan, and one more for each such field. */
export async function fieldChanges(
  tx: Knex.Transaction,
  matched: string,
  mapped: Mapped,
  own: OwnFields,
): Promise<readonly FieldChange[]> {
  const compared = comparedFields(mapped, own);
  const counts = await countsOf(tx, matched, compared);
  const changes = compared.flatMap((one, i) => {
    const [filled = 0, changed = 0, emptied = 0] = counts.slice(i * 3);
    return filled + changed + emptied === 0 ? [] : [{ ...one, filled, changed, emptied }];
  });
  const named = changes.filter(({ isPersonal, changed, emptied }) => !isPersonal && changed + emptied > 0);
  const found = named.length === 0 ? [] : await mostFrequent(tx, matched, mapped, named);
  return changes.map(({ field, label, type, filled, changed, emptied }) => {
    const most = found.filter(one => one.field === field).map(one => shown(one, type));
    return { field, label, type, filled, changed, emptied, most };
  });
}

async function countsOf(tx: Knex.Transaction, matched: string, compared: readonly Compared[]): Promise<readonly number[]> {
  if (compared.length === 0) return [];
  const kinds = compared.flatMap(({ was, now }) => [
    `${was} is null and ${now} is not null`,
    `${was} <> ${now}`,
    `${was} is not null and ${now} is null`,
  ]);
  const counted = kinds.map(kind => `(count(*) filter (where ${kind}))::integer`);
  const { rows } = await tx.raw<{ rows: { counts: number[] }[] }>(
    `select array[${counted.join(', ')}] as counts from ${matched} m where m.differs`,
  );
  return rows[0]?.counts ?? [];
}

async function mostFrequent(
  tx: Knex.Transaction,
  matched: string,
  { kind }: Mapped,
  compared: readonly Compared[],
): Promise<readonly Found[]> {
  const first = `min((lpad(m.staged_row::text, ${rowDigits}, '0') || json_build_array(m.client, ${keyText(kind, 'm')})::text) collate "C")`;
  const found: Found[] = [];
  // One after the other: a statement of all would keep the groups of each until its end.
  for (const { field, was, now } of compared) {
    const { rows } = await tx.raw<{ rows: Found[] }>(
      `select ${literal(field)} as field, (${was})::text as was, (${now})::text as now, count(*)::integer as facts, ${first} as first
       from ${matched} m where m.differs and ${was} is not null and ${was} is distinct from ${now}
       group by 2, 3 order by facts desc, first limit ${mostNamed}`,
    );
    found.push(...rows);
  }
  return found;
}

function shown({ was, now, facts, first }: Found, type: FieldType): ValueChange {
  const text = (value: string): string => (type === 'instant' ? isoInstant(Number(value)) : value);
  const [client, key] = JSON.parse(first.slice(rowDigits)) as [string, string];
  return {
    was: text(was),
    now: now === null ? null : text(now),
    facts,
    client,
    key: JSON.parse(key) as (string | number)[],
  };
}
