import { groupedBy } from '../facts/grouped.js';
import { type FactKindName, kindOf } from '../facts/kinds.js';
import { Columns, FactColumns } from './columns.js';
import type { Part } from './compile.js';
import { groupKeys, groupMembership } from './group-sql.js';
import { factsWithMembers, wayName } from './groups-of-several.js';
import type { Membership } from './membership.js';
import { codes, groupTermColumns, singleMembership, type TermColumns, termColumns, withGroupColumns } from './scan-sql.js';
import { type ScanView, touches, within } from './scan-view.js';

/** A list of facts that is asked for: those of a part with one membership; all parts of a statement are of one kind. */
export interface EvidenceList {
  readonly part: Part;
  readonly membership: Membership;
  /** Where only so many of its facts are wanted; all of them without it. */
  readonly room?: Room;
}

/** How many facts lists hold at most, at least one: lists that name the same room share it, each taking what those before it leave. */
export interface Room {
  readonly name: string;
  readonly size: number;
}

/**
 * The facts of the lists in the order of their keys, as many of each as its room has left by the lists of this statement: columns v0,
 * v1 … (those asked for, of alias f), batch, row, and in l0, l1 … whether the fact is in each list. Of a group, those members are in it
 * that made it what it is; t0_0, t0_1 … is what the first term of a list takes of their group, in the order of `groupCallsOf` that
 * term. The first row has in `totals` how many facts each list has in all, with commas between them; where no list has any, there is
 * no row.
 */
export function evidenceRows(table: string, lists: readonly EvidenceList[], columns: readonly string[], view: ScanView): string {
  const { sql, conditions, taken } = judgedFacts(table, lists, columns, view);
  const order = keyOrder(lists);
  const marked = conditions.map((condition, i) => `coalesce(${condition}, false) as l${i}`).join(', ');
  const totals = lists.map((_, i) => `count(*) filter (where l${i}) over () as n${i}`);
  const ranks = lists.flatMap(({ room }, i) =>
    room === undefined ? [] : [`count(*) filter (where l${i}) over ranked as r${i}`],
  );
  const kept = lists.map((list, i) =>
    list.room === undefined ? `l${i}` : `(l${i} and r${i} <= ${roomLeft(lists, i, list.room)})`,
  );
  const inLists = kept.map((condition, i) => `${condition} as l${i}`);
  const ofGroups = taken.flatMap((own, i) => own.map((column, at) => `${column} as t${i}_${at}`));
  const all = `case when row_number() over (order by ${order}) = 1 then concat_ws(',', ${lists.map((_, i) => `n${i}`).join(', ')}) end`;
  const shown = [...columns.map((_, i) => `v${i}`), 'batch', 'row', ...inLists, ...ofGroups, `${all} as totals`].join(', ');
  const counted = `select m.*, ${[...totals, ...ranks].join(', ')} from (select j.*, ${marked} from (${sql}) j) m`;
  const inOrder = ranks.length === 0 ? '' : ` window ranked as (order by ${order} rows unbounded preceding)`;
  return `select ${shown} from (${counted}${inOrder}) n where ${kept.join(' or ')} order by ${order}`;
}

/** What the lists before one have left of the room that they share with it. */
function roomLeft(lists: readonly EvidenceList[], position: number, { name, size }: Room): string {
  const before = lists.slice(0, position).flatMap(({ room }, i) => (room?.name === name ? [` - n${i}`] : []));
  return `${size}${before.join('')}`;
}

/** Facts in the order of the first list's kind, which is that of all. */
const keyOrder = (lists: readonly EvidenceList[]): string =>
  kindOf(commonKind(lists))
    .key.map((_, i) => `k${i}`)
    .join(', ');

function commonKind([first]: readonly EvidenceList[]): FactKindName {
  if (first === undefined) throw new RangeError('evidence is asked for of at least one list');
  return first.part.of;
}

interface JudgedFacts {
  readonly sql: string;
  /** Whether a row of the statement is in each list. */
  readonly conditions: readonly string[];
  /** The columns of what the first term of each list takes of a fact's group. */
  readonly taken: readonly (readonly string[])[];
}

/**
 * One pass over the facts, each judged for every list; groups are judged by a window over the facts in their order. (A join of facts
 * with their groups compares each with each, because parts of a group's key can be missing.)
 */
function judgedFacts(table: string, lists: readonly EvidenceList[], columns: readonly string[], view: ScanView): JudgedFacts {
  const facts = new FactColumns('e');
  const memberships = new Columns('m');
  const windows: Window[] = [];
  const conditions: string[] = [];
  const taken: (readonly string[])[] = [];
  const ways = [...groupedBy(lists, ({ part }) => wayName(part.per)).values()].map(([first]) => first?.part.per ?? []);
  const windowOf = new Map(
    ways.filter(per => per.length > 0).map((per, i) => [wayName(per), windowFor(per, commonKind(lists), i, view)]),
  );
  windows.push(...windowOf.values());
  for (const { part, membership } of lists) {
    const window = windowOf.get(wayName(part.per));
    const terms = part.terms.map(one =>
      window === undefined ? termColumns(one, view, facts) : groupTermColumns(one, view, facts, window),
    );
    taken.push(terms[0]?.ofGroup ?? []);
    const each = terms.map(term =>
      window === undefined ? singleMembership(term, view) : groupMembership(term, view, window.groups),
    );
    const whole = memberships.of(each.length === 1 ? (each[0] ?? '') : `least(${each.join(', ')})`);
    const isInList =
      window === undefined
        ? membership === 'undated'
          ? 'touching'
          : 'true'
        : `${window.isIn(membership)} and ${ownOfGroup(
            terms,
            each.map(one => memberships.of(one)),
            membership,
            window.groups,
          )}`;
    conditions.push(`(${whole} = ${codes[membership]} and ${isInList})`);
  }
  const key = kindOf(commonKind(lists)).key.map((name, i) => `f.${name} as k${i}`);
  const keys = windows.flatMap(window => window.named);
  const read = [...columns.map((column, i) => `${column} as v${i}`), 'f.batch', 'f.row', ...key, ...keys];
  const inWindow = `${within(view, 'f')} as is_within`;
  const base = `select ${[...read, `${touches(view)} as touching`, inWindow, ...facts.list()].join(', ')}
from ${facts.source(
    factsWithMembers(
      table,
      ways.map(per => ({ of: commonKind(lists), per })),
      view,
    ),
  )} offset 0`;
  const inGroups = withGroupColumns(base, ...windows.map(({ ofGroup }) => ofGroup));
  const grouped = windows.length === 0 ? base : overWindows(inGroups, windows);
  const judged = memberships.list().map(column => `, ${column}`);
  return { sql: `select a.*${judged.join('')} from (${grouped}) a offset 0`, conditions, taken };
}

/** A way of grouping: the columns that make a group, and the aggregates over each group that memberships ask for. */
interface Window {
  readonly name: string;
  readonly keys: readonly string[];
  /** The keys as columns of a fact. */
  readonly named: readonly string[];
  readonly groups: Columns;
  /** What conditions take of each group; memberships are made of it. */
  readonly ofGroup: Columns;
  /** Whether a group is one that the period reads: the widest reading of all lists may hold others, in part. */
  readonly isIn: (membership: Membership) => string;
}

function windowFor(per: readonly string[], of: FactKindName, position: number, view: ScanView): Window {
  const name = `w${position}`;
  const groups = new Columns(`${name}_g`);
  const parts = groupKeys(per, of);
  const keys = parts.map((_, i) => `${name}_p${i}`);
  const named = parts.map((sql, i) => `${sql} as ${keys[i]}`);
  const isIn = (membership: Membership): string => {
    if (membership === 'undated') return groups.of('bool_or(touching)');
    return view.reach === undefined ? 'true' : groups.of('bool_or(is_within)');
  };
  return { name, keys, named, groups, ofGroup: new Columns(`${name}_o`), isIn };
}

function overWindows(base: string, windows: readonly Window[]): string {
  const aggregates = windows.flatMap(({ name, groups }) => groups.each((sql, column) => `, ${sql} over ${name} as ${column}`));
  const declared = windows.map(({ name, keys }) => `${name} as (partition by ${keys.join(', ')})`);
  return `select e.*${aggregates.join('')} from (${base}) e window ${declared.join(', ')}`;
}

/**
 * Which members of a group are in its list, by the first term that makes the group what it is: of a failed one those that fail, of an
 * undetermined one those that cannot be judged, else those in the population, or that may be where none surely is. What is excluded
 * decides nothing beside others. The same rule as that of verdicts on groups.
 */
function ownOfGroup(terms: readonly TermColumns[], each: readonly string[], membership: Membership, groups: Columns): string {
  const owns = terms.map(term => ownOfTerm(term, membership, groups));
  if (owns.length === 1) return owns[0] ?? 'true';
  return `case ${owns.map((own, i) => `when ${each[i]} = ${codes[membership]} then ${own}`).join(' ')} end`;
}

function ownOfTerm({ when, passes, excluded }: TermColumns, membership: Membership, groups: Columns): string {
  const kept = excluded === undefined ? '' : ` and ${excluded} is not true`;
  if (membership === 'failed') return `(${when} is true and ${passes} is false${kept})`;
  if (membership === 'undetermined') return `((${when} is null or (${when} is true and ${passes} is null))${kept})`;
  if (when === 'true') return 'true';
  return `(${when} is true or (${when} is null and ${groups.of(`bool_or(${when})`)} is not true))`;
}
