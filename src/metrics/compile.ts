import { checkExpression, type Vocabulary } from '../expressions/check.js';
import { call, type Expression, type ExprType, literal, namesIn, noneName, substitute } from '../expressions/expression.js';
import { type FactKindName, kindOf, type OwnField } from '../facts/kinds.js';
import { worded } from '../faults/worded.js';
import type { Metric, Term } from './definition.js';
import { wordedWithin } from './worded-within.js';

/** A condition or value of a metric, ready for both back ends. */
export interface CompiledTerm {
  readonly side: 'numerator' | 'denominator' | 'both';
  readonly dated: Expression;
  /** Which facts it is about. */
  readonly when: Expression;
  /** Proportions: whether a fact passes. */
  readonly passes?: Expression;
  /** Sums: what a fact counts; a number or a duration. */
  readonly value?: Expression;
  /** The field that names what the value is measured in, where amounts and quantities need one. */
  readonly measuredIn?: 'currency' | 'qty_unit';
  /** Which facts approved exclusions take out; left out where there are none. */
  readonly excluded?: Expression;
}

/** Everything that a term computes of a fact. */
export const expressionsOf = ({ dated, when, passes, value, excluded }: CompiledTerm): readonly Expression[] =>
  [dated, when, passes, value, excluded].filter(expression => expression !== undefined);

/** A field that sources record of some facts only, and of which. */
export interface FieldCoverage {
  readonly field: string;
  readonly type: ExprType;
  /** Never unknown. */
  readonly isCovered: Expression;
}

/** The terms of a metric over one kind, counted in the same way: fact by fact, or in groups. */
export interface Part {
  readonly of: FactKindName;
  readonly per: readonly string[];
  readonly terms: readonly CompiledTerm[];
  /** Fields that it reads and that were not recorded of every fact; left out where there are none. */
  readonly coverage?: readonly FieldCoverage[];
}

/** A metric whose expressions are checked and have their parameters filled in. Formulas have no parts. */
export interface CompiledMetric {
  readonly metric: Metric;
  readonly parts: readonly Part[];
  /** What the quotient is divided by at the very end: milliseconds in the metric's unit, else 1. */
  readonly divisor: number;
  /** False where what the client's sources record cannot give a figure; the counts stand all the same. */
  readonly hasSources?: boolean;
}

/** A parameter's value where a standard's scope sets it, already narrowed to one client. */
export interface Override {
  readonly metric: string;
  readonly params: Readonly<Record<string, string>>;
  readonly where: Readonly<Partial<Record<'department' | 'site' | 'carrier' | 'lane', string>>>;
  /** Instants between which it holds: [from, to). */
  readonly from?: number;
  readonly to?: number;
}

/** A metric in another wording, of facts that are dated by it within some time: [from, to), already narrowed to one client. */
export interface Alternative {
  readonly metric: Metric;
  readonly from: number;
  readonly to?: number;
  /** Parameters that the wording itself sets, whatever standards say. */
  readonly fixed: ReadonlySet<string>;
}

/** Units of time, in which durations are shown; they are summed in milliseconds. */
export const millisIn: Readonly<Record<string, number>> = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

const currencyFields = new Set(['freight_cost', 'value', 'amount', 'compensation', 'unit_value']);
const quantityFields = /_qty$/;

/** The names and types that expressions on a kind may use, besides parameters. */
export function vocabularyOf(of: FactKindName, own: readonly OwnField[]): Map<string, ExprType> {
  const names = new Map<string, ExprType>([
    ['as_of', 'instant'],
    ['period_start', 'instant'],
    ['period_end', 'instant'],
    [noneName, 'number'],
  ]);
  for (const field of kindOf(of).fields) names.set(field.name, field.type);
  for (const field of own) if (field.fact === of) names.set(field.id, field.type);
  return names;
}

// Definitions are immutable, so what they compile to without overrides is the same for every client.
const compiledBefore = new WeakMap<readonly OwnField[], WeakMap<Metric, CompiledMetric>>();

/** Compiles a metric that has no faults; throws on one that has (`metricFaults` finds them first). */
export function compileMetric(
  metric: Metric,
  own: readonly OwnField[],
  overrides: readonly Override[] = [],
  alternatives: readonly Alternative[] = [],
): CompiledMetric {
  if (metric.kind === 'formula') return { metric, parts: [], divisor: 1 };
  if (overrides.some(override => override.metric === metric.id) || alternatives.length > 0)
    return compileTerms(metric, own, overrides, alternatives);
  const known = compiledBefore.get(own) ?? new WeakMap<Metric, CompiledMetric>();
  compiledBefore.set(own, known);
  const compiled = known.get(metric) ?? compileTerms(metric, own, [], []);
  known.set(metric, compiled);
  return compiled;
}

function compileTerms(
  metric: Exclude<Metric, { kind: 'formula' }>,
  own: readonly OwnField[],
  overrides: readonly Override[],
  alternatives: readonly Alternative[],
): CompiledMetric {
  const ofMetric = overrides.filter(override => override.metric === metric.id);
  const compiler = new Compiler(metric, own, ofMetric);
  const others = alternatives.flatMap(alternative => {
    if (alternative.metric.kind === 'formula') return [];
    const settable = ofMetric.map(one => ({ ...one, params: withoutFixed(one.params, alternative.fixed) }));
    const worded = new Compiler(alternative.metric, own, settable);
    return [{ alternative, terms: termsOf(alternative.metric).map(({ term, side }) => worded.term(term, side)) }];
  });
  const terms = termsOf(metric).map(({ term, side }, i) => ({
    of: term.of,
    per: term.per ?? [],
    term: others.reduce(
      (before, { alternative, terms: worded }) => within(alternative, worded[i], before),
      compiler.term(term, side),
    ),
  }));
  const parts: { of: FactKindName; per: readonly string[]; terms: CompiledTerm[] }[] = [];
  for (const { of, per, term } of terms) {
    const part = parts.find(known => known.of === of && known.per.join('\0') === per.join('\0'));
    if (part === undefined) parts.push({ of, per, terms: [term] });
    else part.terms.push(term);
  }
  const durations = terms.filter(({ term }) => term.side !== 'denominator').some(({ term }) => term.value?.type === 'duration');
  const ofDurations = terms.filter(({ term }) => term.side === 'denominator').some(({ term }) => term.value?.type === 'duration');
  return { metric, parts, divisor: durations && !ofDurations ? (millisIn[metric.unit] ?? 1) : 1 };
}

const withoutFixed = (params: Override['params'], fixed: ReadonlySet<string>): Override['params'] =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !fixed.has(name)));

/** A term that is in one wording for facts that this wording dates within its time, in the one before for all others. */
function within(time: Alternative, worded: CompiledTerm | undefined, before: CompiledTerm): CompiledTerm {
  if (worded === undefined) return before;
  const isWithin = wordedWithin(time, worded.dated);
  const either = (one: Expression, other: Expression): Expression => call(one.type, 'choose', isWithin, one, other);
  const { dated, when, passes, value, measuredIn } = before;
  return {
    side: before.side,
    dated: either(worded.dated, dated),
    when: either(worded.when, when),
    ...(passes === undefined ? {} : { passes: either(worded.passes ?? passes, passes) }),
    ...(value === undefined ? {} : { value: either(worded.value ?? value, value) }),
    ...(measuredIn === undefined ? {} : { measuredIn }),
  };
}

interface SourceTerm extends Term {
  readonly passes?: string;
}

/** Whether what facts pass by can take those of a group together. */
export const groupsIn = ({ per = [] }: Pick<Term, 'per'>): Pick<Vocabulary, 'hasGroups'> =>
  per.length > 0 ? { hasGroups: true } : {};

/** The metric's terms as written, whatever its kind. */
export function termsOf(
  metric: Exclude<Metric, { kind: 'formula' }>,
): readonly { readonly term: SourceTerm; readonly side: CompiledTerm['side'] }[] {
  if (metric.kind === 'ratio') {
    return [
      ...metric.numerator.map(term => ({ term, side: 'numerator' as const })),
      ...metric.denominator.map(term => ({ term, side: 'denominator' as const })),
    ];
  }
  if (metric.kind === 'proportion') {
    const { of, per, dated, population, passes } = metric;
    const term = {
      of,
      dated,
      passes: passes.when,
      ...(per === undefined ? {} : { per }),
      ...(population === undefined ? {} : { when: population.when }),
    };
    return [{ term, side: 'both' }];
  }
  const { of, dated, when, value } = metric;
  return [{ term: { of, dated, value: value ?? '1', ...(when === undefined ? {} : { when }) }, side: 'both' }];
}

class Compiler {
  readonly #metric: Metric;
  readonly #own: readonly OwnField[];
  readonly #overrides: readonly Override[];

  constructor(metric: Metric, own: readonly OwnField[], overrides: readonly Override[]) {
    this.#metric = metric;
    this.#own = own;
    this.#overrides = overrides;
  }

  term(term: SourceTerm, side: CompiledTerm['side']): CompiledTerm {
    const fields = vocabularyOf(term.of, this.#own);
    const plain = this.#params(fields);
    const names = new Map(fields);
    for (const [name, expression] of plain) names.set(name, expression.type);
    const dated = substitute(this.#compile(term.dated, { names }, ['instant']), plain);
    const params = this.#scoped(plain, dated, fields);
    const filled = (source: string, wants: readonly ExprType[], groups: Pick<Vocabulary, 'hasGroups'> = {}): Expression =>
      initialised(substitute(this.#compile(source, { names, ...groups }, wants), params), term.of);
    const value = term.value === undefined || term.value === '1' ? undefined : filled(term.value, ['number', 'duration']);
    const counted = term.passes === undefined ? (value ?? literal('number', 1)) : undefined;
    const measuredIn = value === undefined ? undefined : measure(value, term.of);
    return {
      side,
      dated: initialised(dated, term.of),
      when: term.when === undefined ? literal('boolean', true) : filled(term.when, ['boolean']),
      ...(term.passes === undefined ? {} : { passes: filled(term.passes, ['boolean'], groupsIn(term)) }),
      ...(counted === undefined ? {} : { value: counted }),
      ...(measuredIn === undefined ? {} : { measuredIn }),
    };
  }

  #params(names: ReadonlyMap<string, ExprType>): ReadonlyMap<string, Expression> {
    return new Map(
      Object.entries(this.#metric.params).map(([name, source]) => [name, this.#compile(source, { names }, anyType)]),
    );
  }

  /** Each parameter as what holds for a fact: by its place, at its date. The most specific override comes last and so is asked first. */
  #scoped(
    plain: ReadonlyMap<string, Expression>,
    dated: Expression,
    fields: ReadonlyMap<string, ExprType>,
  ): ReadonlyMap<string, Expression> {
    const params = new Map(plain);
    for (const override of this.#overrides) {
      const condition = holds(override, dated, fields);
      for (const [name, source] of Object.entries(override.params)) {
        const before = params.get(name);
        if (before === undefined || condition === undefined) continue;
        const value = this.#compile(source, { names: fields }, [before.type]);
        params.set(name, condition === 'always' ? value : call(before.type, 'choose', condition, value, before));
      }
    }
    return params;
  }

  #compile(source: string, vocabulary: Vocabulary, wants: readonly ExprType[]): Expression {
    const checked = checkExpression(source, vocabulary, wants, {});
    if ('expression' in checked) return checked.expression;
    throw new TypeError(`metric ${this.#metric.id}: ${checked.faults.map(fault => worded('en', fault).what).join(' ')}`);
  }
}

/** Every type that a parameter may have. */
export const anyType: readonly ExprType[] = ['instant', 'day', 'duration', 'number', 'text', 'boolean'];

/** When an override holds for a fact; undefined where the kind lacks the field that it is scoped by. */
function holds(override: Override, dated: Expression, fields: ReadonlyMap<string, ExprType>): Expression | 'always' | undefined {
  const conditions: Expression[] = [];
  for (const [name, wanted] of Object.entries(override.where)) {
    if (!fields.has(name)) return undefined;
    conditions.push(call('boolean', 'equal', { node: 'name', type: 'text', name }, literal('text', wanted)));
  }
  if (override.from !== undefined) conditions.push(call('boolean', 'greater_equal', dated, literal('instant', override.from)));
  if (override.to !== undefined) conditions.push(call('boolean', 'less', dated, literal('instant', override.to)));
  const [first, ...rest] = conditions;
  if (first === undefined) return 'always';
  const all = rest.reduce((both, one) => call('boolean', 'and', both, one), first);
  // A fact that does not name its place is not in the scope: unknown must not make the parameter missing.
  return call('boolean', 'coalesce', all, literal('boolean', false));
}

/** Flags with an initial value read as it where no source gave one. */
export function initialised(expression: Expression, of: FactKindName): Expression {
  const initial = new Map<string, Expression>();
  for (const field of kindOf(of).fields) {
    if (field.initial === undefined) continue;
    const name: Expression = { node: 'name', type: field.type, name: field.name };
    initial.set(field.name, call(field.type, 'coalesce', name, literal(field.type, field.initial)));
  }
  return substitute(expression, initial);
}

function measure(value: Expression, of: FactKindName): 'currency' | 'qty_unit' | undefined {
  const names = [...namesIn(value)];
  const has = (field: string): boolean => kindOf(of).fields.some(known => known.name === field);
  if (has('currency') && names.some(name => currencyFields.has(name))) return 'currency';
  return has('qty_unit') && names.some(name => quantityFields.test(name)) ? 'qty_unit' : undefined;
}
