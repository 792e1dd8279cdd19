import { literal } from '../expressions/expression.js';
import type { Surrounding } from '../expressions/operations.js';
import { toFunction } from '../expressions/to-function.js';
import type { Exact } from '../facts/exact.js';
import type { Value, Values } from '../facts/fact.js';
import type { CompiledTerm, Part } from './compile.js';
import { readOfGroup, withGroupValues } from './group-values.js';

/** Exactly one of these is what a fact (or a group) is to a metric. */
export const memberships = ['passed', 'failed', 'excluded', 'undetermined', 'undated', 'outside'] as const;
export type Membership = (typeof memberships)[number];

/** The period looked at, and what surrounds each fact. */
export interface View {
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
  readonly around: (values: Values) => Surrounding;
}

/** A fact seen by one term: three-valued, before any rule of membership. */
interface TermReading {
  readonly population: Value;
  readonly dated: number | null;
  /** Passed, failed or unknown; for a sum, true when its value is there. */
  readonly passes: Value;
  readonly value: Exact | null;
  readonly excluded: boolean;
}

/** What one fact or one group is to a part of a metric, and what it adds to each of the part's terms. */
export interface MembershipResult {
  readonly membership: Membership;
  /** By term: what it adds, null where it adds nothing. */
  readonly adds: readonly (Exact | null)[];
  /** Dated within the period and surely not in the population: shows that a total of 0 is one. */
  readonly seen: boolean;
  /** For a group, the fact that its slice is taken from. */
  readonly latest: Values;
}

/** Judges facts, or the members of one group, by the part's terms. */
export function judge(part: Part, view: View): (members: readonly Values[]) => MembershipResult {
  const looks = part.terms.map(term => readTerm(term, view));
  return members => {
    const [only] = members;
    if (only === undefined) throw new RangeError('a group has members');
    const judged = looks.map(({ see, inGroup }) => {
      const seen = inGroup(members).map(see);
      return part.per.length === 0 && seen[0] !== undefined ? single(seen[0], view) : grouped(seen, view);
    });
    const membership = combined(judged.map(one => one.membership));
    const counts = membership === 'passed' || membership === 'failed';
    const latest = part.per.length === 0 ? only : (members[judged[0]?.latest ?? 0] ?? only);
    return {
      membership,
      adds: judged.map(one => (counts && one.membership === 'passed' ? one.value : null)),
      seen: judged.some(one => one.seen),
      latest,
    };
  };
}

interface TermResult {
  readonly membership: Membership;
  readonly value: Exact | null;
  readonly seen: boolean;
  readonly latest: number;
}

/** How a term reads a fact, and what it reads of a group beforehand. */
interface TermReader {
  readonly see: (values: Values) => TermReading;
  readonly inGroup: (members: readonly Values[]) => readonly Values[];
}

function readTerm(term: CompiledTerm, view: View): TermReader {
  const constants: Readonly<Record<string, number>> = { as_of: view.asOf, period_start: view.from, period_end: view.to };
  const reader = {
    name: (name: string) => {
      const constant = constants[name];
      return constant === undefined ? (values: Values) => values[name] ?? null : () => constant;
    },
    ofGroup: readOfGroup,
    around: view.around,
  };
  const population = toFunction(term.when, reader);
  const dated = toFunction(term.dated, reader);
  const passes = toFunction(term.passes ?? literal('boolean', true), reader);
  const value = toFunction(term.value ?? literal('number', 1), reader);
  const excluded = toFunction(term.excluded ?? literal('boolean', false), reader);
  const see = (values: Values): TermReading => {
    // The checker has made sure of the types of these three.
    const worth = value(values) as Exact | null;
    return {
      population: population(values),
      dated: dated(values) as number | null,
      passes: worth === null ? null : passes(values),
      value: worth,
      excluded: excluded(values) === true,
    };
  };
  return { see, inGroup: withGroupValues(term, expression => toFunction(expression, reader)) };
}

/** The rule of six memberships, first that holds. */
function single(seen: TermReading, { from, to }: View): TermResult {
  const inside = seen.dated !== null && seen.dated >= from && seen.dated < to;
  const rest = { value: seen.value, seen: inside && seen.population === false, latest: 0 };
  if (seen.population === false) return { membership: 'outside', ...rest };
  if (seen.dated === null) return { membership: 'undated', ...rest };
  if (!inside) return { membership: 'outside', ...rest };
  if (seen.excluded) return { membership: 'excluded', ...rest };
  if (seen.population === null || seen.passes === null) return { membership: 'undetermined', ...rest };
  return { membership: seen.passes === true ? 'passed' : 'failed', ...rest };
}

/** A group is made of its facts with population true and dated by its latest; a group of unknown ones only is undetermined. */
function grouped(all: readonly TermReading[], view: View): TermResult {
  const sure = all.filter(one => one.population === true);
  const members = sure.length > 0 ? sure : all.filter(one => one.population === null);
  const among = members.length > 0 ? members : all;
  const latest = latestOf(among);
  const shown = latest ?? among.at(-1);
  const at = all.findLastIndex(one => one === shown);
  if (members.length === 0) return { membership: 'outside', value: null, seen: false, latest: at };
  if (latest === undefined) return { membership: 'undated', value: null, seen: false, latest: at };
  const { membership, seen } = single({ ...latest, excluded: false, passes: true }, view);
  if (membership !== 'passed' && membership !== 'undetermined') return { membership, value: null, seen, latest: at };
  const kept = members.filter(one => !one.excluded);
  if (kept.length === 0) return { membership: 'excluded', value: null, seen, latest: at };
  if (kept.some(one => one.population === true && one.passes === false))
    return { membership: 'failed', value: null, seen, latest: at };
  const unknown = kept.some(one => one.population === null || one.passes === null);
  return { membership: unknown ? 'undetermined' : 'passed', value: 1, seen, latest: at };
}

/** The member with the latest date; members come in the order of their keys, and of equal dates the last counts. */
function latestOf(members: readonly TermReading[]): TermReading | undefined {
  return members.reduce<TermReading | undefined>(
    (latest, one) => (one.dated === null || (latest?.dated ?? Number.NEGATIVE_INFINITY) > one.dated ? latest : one),
    undefined,
  );
}

/** What several terms over the same facts make of one: a value missing for one term is missing for all. */
export function combined(among: readonly Membership[]): Membership {
  const order: readonly Membership[] = ['excluded', 'undetermined', 'failed', 'passed', 'undated', 'outside'];
  return order.find(membership => among.includes(membership)) ?? 'outside';
}
