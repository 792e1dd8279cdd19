import type { DateBounds } from '../expressions/date-bounds.js';
import type { Expression } from '../expressions/expression.js';
import type { ComparedInstant } from '../expressions/moments.js';
import { quotedText, toSql } from '../expressions/to-sql.js';
import { type FactKindName, kindOf } from '../facts/kinds.js';
import { indexedOnly, isIndexed } from './groups-of-several.js';
import { type ScanView, within } from './scan-view.js';

/** What is asked of a kind: where its facts are, how they are taken together, and what of them is compared with the moment. */
export interface TouchedAsked {
  readonly of: FactKindName;
  readonly table: string;
  /** The columns that make groups, for each way of grouping. */
  readonly ways: readonly (readonly string[])[];
  readonly compared: readonly ComparedInstant[];
  /** How far an instant may lie from those that its fact names. */
  readonly boundsOf: (instant: Expression) => DateBounds | undefined;
  /** Whose facts are read, as a condition on an alias. */
  readonly isRead: (alias: string) => string;
  readonly view: Pick<ScanView, 'from' | 'to' | 'reach' | 'name' | 'around'>;
  /** As known at which batch facts were counted, and as known at which they are counted now. */
  readonly batches: readonly [was: number, is: number];
  /** As judged at which moment, likewise; UTC milliseconds. */
  readonly moments: readonly [was: number, is: number];
}

/** A version of a fact: by column what is in its key, and in the keys of its groups. */
export type TouchedRow = Readonly<Record<string, string | null>>;

/** Where the parts of a key meet in one text. */
const separator = '\u001f';

/** The columns of a kind's key besides the client. */
const keyOf = (of: FactKindName): readonly string[] => kindOf(of).key.filter(name => name !== 'client');

const columnsOf = ({ of, ways }: Pick<TouchedAsked, 'of' | 'ways'>): readonly string[] => [
  ...new Set([...keyOf(of), ...ways.flat()]),
];

const shown = (asked: TouchedAsked, alias: string): string =>
  columnsOf(asked)
    .map(name => `${alias}.${name}::text as ${name}`)
    .join(', ');

/** Ways to say that a version m of a group was or is known, such that each can be looked up by an index; those of keys leave out former versions. */
function wasOrIsKnown({ of, batches: [was, is] }: TouchedAsked, per: readonly string[], inGroup: string): readonly string[] {
  const short = indexedOnly({ of, per }, 'm');
  const [current, ended] = ['m.superseded_by is null', `m.superseded_by > ${was}`];
  const isKnown = short.length === 0 ? [current, ended] : [`(${current} or ${ended}) and ${short.join(' and ')}`];
  return isKnown.map(known => `${inGroup} and m.batch <= ${is} and ${known}`);
}

/**
 * Finds what by itself makes facts count otherwise than they did: versions that began or ended, and those that passed an instant that is
 * compared with the moment. Only what is in the window counts at all; in a group, what is in the window with any other. Where more than
 * `mostSeen` passed an instant, as many rows come as are asked for, whatever they are.
 */
export function touchedScan(asked: TouchedAsked, most: number, mostSeen: number): string {
  const { of, table, ways, isRead, view, batches } = asked;
  const [was, is] = batches;
  const columns = [...new Set([...columnsOf(asked), 'first_at', 'last_at'])].map(name => `f.${name}`).join(', ');
  const between = (column: string): string => `(f.${column} > ${was} and f.${column} <= ${is})`;
  const versions = `select ${columns} from ${table} f where ${isRead('f')} and (${between('batch')} or ${between('superseded_by')})`;
  const due = dueCondition(asked);
  const stays = `f.batch <= ${was} and (f.superseded_by is null or f.superseded_by > ${is})`;
  // A fact that is in no group counts in the window alone.
  const near = ways.length === 0 ? ` and ${within(view, 'f')}` : '';
  const passed = `select ${columns} from ${table} f where ${isRead('f')} and ${stays} and ${due ?? 'false'}${near} limit ${mostSeen + 1}`;
  const counts = ways.flatMap(per => {
    const same = per.map(name => `m.${name} = t.${name}`).join(' and ');
    const inWindow = (known: string): string =>
      `exists (select from ${table} m where ${isRead('m')} and ${known} and ${within(view, 'm')})`;
    const short = indexedOnly({ of, per }, 't');
    const found = wasOrIsKnown(asked, per, same).map(inWindow);
    // What no index holds is compared.
    const isLong = `not (${short.join(' and ')}) and ${inWindow(`${same} and m.batch <= ${is} and (m.superseded_by is null or m.superseded_by > ${was})`)}`;
    return short.length === 0 ? found : [...found, `(${isLong})`];
  });
  return `with passed as materialized (${passed}), touched as materialized (${versions} union all select * from passed)
select distinct ${shown(asked, 't')} from touched t where ${[`(select count(*) from passed) > ${mostSeen}`, within(view, 't'), ...counts].join(' or ')} limit ${most}`;
}

/**
 * Whether what passed an instant can be looked for without reading all facts of the clients: where they are in groups, an instant without
 * bounds may be that of any.
 */
export const isBounded = ({ ways, compared, boundsOf, moments: [was, is] }: TouchedAsked): boolean =>
  was === is || ways.length === 0 || compared.every(({ instant }) => boundsOf(instant) !== undefined);

/** Whether a fact passed an instant that is compared with the moment; undefined where none can have. */
function dueCondition({ compared, boundsOf, view, moments: [was, is] }: TouchedAsked): string | undefined {
  if (was === is || compared.length === 0) return undefined;
  const conditions = compared.map(({ instant, while: open }) => {
    const passes = `${toSql(instant, view)} between ${was} and ${is}`;
    return open === undefined ? passes : `(${toSql(open, view)} and ${passes})`;
  });
  const bounds = compared.map(({ instant }) => boundsOf(instant));
  const widest = (side: 'before' | 'after'): number => Math.max(...bounds.map(one => one?.[side] ?? Number.POSITIVE_INFINITY));
  const [before, after] = [widest('before'), widest('after')];
  const near = Number.isFinite(before + after) ? `f.last_at >= ${was - after} and f.first_at <= ${is + before} and ` : '';
  return `${near}(${[...new Set(conditions)].join(' or ')})`;
}

/** Finds the versions in groups of such keys, as they were and are: what `linksOf` gives. */
export function groupsScan(asked: TouchedAsked, links: readonly Links[], most: number): string {
  const { table, isRead, batches } = asked;
  const [was, is] = batches;
  const among = links.flatMap(link => {
    const inGroups = pick(link, 'm');
    const isShort = [...link.values()].every(values => [...values].every(isIndexed));
    return isShort
      ? wasOrIsKnown(asked, [...link.keys()], inGroups)
      : [`${inGroups} and m.batch <= ${is} and (m.superseded_by is null or m.superseded_by > ${was})`];
  });
  return `select distinct ${shown(asked, 'm')} from ${table} m where ${isRead('m')} and (${among.map(one => `(${one})`).join(' or ')}) limit ${most}`;
}

/** Values by column: facts are meant that have one of the values in each of the columns. */
export type Links = ReadonlyMap<string, ReadonlySet<string>>;

/** The keys of all groups that versions are in, for each way of grouping; ways without any are left out. */
export function linksOf({ ways }: Pick<TouchedAsked, 'ways'>, rows: readonly TouchedRow[]): readonly Links[] {
  return ways.flatMap(per => {
    const grouped = rows.filter(row => per.every(name => row[name] != null));
    if (grouped.length === 0) return [];
    return [new Map(per.map(name => [name, new Set(grouped.map(row => row[name] ?? ''))]))];
  });
}

/** How many values links have, which says whether there are more of them than before. */
export const sizeOf = (links: readonly Links[]): number =>
  links.flatMap(link => [...link.values()]).reduce((sum, { size }) => sum + size, 0);

/** A condition on an alias that picks the facts that the rows name, at whatever batch from `was` on. */
export function isAmongFacts(of: FactKindName, rows: readonly TouchedRow[], was: number): (alias: string) => string {
  const key = keyOf(of);
  const values = new Map(key.map(name => [name, new Set(rows.map(row => row[name] ?? ''))]));
  const whole = new Set(rows.map(row => key.map(name => row[name] ?? '').join(separator)));
  return alias => {
    const picked = pick(values, alias);
    // By each column an index finds them; values of several columns meet in other ways too.
    const isOne =
      key.length === 1 ? '' : ` and ${key.map(name => `${alias}.${name}`).join(` || '${separator}' || `)} in (${texts(whole)})`;
    // Current versions and past ones have indexes of their own.
    return `((${picked} and ${alias}.superseded_by is null) or (${picked} and ${alias}.superseded_by > ${was}))${isOne}`;
  };
}

const pick = (values: Links, alias: string): string =>
  [...values].map(([column, some]) => `${alias}.${column} in (${texts(some)})`).join(' and ');

const texts = (values: ReadonlySet<string>): string => [...values].map(quotedText).join(', ');
