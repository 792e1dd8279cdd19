import { type Call, type Expression, operationsIn } from '../expressions/expression.js';
import { asksForGroup, groupOperations, takenApart } from '../expressions/group-operations.js';
import { operations } from '../expressions/operations.js';
import { toSql } from '../expressions/to-sql.js';
import { asItStands, Columns, FactColumns } from './columns.js';
import type { CompiledTerm, Part } from './compile.js';
import type { Membership } from './membership.js';
import { factsOfWindow, isOfSeveral, wayName } from './groups-of-several.js';
import { type ScanView, touches } from './scan-view.js';

/** A part to be tallied, with the number it has in the answer. */
export interface Request {
  readonly id: number;
  readonly part: Part;
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

/**
 * One scan over facts, each judged for itself: a row a client and slice, a column a count or sum of each request, null where it is 0. For requests that count
 * groups it judges the groups of one, and shows in `several…` how many facts are left to \`groupScan\`.
 */
export function factScan(table: string, requests: readonly Request[], view: ScanView): string {
  const facts = new FactColumns('e');
  const judged = new Columns('m');
  const outputs: string[] = [];
  const groupings = new Map(requests.filter(({ part }) => part.per.length > 0).map(({ part }) => [wayName(part.per), part]));
  const mayBeOfSeveral = [...groupings].filter(([name]) => view.listed.get(name) !== 'none');
  const alone = new Map(mayBeOfSeveral.map(([name, { per }]) => [name, facts.of(`not ${isOfSeveral(per, view)}`)]));
  for (const [name, column] of alone) outputs.push(`count(*) filter (where not ${column}) as several_${name}`);
  for (const request of requests) {
    const terms = request.part.terms.map(term => termColumns(term, view, facts));
    const isAlone = alone.get(wayName(request.part.per));
    const memberships = terms
      .map(term => singleMembership(term, view))
      .map(sql => (isAlone === undefined ? sql : `case when ${isAlone} then ${sql} end`));
    const each = memberships.map(membership => judged.of(membership));
    const whole = each.length === 1 ? (each[0] ?? '') : judged.of(`least(${memberships.join(', ')})`);
    outputs.push(...countColumns(request, whole));
    if (request.part.per.length === 0) outputs.push(`${counted(seenCondition(terms, view))} as z${request.id}`);
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
  const at = ['owner', ...view.slices].join(', ');
  const base = `select ${[`${view.owner('f')} as owner`, ...view.slices.map(name => `f.${name}`), `${touches(view)} as touching`, ...facts.list()].join(', ')}
from ${facts.source(factsOfWindow(table, [...groupings.values()], view))} ${asItStands}`;
  const level = `select a.*${judged
    .list()
    .map(column => `, ${column}`)
    .join('')} from (${base}) a ${asItStands}`;
  return `select ${[at, ...outputs].join(', ')} from (${level}) b group by ${at}`;
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
  // Zone and calendar are those of the fact's site, the moment is that of its client: only the innermost level names them.
  const lifted = (sql: string): string => (sql.includes('f.') ? columns.of(sql) : sql);
  const { asOf, zone, calendar } = view.around;
  const isPlaced = [...operationsIn(rest)].some(operation => operations[operation]?.isCostly === true);
  const around = { asOf: lifted(asOf), ...(isPlaced ? { zone: lifted(zone), calendar: lifted(calendar) } : { zone, calendar }) };
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
  return columns.length === 0 ? facts : `select o.*, ${columns.join(', ')} from (${facts}) o ${asItStands}`;
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

// Most rows have nothing of most requests, and null is the cheapest way to say so.
const counted = (condition: string): string => `nullif(count(*) filter (where ${condition}), 0)`;

/** The counts of one request by membership, as columns; null where there are none. */
export function countColumns(request: Request, membership: string): readonly string[] {
  const of = (name: Membership, also = ''): string =>
    `${counted(`${membership} = ${codes[name]}${also}`)} as ${name.slice(0, 3)}${request.id}`;
  const judged = request.part.terms.some(term => term.passes !== undefined);
  return [
    of('passed'),
    ...(judged ? [of('failed')] : []),
    ...(request.part.terms.some(term => term.excluded !== undefined) ? [of('excluded')] : []),
    of('undetermined'),
    `${counted(`${membership} = ${codes.undated} and touching`)} as und_${request.id}`,
    of('outside', ' and touching'),
  ];
}
