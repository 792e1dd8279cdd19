import { type Call, type Expression, operationsIn } from '../expressions/expression.js';
import { asksForGroup, groupOperations, takenApart } from '../expressions/group-operations.js';
import { operations } from '../expressions/operations.js';
import { toSql } from '../expressions/to-sql.js';
import type { CompiledTerm, Part } from './compile.js';
import type { Membership } from './membership.js';
import { endsSoon } from './ends-soon.js';

/** A part to be tallied, with the number it has in the answer. */
export interface Request {
  readonly id: number;
  readonly part: Part;
}

/** What a scan reads: one client's facts as known at a batch, in a period. */
export interface ScanView {
  readonly from: number;
  readonly to: number;
  /** How far the window of facts read is widened for computed dates; undefined reads all. */
  readonly reach: { readonly before: number; readonly after: number } | undefined;
  /** A condition on the table's alias that picks the client's facts as known at the batch. */
  readonly known: (alias: string) => string;
  readonly name: (name: string) => string;
  readonly around: { readonly zone: string; readonly calendar: string; readonly asOf: string };
  /** Columns that slices are made of, in this order. */
  readonly slices: readonly string[];
}

// Memberships as numbers in the order in which one of several terms decides for all.
export const codes: Readonly<Record<Membership, number>> = {
  excluded: 1,
  undetermined: 2,
  failed: 3,
  passed: 4,
  undated: 5,
  outside: 6,
};

/** Expressions by their SQL text: what several metrics ask for is computed once a row. */
export class Columns {
  readonly #names = new Map<string, string>();
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  of(sql: string): string {
    if (sql === 'true' || sql === 'false') return sql;
    const name = this.#names.get(sql) ?? `${this.#prefix}${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }

  list(): readonly string[] {
    return this.each((sql, name) => `${sql} as ${name}`);
  }

  /** What a statement makes of each expression and its name, in the order in which they were asked for. */
  each(written: (sql: string, name: string) => string): readonly string[] {
    return [...this.#names].map(([sql, name]) => written(sql, name));
  }
}

/** The columns of a scan's innermost levels: costly expressions, computed once a row, and the expressions over them. */
export class FactColumns extends Columns {
  readonly #shared = new Columns('shared_');

  /** Names a costly expression; one that is built upon another stays where it is. */
  share(sql: string): string {
    return sql.includes('shared_') ? sql : this.#shared.of(sql);
  }

  /** The table as alias f, with its own columns and any shared ones. */
  source(table: string, where: string): string {
    const shared = this.#shared.list();
    const plain = `${table} f where ${where}`;
    return shared.length === 0 ? plain : `(select f.*, ${shared.join(', ')} from ${plain} offset 0) f`;
  }
}

/** The temporary table that names the groups of several facts, by what makes a group. */
const groupTableName = (per: readonly string[]): string => `several_${per.join('_')}`;

/** Finds the groups with several members, also those of which only one lies in the window; statements, to be run before the scans. */
export function findGroupsOfSeveral(table: string, per: readonly string[], view: ScanView): readonly string[] {
  const keys = per.map(name => `f.${name}`).join(', ');
  const inWindow = isAmong(
    keys,
    `select ${per.map(name => `i.${name}`).join(', ')} from ${table} i where ${view.known('i')} and ${within(view, 'i')}`,
  );
  const named = per.map(name => `f.${name} is not null`).join(' and ');
  return [
    `drop table if exists ${groupTableName(per)}`,
    `create temporary table ${groupTableName(per)} on commit drop as select ${keys} from ${table} f
where ${view.known('f')} and ${named}${view.reach === undefined ? '' : ` and ${inWindow}`} group by ${keys} having count(*) > 1`,
    `analyze ${groupTableName(per)}`,
  ];
}

/** Whether a fact is in one of the groups with several members; a fact that lacks a part of the key is a group of its own. */
export const isOfSeveral = (per: readonly string[]): string =>
  isAmong(per.map(name => `f.${name}`).join(', '), `select * from ${groupTableName(per)}`);

/**
 * Whether a key is among those of a subquery, by one look into a hash table of them. Without `is true` it becomes a join, and where statistics
 * are old or wanting the planner takes the facts for few and compares each with each.
 */
export const isAmong = (keys: string, subquery: string): string => `((${keys}) in (${subquery})) is true`;

/**
 * One scan over facts, each judged for itself: a row a slice, a column a count or sum of each request. For requests that count
 * groups it judges the groups of one, and shows in `several…` how many facts are left to \`groupScan\`.
 */
export function factScan(table: string, requests: readonly Request[], view: ScanView): string {
  const facts = new FactColumns('e');
  const judged = new Columns('m');
  const outputs: string[] = [];
  const groupings = new Map(requests.filter(({ part }) => part.per.length > 0).map(({ part }) => [part.per.join('_'), part.per]));
  const alone = new Map([...groupings].map(([name, per]) => [name, facts.of(`not ${isOfSeveral(per)}`)]));
  for (const [name, column] of alone) outputs.push(`count(*) filter (where not ${column}) as several_${name}`);
  for (const request of requests) {
    const terms = request.part.terms.map(term => termColumns(term, view, facts));
    const isAlone = alone.get(request.part.per.join('_'));
    const memberships = terms
      .map(term => singleMembership(term, view))
      .map(sql => (isAlone === undefined ? sql : `case when ${isAlone} then ${sql} end`));
    const each = memberships.map(membership => judged.of(membership));
    const whole = each.length === 1 ? (each[0] ?? '') : judged.of(`least(${memberships.join(', ')})`);
    outputs.push(...countColumns(request, whole));
    if (request.part.per.length === 0) outputs.push(`count(*) filter (where ${seenCondition(terms, view)}) as z${request.id}`);
    request.part.terms.forEach((term, i) => {
      const value = terms[i]?.value;
      if (term.value === undefined || value === undefined) return;
      const adds =
        each.length === 1 ? `${whole} = ${codes.passed}` : `${whole} = ${codes.passed} and ${each[i]} = ${codes.passed}`;
      outputs.push(
        term.value.node === 'literal'
          ? `count(*) filter (where ${adds}) as s${request.id}_${i}`
          : `sum(${value}) filter (where ${adds}) as s${request.id}_${i}`,
      );
    });
  }
  const base = `select ${[...view.slices.map(name => `f.${name}`), `${touches(view)} as touching`, ...facts.list()].join(', ')}
from ${facts.source(table, `${view.known('f')} and ${within(view, 'f')}`)} offset 0`;
  // OFFSET 0 keeps the planner from writing each expression out again in every count.
  const level = `select a.*${judged
    .list()
    .map(column => `, ${column}`)
    .join('')} from (${base}) a offset 0`;
  return `select ${[...view.slices, ...outputs].join(', ')} from (${level}) b${view.slices.length === 0 ? '' : ` group by ${view.slices.join(', ')}`}`;
}

/** A term's expressions by the columns that hold them. */
export interface TermColumns {
  readonly when: string;
  readonly dated: string;
  readonly passes: string;
  readonly value: string;
  readonly excluded: string | undefined;
  /** What the condition takes of the group of a fact, in the order of `groupCallsOf` the term; left out where it takes nothing. */
  readonly ofGroup?: readonly string[];
}

/** A term's expressions as columns over one fact. */
export function termColumns(term: CompiledTerm, view: ScanView, columns: FactColumns): TermColumns {
  const reader = { name: view.name, around: view.around, share: (sql: string) => columns.share(sql) };
  const value = term.value === undefined ? '1' : columns.of(toSql(term.value, reader));
  const counted = term.value === undefined || term.value.node === 'literal' ? 'true' : `(${value} is not null)`;
  return {
    when: columns.of(toSql(term.when, reader)),
    dated: columns.of(toSql(term.dated, reader)),
    passes: term.passes === undefined ? counted : columns.of(toSql(term.passes, reader)),
    value,
    excluded: term.excluded === undefined ? undefined : columns.of(toSql(term.excluded, reader)),
  };
}

/** The columns that make a group, and those that hold what conditions take of it. */
interface GroupColumns {
  readonly keys: readonly string[];
  readonly ofGroup: Columns;
}

/**
 * A term's expressions where its facts are in groups, by the columns `keys`: what a condition takes of a group is in columns that it
 * adds to `ofGroup`, over those of the facts.
 */
export function groupTermColumns(
  term: CompiledTerm,
  view: ScanView,
  columns: FactColumns,
  { keys, ofGroup }: GroupColumns,
): TermColumns {
  const { passes, ...others } = term;
  if (passes === undefined || !asksForGroup(passes)) return termColumns(term, view, columns);
  const reader = { name: view.name, around: view.around, share: (sql: string) => columns.share(sql) };
  const plain = termColumns(others, view, columns);
  const { rest, each, ofGroup: calls } = takenApart(passes);
  const sure = plain.when === 'true' ? '' : ` filter (where ${plain.when})`;
  const columnOf = (one: Expression): string => columns.of(toSql(one, reader));
  const whole = new Map([...calls].map(([name, call]) => [name, ofGroup.of(gathered(call, columnOf, keys, sure))]));
  const parts = new Map([...whole, ...[...each].map(([name, one]) => [name, columnOf(one)] as const)]);
  // Zone and calendar are those of the fact's site, which only the innermost level names.
  const lifted = (sql: string): string => (sql.includes('f.') ? columns.of(sql) : sql);
  const { asOf, zone, calendar } = view.around;
  const isPlaced = [...operationsIn(rest)].some(operation => operations[operation]?.isCostly === true);
  const around = isPlaced ? { asOf, zone: lifted(zone), calendar: lifted(calendar) } : view.around;
  return { ...plain, passes: toSql(rest, { name: part => parts.get(part) ?? part, around }), ofGroup: [...whole.values()] };
}

function gathered(call: Call, columnOf: (argument: Expression) => string, keys: readonly string[], sure: string): string {
  const [column, part] = call.arguments.map(columnOf);
  const aggregate = groupOperations[call.operation]?.aggregate;
  if (column === undefined || aggregate === undefined) throw new TypeError(`no operation ${call.operation} over groups`);
  const over = (columns: readonly string[]): string => `${sure} over (partition by ${columns.join(', ')})`;
  const ofPart = over(part === undefined ? keys : [...keys, part]);
  // A fact that may be of any part leaves open what each of them comes to.
  const isOpen = part === undefined ? '' : ` or bool_or(${part} is null)${over(keys)}`;
  return `case when bool_or(${column} is null)${ofPart}${isOpen} then null else ${aggregate}(${column})${ofPart} end`;
}

/** The facts with what conditions take of their groups; as they are where nothing is. */
export function withGroupColumns(facts: string, ...ofGroups: readonly Columns[]): string {
  const columns = ofGroups.flatMap(ofGroup => ofGroup.list());
  return columns.length === 0 ? facts : `select o.*, ${columns.join(', ')} from (${facts}) o offset 0`;
}

/** The rule of six memberships for a fact by itself; the cheapest question that settles it comes first. */
export function singleMembership({ when, dated, passes, excluded }: TermColumns, view: ScanView): string {
  const isValue = passes.endsWith('is not null)');
  const passed =
    passes === 'true'
      ? String(codes.passed)
      : isValue
        ? `case when ${passes} then ${codes.passed} else ${codes.undetermined} end`
        : `case when ${passes} then ${codes.passed} when not ${passes} then ${codes.failed} else ${codes.undetermined} end`;
  const arms = [`when ${dated} < ${view.from} or ${dated} >= ${view.to} then ${codes.outside}`];
  if (when !== 'true') arms.push(`when not ${when} then ${codes.outside}`);
  arms.push(`when ${dated} is null then ${codes.undated}`);
  if (excluded !== undefined) arms.push(`when ${excluded} then ${codes.excluded}`);
  if (when !== 'true') arms.push(`when ${when} is null then ${codes.undetermined}`);
  return `case ${arms.join(' ')} else ${passed} end`;
}

function seenCondition(terms: readonly TermColumns[], view: ScanView): string {
  const seen = terms
    .filter(term => term.when !== 'true')
    .map(({ when, dated }) => `(not ${when} and ${dated} >= ${view.from} and ${dated} < ${view.to})`);
  return seen.length === 0 ? 'false' : seen.join(' or ');
}

/** The counts of one request by membership, as columns. */
export function countColumns(request: Request, membership: string): readonly string[] {
  const of = (name: Membership, also = ''): string =>
    `count(*) filter (where ${membership} = ${codes[name]}${also}) as ${name.slice(0, 3)}${request.id}`;
  const judged = request.part.terms.some(term => term.passes !== undefined);
  return [
    of('passed'),
    ...(judged ? [of('failed')] : []),
    ...(request.part.terms.some(term => term.excluded !== undefined) ? [of('excluded')] : []),
    of('undetermined'),
    `count(*) filter (where ${membership} = ${codes.undated} and touching) as und_${request.id}`,
    of('outside', ' and touching'),
  ];
}

/** Whether one of the fact's own dates may lie in the period. */
export const touches = ({ from, to }: ScanView): string => `(f.last_at >= ${from} and f.first_at < ${to})`;

/** Whether a fact lies in the window that is read. */
export function within({ from, to, reach }: Pick<ScanView, 'from' | 'to' | 'reach'>, alias: string): string {
  if (reach === undefined) return 'true';
  const end = to + reach.before;
  return `${alias}.last_at >= ${from - reach.after} and ${alias}.first_at < ${end} and ${endsSoon(alias, end)}`;
}

/** The discrete percentiles of a mean's values: a row for all of them (`dimension` null), and one for each key of each dimension. */
export function percentileScan(table: string, request: Request, percentiles: readonly number[], view: ScanView): string {
  const facts = new FactColumns('e');
  const [term] = request.part.terms;
  if (term === undefined) throw new RangeError('a mean has a term');
  const columns = termColumns(term, view, facts);
  // Just below each hundredth, so that a product of doubles never steps over the rank that integers give.
  const shares = percentiles.map(percent => `${percent / 100} - 1e-12`).join(', ');
  const ranks = `percentile_disc(array[${shares}]) within group (order by value) as percentiles`;
  const slices = view.slices.map(name => `f.${name}`);
  const base = `select ${[...slices, ...facts.list()].join(', ')} from ${facts.source(table, `${view.known('f')} and ${within(view, 'f')}`)} offset 0`;
  const values = `select ${[...view.slices, `${columns.value} as value`].join(', ')} from (${base}) a where ${singleMembership(columns, view)} = ${codes.passed}`;
  const each = view.slices.map(name => `select '${name}', ${name}, ${ranks} from counted group by ${name}`);
  return `with counted as materialized (${values})\n${[`select null::text as dimension, null::text as key, ${ranks} from counted`, ...each].join(' union all ')}`;
}
