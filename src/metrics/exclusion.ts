import { call, type Expression, type ExprType, joined, literal } from '../expressions/expression.js';
import { type FactKindName, kindOf } from '../facts/kinds.js';
import type { CompiledMetric, CompiledTerm } from './compile.js';

/** Where excluded facts lie: every field that is given must be so. */
export interface ExcludedPlace {
  readonly site?: string;
  readonly department?: string;
  readonly origin?: string;
  readonly destination?: string;
  readonly lane?: string;
  readonly carrier?: string;
}

/** A fact that an exclusion names, by the key field that people know it by, and by its line where only one line is meant. */
export interface ExcludedFact {
  readonly fact: FactKindName;
  readonly field: string;
  readonly number: string;
  readonly line?: string;
}

/** What an approved exclusion takes out: named facts, or those of a place and a time; of some metrics, or of all. */
export interface Exclusion {
  /** Ids; all metrics, where none is named. */
  readonly metrics: readonly string[];
  /** All facts of the place and time, where none is named. */
  readonly facts: readonly ExcludedFact[];
  readonly where: ExcludedPlace;
  /** Instants between which the metric's own date must lie, [from, to); open where left out. */
  readonly from?: number;
  readonly to?: number;
}

/** The exclusions that concern a metric. */
export const exclusionsOfMetric = <E extends Exclusion>(exclusions: readonly E[], metric: string): readonly E[] =>
  exclusions.filter(({ metrics }) => metrics.length === 0 || metrics.includes(metric));

/** The metric with what exclusions take out of each of its terms. */
export function withExclusions(compiled: CompiledMetric, exclusions: readonly Exclusion[]): CompiledMetric {
  const own = exclusionsOfMetric(exclusions, compiled.metric.id);
  if (own.length === 0 || compiled.parts.length === 0) return compiled;
  const parts = compiled.parts.map(part => ({ ...part, terms: part.terms.map(term => excludingTerm(term, part.of, own)) }));
  return { ...compiled, parts };
}

function excludingTerm(term: CompiledTerm, of: FactKindName, exclusions: readonly Exclusion[]): CompiledTerm {
  const ways = exclusions.flatMap(exclusion => appliesTo(exclusion, of, term.dated) ?? []);
  const excluded = joined('or', ways);
  return excluded === undefined ? term : { ...term, excluded };
}

/** Whether an exclusion applies to a fact, never unknown: what is not known to be excluded is not. Undefined where it cannot concern the kind. */
export function appliesTo(exclusion: Exclusion, of: FactKindName, dated: Expression): Expression | undefined {
  const { facts, where, from, to } = exclusion;
  const places = Object.entries(where);
  const fields = new Set(kindOf(of).fields.map(field => field.name));
  if (places.some(([field]) => !fields.has(field))) return undefined;
  const named = facts.filter(({ fact }) => fact === of);
  if (facts.length > 0 && named.length === 0) return undefined;
  const conditions = [
    ...(named.length > 0 ? [anyOf(named)] : []),
    ...places.map(([field, value]) => isText(field, value)),
    ...(from === undefined ? [] : [call('boolean', 'greater_equal', dated, literal('instant', from))]),
    ...(to === undefined ? [] : [call('boolean', 'less', dated, literal('instant', to))]),
  ];
  const all = joined('and', conditions);
  return all === undefined ? literal('boolean', true) : call('boolean', 'coalesce', all, literal('boolean', false));
}

function anyOf(named: readonly ExcludedFact[]): Expression {
  const whole = new Map<string, string[]>();
  const lines: Expression[] = [];
  for (const { field, number, line } of named) {
    if (line === undefined) whole.set(field, [...(whole.get(field) ?? []), number]);
    else lines.push(call('boolean', 'and', isText(field, number), isText('line_no', line)));
  }
  const texts = [...whole].map(([field, numbers]) =>
    call('boolean', 'one_of', text(field), ...numbers.map(number => literal('text', number))),
  );
  return joined('or', [...texts, ...lines]) ?? literal('boolean', false);
}

const textType: ExprType = 'text';
const text = (name: string): Expression => ({ node: 'name', type: textType, name });
const isText = (field: string, value: string): Expression => call('boolean', 'equal', text(field), literal('text', value));
