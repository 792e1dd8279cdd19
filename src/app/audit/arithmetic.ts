import type { EvaluationDocument, Figure, IndexResult, MetricResult, NodeResult } from '../../evaluation/document.js';
import type { EvaluationInput } from '../../evaluation/evaluate.js';
import { decimalText, divide, type Exact, exact } from '../../facts/exact.js';
import { dayText } from '../../facts/time.js';
import type { CompiledMetric } from '../../metrics/compile.js';
import { levelsOf } from '../../reports/applied.js';
import { digitsOf, shown } from '../../reports/number-format.js';
import { reaches } from '../../standards/comparison.js';
import { inForce, isInForce, matches } from '../../standards/in-force.js';
import type { Dated, Scope, Standard } from '../../standards/standard.js';
import type { Scale } from '../../weights/scale.js';

/** A value as a sentence writes it: digits enough never to hide a miss. */
export const valueText = (result: MetricResult, value: number): string =>
  shown(result.unit, value, digitsOf(result.unit, value, levelsOf(result)));

/** Which figure of a metric is meant: of all its facts, of those that are not excluded, or the one that counts. */
type FigureMeant = 'raw' | 'calculated' | 'effective';

/** How a value came about, with the numbers in it: `12 / 13 = 92.3 %`. */
export function arithmeticOf(
  result: MetricResult,
  { metric, divisor }: CompiledMetric,
  document: EvaluationDocument,
  meant: FigureMeant = 'effective',
): string {
  if (meant === 'effective' && result.override !== undefined && result.value !== null)
    return `${valueText(result, result.value)}, agreed in place of the calculated value (override ${result.override.override})`;
  // Formulas go on from calculated values, never from agreed ones.
  const figure = (of: MetricResult): Figure => (meant === 'raw' ? of.raw : (of.calculated ?? of));
  const { numerator, denominator, value } = figure(result);
  if (result.note !== undefined && value === null) return `no figure: ${result.note}`;
  if (metric.kind === 'formula') {
    const numbers = metric.formula.replace(/\b[A-Za-z_]\w*\b(?!\s*\()/g, name => {
      const other = document.metrics.find(one => one.metric === name);
      if (other === undefined) return name;
      const { value: of } = figure(other);
      return of === null ? `${name} (no data)` : String(of);
    });
    return `${metric.formula} = ${numbers} = ${value === null ? 'no data' : valueText(result, value)}`;
  }
  if (value === null) return `${numerator ?? 'nothing'} / ${denominator ?? 'nothing'}: no data, which is not 0`;
  const inUnit = divisor === 1 ? '' : ` / ${divisor.toLocaleString('en')} ms`;
  if (metric.kind === 'total') return `${numerator ?? '0'}${divisor === 1 ? '' : ' ms'}${inUnit} = ${valueText(result, value)}`;
  return `${numerator ?? '0'}${divisor === 1 ? '' : ' ms'} / ${denominator ?? '0'}${inUnit} = ${valueText(result, value)}`;
}

/** The exact value of a result, before it was rounded to be shown. */
export function exactValue({ numerator, denominator, value, kind }: MetricResult, divisor: number): Exact | null {
  if (value === null || numerator === null) return null;
  const [over, under] = [exact(numerator), denominator === null || kind === 'total' ? 1 : exact(denominator)];
  return divide(divide(over, under), divisor);
}

/** The standard that applied, why that one, and why none of the others. */
export interface StandardExplained {
  readonly applied: string | null;
  readonly why: string;
  readonly others: readonly { readonly standard: string; readonly why: string }[];
}

/** Which standard applied to a metric, and why that one. */
export function standardOf(metric: string, { rulebook, client, period }: EvaluationInput): StandardExplained {
  const day = dayText(period.lastDay);
  const subject = { client: client.code, segment: client.segment };
  const levels = rulebook.standards.filter(one => one.metric === metric && one.level !== undefined);
  const applied = inForce(levels, subject, day);
  const whyNot = (one: Standard): string => {
    if (!isInForce(one, day)) return `not in force on ${day}`;
    if (!matches(one.scope, subject)) return `holds for ${scopeText(one.scope)}, which is a part of the facts`;
    return applied !== undefined && scopeText(applied.scope) === scopeText(one.scope)
      ? 'began earlier'
      : 'holds less specifically';
  };
  const others = levels.filter(one => one !== applied).map(one => ({ standard: standardText(one), why: whyNot(one) }));
  if (applied === undefined) return { applied: null, why: `no standard of it was in force on ${day}`, others };
  const rivals = others.length === 0 ? 'the only one' : 'the most specific scope that holds, and of one scope the latest';
  return {
    applied: standardText(applied),
    why: `in force on ${day}, the period’s last day; holds for ${scopeText(applied.scope)}: ${rivals}`,
    others,
  };
}

function standardText({ comparator, level, minimum, scope, from, until, reference }: Standard): string {
  const parts = [
    `${(comparator ?? '').replace('_', ' ')} ${level?.text ?? ''}`,
    minimum === undefined ? undefined : `minimum ${minimum.text}`,
    `for ${scopeText(scope)}`,
    datesText({ from, until }),
    reference,
  ];
  return parts.filter(part => part !== undefined && part !== '').join(', ');
}

const datesText = ({ from, until }: { readonly from?: string | undefined; readonly until?: string | undefined }): string =>
  [from === undefined ? [] : `from ${from}`, until === undefined ? [] : `until ${until}`].flat().join(' ');

const scopeText = (scope: Scope): string => {
  const parts = Object.entries(scope).map(([key, value]) => `${key} ${String(value)}`);
  return parts.length === 0 ? 'everyone' : parts.join(', ');
};

/** How a value became its score. */
export function scoreOf(result: MetricResult, value: Exact | null, { rulebook, client, period }: EvaluationInput): string {
  const scales = rulebook.scales.filter(one => one.metric === result.metric);
  const scale = inForce(scales, { client: client.code, segment: client.segment }, dayText(period.lastDay));
  if (result.score === null) return scale === undefined ? 'no scale, so no score' : `no score: ${noScore(result)}`;
  if (scale === undefined || value === null) return `score ${result.score}`;
  return `score ${result.score}: ${bandOf(scale, value)}${datedText(scale)}`;
}

const noScore = ({ status, stage }: MetricResult): string =>
  stage === 'trial' ? 'the metric is on trial' : status === 'insufficient' ? 'too few facts were judged' : 'there is no data';

const datedText = (scale: Dated): string =>
  ` (scale for ${scopeText(scale.scope)}${scale.from === undefined ? '' : `, from ${scale.from}`})`;

function bandOf(scale: Scale, value: Exact): string {
  if ('line' in scale) {
    const { floor, target, scores } = scale.line;
    return `on the line from ${floor.text} (${decimalText(scores[0])}) to ${target.text} (${decimalText(scores[1])})`;
  }
  const band = scale.bands.find(
    ({ comparator, limit }) => comparator === undefined || limit === undefined || reaches(value, comparator, limit.value),
  );
  if (band?.comparator === undefined) return 'the band below all others';
  return `the first band that it reaches, ${band.comparator.replace('_', ' ')} ${band.limit?.text ?? ''}`;
}

/** The way from a metric to an index, with the weights on it. */
export interface WeightPath {
  readonly index: string;
  readonly path: readonly { readonly id: string; readonly weight: number; readonly effective_weight: number }[];
  /** Its share of the whole index: the product of the effective weights. */
  readonly share: number;
}

/** Every way from a metric to an index. */
export const weightPaths = (metric: string, indexes: readonly IndexResult[]): readonly WeightPath[] =>
  indexes.flatMap(({ index, nodes }) => {
    const path = pathTo(metric, nodes);
    return path === undefined
      ? []
      : [{ index, path, share: Number(path.reduce((share, node) => share * node.effective_weight, 1).toPrecision(12)) }];
  });

function pathTo(metric: string, nodes: readonly NodeResult[]): WeightPath['path'] | undefined {
  for (const { id, metric: leaf, weight, effective_weight, children } of nodes) {
    const rest = leaf === metric ? [] : pathTo(metric, children);
    if (rest !== undefined) return [{ id, weight, effective_weight }, ...rest];
  }
  return undefined;
}
