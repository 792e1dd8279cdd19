import { kindOf } from '../facts/kinds.js';
import { asItStands } from './columns.js';
import type { Part } from './compile.js';
import { type ScanView, within } from './scan-view.js';

/** What makes groups: fields of a kind. */
export type Grouping = Pick<Part, 'of' | 'per'>;

/** A way of grouping facts, as names of tables and columns have it. */
export const wayName = (per: readonly string[]): string => per.join('_');

/** What names the groups of several facts, by what makes a group: a temporary table, or a column of the facts. */
const severalName = (per: readonly string[]): string => `several_${wayName(per)}`;

/** What tells the groups of all clients apart. */
const keysOf = (per: readonly string[], view: ScanView, alias: string): string =>
  [view.owner(alias), ...per.map(name => `${alias}.${name}`)].join(', ');

const isNamed = (per: readonly string[], alias: string): string => per.map(name => `${alias}.${name} is not null`).join(' and ');

/**
 * Whether a key is among those of a subquery, by one look into a hash table of them. Without `is true` it becomes a join, and where statistics
 * are old or wanting the planner takes the facts for few and compares each with each.
 */
const isAmong = (keys: string, subquery: string): string => `((${keys}) in (${subquery})) is true`;

/** The keys of the groups of which a fact lies in the window. */
const keysInWindow = (table: string, per: readonly string[], view: ScanView): string =>
  `select ${keysOf(per, view, 'i')} from ${view.source(table, 'i')} where ${view.known('i')} and ${within(view, 'i')}`;

/**
 * Keys of facts once each, as columns owner and those of the group. Texts are sorted by bytes: by the rules of a language it would take half
 * as long again.
 */
function groupedKeys(
  of: Part['of'],
  per: readonly string[],
  facts: (keys: string) => string,
  view: ScanView,
): { readonly keys: string; readonly grouped: string } {
  const keys = [
    { name: 'owner', sql: view.owner('f'), sorted: true },
    ...per.map(name => ({ name, sql: `f.${name}`, sorted: isText(of, name) })),
  ];
  const inBytes = keys.map(({ name, sql, sorted }) => `${sql}${sorted ? ' collate "C"' : ''} as ${name}`).join(', ');
  const asTheyAre = keys.map(({ name, sorted }) => `${name}${sorted ? ` collate "default" as ${name}` : ''}`).join(', ');
  return { keys: asTheyAre, grouped: `from (${facts(inBytes)}) f group by ${['owner', ...per].join(', ')}` };
}

const isText = (of: Part['of'], name: string): boolean =>
  kindOf(of).fields.some(field => field.name === name && field.type === 'text');

/** The longest text besides those of keys, in bytes, that an index by which groups are looked up holds: see its migration. */
const longestLookedUp = 400;

/** Whether an index surely holds a text of a group's key: a character takes three bytes at most, or four as two. */
export const isIndexed = (text: string): boolean => 3 * text.length <= longestLookedUp;

/** Conditions on an alias that an index on a group's key asks for: none where the key of facts begins with it. */
export const indexedOnly = ({ of, per }: Grouping, alias: string): readonly string[] =>
  unbounded(of, per).map(name => `octet_length(${alias}.${name}) <= ${longestLookedUp}`);

/** The texts of a group's key that may be longer than an index holds them. */
const unbounded = (of: Part['of'], per: readonly string[]): readonly string[] =>
  per.filter(name => isText(of, name) && !kindOf(of).key.includes(name));

/**
 * The facts of the group that k names, as alias m, so that an index finds them: current versions and former ones by the index of keys that
 * each have. What decides whether a version was current at the batch is kept from every other index.
 */
function inGroup(table: string, { of, per }: Grouping, view: ScanView): readonly string[] {
  const short = indexedOnly({ of, per }, 'm');
  const conditions = [
    view.isTheirs('m'),
    `(${view.isCurrent('m')}) is true`,
    `${view.owner('m')} = k.owner`,
    ...per.map(name => `m.${name} = k.${name}`),
    ...short,
  ];
  const plain = `from ${view.source(table, 'm')} where ${conditions.join(' and ')}`;
  return short.length > 0 ? [plain] : [`${plain} and m.superseded_by is null`, `${plain} and m.superseded_by is not null`];
}

/** The facts of groups, which `keys` names, as alias f: looked up for each by itself. */
function lookedUp(table: string, way: Grouping, keys: string, view: ScanView): string {
  const members = inGroup(table, way, view).map(facts => `select m.* ${facts}`);
  return `(select f.* from ${keys} k cross join lateral (select v.* from (${members.join(' union all ')}) v ${asItStands}) f) f`;
}

function distinctInWindow(table: string, { of, per }: Grouping, view: ScanView): string {
  const facts = (read: string): string =>
    `select ${read} from ${view.source(table, 'f')} where ${view.known('f')} and ${within(view, 'f')} and ${isNamed(per, 'f')}`;
  const { keys, grouped } = groupedKeys(of, per, facts, view);
  return `select ${keys} ${grouped}`;
}

const isLookedUp = ({ per }: Grouping, view: ScanView): boolean => view.reach !== undefined && view.lookedUp.has(wayName(per));

/** What the database is asked how it would look groups up, without doing it. */
export const lookUpTried = (table: string, part: Grouping, view: ScanView): string =>
  `select from ${lookedUp(table, part, `(${distinctInWindow(table, part, view)})`, view)}`;

/**
 * How many facts lie in the window, at most so many, and in as many columns as there are `ways`, by `wayName`, whether one has a text in
 * its group's key that is too long to be looked up.
 */
export function windowCount(table: string, ways: readonly Grouping[], view: ScanView, most: number): string {
  const names = [...new Set(ways.flatMap(({ per }) => per))];
  const isLong = ways.map(({ of, per }) => {
    const long = unbounded(of, per).map(name => `octet_length(i.${name}) > ${longestLookedUp}`);
    return `coalesce(bool_or(${long.length === 0 ? 'false' : long.join(' or ')}), false) as ${wayName(per)}`;
  });
  return `select count(*) as facts, ${isLong.join(', ')} from (select ${names.map(name => `i.${name}`).join(', ')} from ${view.source(table, 'i')}
where ${view.known('i')} and ${within(view, 'i')} limit ${most}) i`;
}

/** Finds the groups with several members, also those of which only one lies in the window; statements, to be run before the scans. */
export function findGroupsOfSeveral(table: string, part: Grouping, view: ScanView): readonly string[] {
  const { per } = part;
  return [
    `drop table if exists ${severalName(per)}`,
    `create temporary table ${severalName(per)} on commit drop as ${groupsOfSeveral(table, part, view)}`,
    `analyze ${severalName(per)}`,
  ];
}

/** What names each group of several, and how many facts are in it. */
function groupsOfSeveral(table: string, part: Grouping, view: ScanView): string {
  const { of, per } = part;
  if (isLookedUp(part, view)) {
    const members = inGroup(table, part, view).map(facts => `(select count(*) ${facts})`);
    const counted = `select k.*, ${members.join(' + ')} as facts from (${distinctInWindow(table, part, view)}) k ${asItStands}`;
    return `select * from (${counted}) k where facts > 1`;
  }
  // One reading of all facts, whether in the window or not: to look first which groups have one in it would be a second.
  const facts = (keys: string): string =>
    `select ${keys}, ${within(view, 'f')} as is_in from ${view.source(table, 'f')} where ${view.known('f')} and ${isNamed(per, 'f')}`;
  const { keys, grouped } = groupedKeys(of, per, facts, view);
  return `select ${keys}, count(*) as facts ${grouped} having count(*) > 1 and bool_or(is_in)`;
}

/** How many facts are in the groups that were found, and whether one's key has a text that is too long to be looked up. */
export function listedCount({ of, per }: Grouping): string {
  const long = unbounded(of, per).map(name => `octet_length(${name}) > ${longestLookedUp}`);
  return `select coalesce(sum(facts), 0)::bigint as facts, coalesce(bool_or(${long.length === 0 ? 'false' : long.join(' or ')}), false) as is_long from ${severalName(per)}`;
}

/** What the database is asked how it would look up the facts of the groups that were found, without doing it. */
export const membersTried = (table: string, way: Grouping, view: ScanView): string =>
  `select from ${lookedUp(table, way, severalName(way.per), view)}`;

/** Whether a fact is in one of the groups with several members; a fact that lacks a part of the key is a group of its own. */
export const isOfSeveral = (per: readonly string[], view: ScanView): string =>
  view.groups === 'counted'
    ? `f.${severalName(per)}`
    : isAmong(keysOf(per, view, 'f'), `select ${['owner', ...per].join(', ')} from ${severalName(per)}`);

/** Where facts are read from, as alias f, and a condition that picks them. */
interface FactsRead {
  readonly source: string;
  readonly where: string;
}

/** The facts of the window, which tell whether they are in a group of several, for each way of grouping. */
export function factsOfWindow(table: string, ways: readonly Grouping[], view: ScanView): FactsRead {
  const isCounted = view.groups === 'counted' && ways.length > 0;
  const source = isCounted ? factsWithCounts(table, ways, view) : view.source(table, 'f');
  return { source, where: `${view.known('f')} and ${within(view, 'f')}` };
}

/** The facts of the groups of several of which one lies in the window. */
export function factsOfGroups(table: string, way: Grouping, view: ScanView): FactsRead {
  if (view.groups === 'listed' && (isLookedUp(way, view) || view.listed.get(wayName(way.per)) === 'few'))
    return { source: lookedUp(table, way, severalName(way.per), view), where: 'true' };
  const source = view.groups === 'counted' ? factsWithCounts(table, [way], view) : view.source(table, 'f');
  return { source, where: `${view.known('f')} and ${isOfSeveral(way.per, view)}` };
}

/** The facts with whether there are several of their groups, counted among all that are known. */
function factsWithCounts(table: string, ways: readonly Grouping[], view: ScanView): string {
  const counts = ways.map(
    ({ per }) => `(${isNamed(per, 'f')} and count(*) over (partition by ${keysOf(per, view, 'f')}) > 1) as ${severalName(per)}`,
  );
  return `(select f.*, ${counts.join(', ')} from ${view.source(table, 'f')} where ${view.known('f')}) f`;
}

/** The facts of the window's groups that are not in the window themselves. */
const othersOfWindow = (table: string, way: Grouping, view: ScanView): string =>
  `${lookedUp(table, way, `(${distinctInWindow(table, way, view)})`, view)} where (${within(view, 'f')}) is not true`;

/** The facts of the window, and all members of their groups in several ways. */
export function factsWithMembers(table: string, ways: readonly Grouping[], view: ScanView): FactsRead {
  const grouped = ways.filter(({ per }) => per.length > 0);
  if (grouped.length === 0 || !grouped.every(way => isLookedUp(way, view))) {
    const reads = ways.map(({ per }) => (per.length > 0 ? members(table, per, view) : within(view, 'f')));
    return { source: view.source(table, 'f'), where: `${view.known('f')} and (${reads.join(' or ')})` };
  }
  const others = grouped.map((way, i) => {
    const before = grouped.slice(0, i).map(({ per }) => `not ${isAmong(keysOf(per, view, 'f'), keysInWindow(table, per, view))}`);
    return [`select f.* from ${othersOfWindow(table, way, view)}`, ...before].join(' and ');
  });
  const ofWindow = `select f.* from ${view.source(table, 'f')} where ${view.known('f')} and ${within(view, 'f')}`;
  return { source: `(${[ofWindow, ...others].join(' union all ')}) f`, where: 'true' };
}

/** All members of the groups of which one lies in the window. */
function members(table: string, per: readonly string[], view: ScanView): string {
  if (view.reach === undefined) return 'true';
  const unnamed = per.map(name => `f.${name} is null`).join(' or ');
  return `(${isAmong(keysOf(per, view, 'f'), keysInWindow(table, per, view))} or ((${unnamed}) and ${within(view, 'f')}))`;
}
