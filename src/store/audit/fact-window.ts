import { type DateBounds, dateBounds } from '../../expressions/date-bounds.js';
import { quotedText } from '../../expressions/to-sql.js';
import { spanClasses } from '../../facts/span-classes.js';
import { kindOf } from '../../facts/kinds.js';
import { calendarsOf, type Places } from '../../facts/place.js';
import type { Part } from '../../metrics/compile.js';
import { fieldOf, listed, quoted, tableOf } from '../facts/columns.js';

/** Whose facts are read: as known at a batch, for a period; and where they are, whose calendars say how long working days last. */
export interface FactWindow {
  readonly places: Places;
  readonly client: string;
  readonly batch: number;
  readonly from: number;
  readonly to: number;
}

/** Where facts are read from, as alias f, and a condition that picks them. */
export interface FactsRead {
  readonly source: string;
  readonly where: string;
}

/** What groups are made by, as a name. */
export const nameOf = ({ per }: Pick<Part, 'per'>): string => per.join();

/**
 * The facts of one kind that can count for some parts: facts whose span touches the period, widened by the bound of computed dates, and
 * all members of their groups, which `lookedUp` names in as far as they are found by an index. It checks the scan that computes figures,
 * and therefore shares no code with it.
 */
export function factsFor(parts: readonly Part[], known: FactWindow, lookedUp: ReadonlySet<string>): FactsRead {
  const [first] = parts;
  if (first === undefined) throw new RangeError('facts are read for at least one part');
  const inWindow = (alias: string): string => spanTouches(alias, parts, known);
  const ways = [...new Map(parts.filter(({ per }) => per.length > 0).map(part => [nameOf(part), part])).values()];
  const table = tableOf(first.of);
  if (ways.length > 0 && ways.every(part => lookedUp.has(nameOf(part)))) {
    const others = ways.map((part, i) => {
      const before = ways
        .slice(0, i)
        .map(({ per }) => ` and ((${listed(per, 'm')}) in (${keysInWindow(per, parts, known)})) is not true`);
      return `select m.* from ${membersLookedUp(part, parts, known)} where (${inWindow('m')}) is not true${before.join('')}`;
    });
    const own = `select f.* from ${table} f where ${isKnown('f', first, known)} and ${inWindow('f')}`;
    return { source: `(${[own, ...others].join(' union all ')}) f`, where: 'true' };
  }
  const groups = ways.map(({ per }) => `(${listed(per, 'f')}) in (${keysInWindow(per, parts, known)})`);
  // Most facts are in the window themselves, so that the others of their groups are rarely looked for.
  return { source: `${table} f`, where: `${isKnown('f', first, known)} and (${[inWindow('f'), ...groups].join(' or ')})` };
}

/** The keys of the groups of which a fact is in the window of the parts, which are of one kind. */
function keysInWindow(per: readonly string[], parts: readonly Part[], known: FactWindow): string {
  const of = parts[0]?.of ?? 'shipment';
  return `select ${listed(per, 'i')} from ${tableOf(of)} i where ${isKnown('i', { of }, known)} and ${spanTouches('i', parts, known)}`;
}

/** The longest text besides those of keys, in bytes, that an index of groups holds. */
const longestIndexed = 400;

const beyondKeys = ({ of, per }: Pick<Part, 'of' | 'per'>): readonly string[] =>
  per.filter(name => !kindOf(of).key.includes(name) && fieldOf(kindOf(of), name).type === 'text');

/** The known facts of a group that k names, as alias m, in pieces that an index of keys has each. */
function membersOf(part: Pick<Part, 'of' | 'per'>, { client, batch }: FactWindow): readonly string[] {
  const { of, per } = part;
  const bounded = beyondKeys(part);
  const conditions = [
    ofClient('m', of, client),
    `(${isKnownAt('m', batch)}) is true`,
    ...per.map(name => `m.${quoted(name)} = k.${quoted(name)}`),
    ...bounded.map(name => `octet_length(m.${quoted(name)}) <= ${longestIndexed}`),
  ];
  const plain = `from ${tableOf(of)} m where ${conditions.join(' and ')}`;
  return bounded.length > 0 ? [plain] : [`${plain} and m.superseded_by is null`, `${plain} and m.superseded_by is not null`];
}

function membersLookedUp(part: Part, parts: readonly Part[], known: FactWindow): string {
  const members = membersOf(part, known).map(facts => `select m.* ${facts}`);
  return `(select distinct * from (${keysInWindow(part.per, parts, known)}) i) k cross join lateral (select v.* from (${members.join(' union all ')}) v offset 0) m`;
}

/** What the database is asked how it would look up the groups of a part, without doing it. */
export const searchTried = (part: Part, parts: readonly Part[], known: FactWindow): string =>
  `select from ${membersLookedUp(part, parts, known)}`;

/** How many facts are in the window of parts, at most so many, and whether a text of a group's key is too long to be looked up. */
export function countInWindow(parts: readonly Part[], known: FactWindow, most: number): string {
  const of = parts[0]?.of ?? 'shipment';
  const names = [...new Set(parts.flatMap(beyondKeys))].map(name => `i.${quoted(name)}`);
  const isLong = ['false', ...names.map(name => `bool_or(octet_length(${name}) > ${longestIndexed})`)].join(' or ');
  return `select count(*) as facts, coalesce(${isLong}, false) as is_long from (select ${names.join(', ')} from ${tableOf(of)} i
where ${isKnown('i', { of }, known)} and ${spanTouches('i', parts, known)} limit ${most}) i`;
}

/**
 * Whether a fact of the window of parts is in one group with another known one, as a condition on alias f; unknown where it lacks a field
 * of the group.
 */
export function isOfSeveral(part: Part, parts: readonly Part[], known: FactWindow, lookedUp: ReadonlySet<string>): string {
  const { of, per } = part;
  const names = listed(per, 'i');
  if (!lookedUp.has(nameOf(part)))
    return `(${listed(per, 'f')}) in (select ${names} from ${tableOf(of)} i where ${isKnown('i', { of }, known)} group by ${names} having count(*) > 1)`;
  const members = membersOf(part, known).map(facts => `(select count(*) ${facts})`);
  return `(${listed(per, 'f')}) in (select * from (select distinct * from (${keysInWindow(per, parts, known)}) i) k where ${members.join(' + ')} > 1)`;
}

function isKnown(alias: string, { of }: Pick<Part, 'of'>, { client, batch }: FactWindow): string {
  return `${ofClient(alias, of, client)} and ${isKnownAt(alias, batch)}`;
}

// Readings of client * are of the whole firm, so every client's evaluation reads them.
const ofClient = (alias: string, of: Part['of'], client: string): string =>
  of === 'reading' ? `${alias}.client in (${quotedText(client)}, '*')` : `${alias}.client = ${quotedText(client)}`;

const isKnownAt = (alias: string, batch: number): string =>
  `${alias}.batch <= ${batch} and (${alias}.superseded_by is null or ${alias}.superseded_by > ${batch})`;

/** How far computed dates lie from those of their facts. */
function reachOf(parts: readonly Part[], { places }: Pick<FactWindow, 'places'>): DateBounds | 'all' {
  const calendars = calendarsOf(places);
  let [before, after] = [0, 0];
  for (const { dated } of parts.flatMap(part => part.terms)) {
    const one = dateBounds(dated, calendars);
    if (one === undefined) return 'all';
    before = Math.max(before, one.before);
    after = Math.max(after, one.after);
  }
  return { before, after };
}

/** Whether parts read a window of the facts, and not all. */
export const isBounded = (parts: readonly Part[], known: Pick<FactWindow, 'places'>): boolean => reachOf(parts, known) !== 'all';

function spanTouches(alias: string, parts: readonly Part[], known: FactWindow): string {
  const { from, to } = known;
  const reach = reachOf(parts, known);
  if (reach === 'all') return 'true';
  const { before, after } = reach;
  return `(${alias}.last_at >= ${from - after} and ${alias}.first_at < ${to + before} and ${lastsUntil(alias, to + before)})`;
}

/** Where a fact that begins before an instant can end, by how long it lasts: true of each of them, and what an index can look for. */
function lastsUntil(alias: string, instant: number): string {
  const byClass = [0, ...Object.values(spanClasses)].map((longer, i, all) => {
    const most = all[i + 1];
    const isLonger = longer === 0 ? [] : [`${alias}.last_at - ${alias}.first_at > ${longer}`];
    const endsBefore = most === undefined ? [] : [`${alias}.last_at < ${instant + most}`];
    return `(${[...isLonger, ...endsBefore].join(' and ')})`;
  });
  return `(${byClass.join(' or ')})`;
}
