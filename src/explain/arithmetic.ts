import type { EvaluationDocument, Figure, IndexResult, MetricResult, NodeResult } from '../evaluation/document.js';
import type { EvaluationInput } from '../evaluation/evaluate.js';
import { type SpanName, spanNames } from '../evaluation/spans.js';
import { decimalText, divide, type Exact, exact } from '../facts/exact.js';
import type { Language } from '../facts/label.js';
import { dayText } from '../facts/time.js';
import type { CompiledMetric } from '../metrics/compile.js';
import type { NeededFields } from '../metrics/needed-fields.js';
import { levelsOf } from '../reports/applied.js';
import { digitsOf } from '../digits/digits.js';
import { numberText } from '../reports/number-format.js';
import { reaches } from '../standards/comparison.js';
import { standardsOn } from '../standards/contract.js';
import { inForce, isInForce, matches } from '../standards/in-force.js';
import type { Dated, Scope, Standard } from '../standards/standard.js';
import type { Scale } from '../weights/scale.js';
import { noFigureText } from '../words/no-figure.js';
import { type FigureWords, figureWords } from './figure-words.js';

/** A value as a sentence writes it: digits enough never to hide a miss. */
export const valueText = (result: MetricResult, value: number): string =>
  numberText(result.unit, value, digitsOf(result.unit, value, levelsOf(result)));

/** Which figure of a metric is meant: of all its facts, of those that are not excluded, the one that counts, or that of another time. */
export type FigureChoice = 'raw' | 'calculated' | 'effective' | SpanName;

/** Which figure is explained, and in which language. */
interface ArithmeticOptions {
  readonly meant?: FigureChoice;
  readonly language?: Language | undefined;
  /** The fields that a verdict needs, which say why there is no figure. */
  readonly needed?: NeededFields | undefined;
}

/** How a value came about, with the numbers in it: `12 / 13 = 92.3 %`. */
export function arithmeticOf(
  result: MetricResult,
  { metric, divisor }: CompiledMetric,
  document: EvaluationDocument,
  { meant = 'effective', language = 'en', needed }: ArithmeticOptions = {},
): string {
  const words = figureWords(language);
  if (meant === 'effective' && result.override !== undefined && result.value !== null)
    return words.agreed(valueText(result, result.value), result.override.override);
  // Formulas go on from calculated values, never from agreed ones.
  const figure = (of: MetricResult): Figure => figureMeant(of, meant);
  const { numerator, denominator, value } = figure(result);
  const why = value !== null || isSpan(meant) ? '' : noFigureText(language, result, () => needed);
  if (why !== '') return words.noFigure(why);
  if (metric.kind === 'formula') {
    const numbers = metric.formula.replace(/\b[A-Za-z_]\w*\b(?!\s*\()/g, name => {
      const other = document.metrics.find(one => one.metric === name);
      if (other === undefined) return name;
      const { value: of } = figure(other);
      return of === null ? words.noDataOf(name) : String(of);
    });
    return `${metric.formula} = ${numbers} = ${value === null ? words.noData : valueText(result, value)}`;
  }
  if (value === null) return `${numerator ?? words.nothing} / ${denominator ?? words.nothing}: ${words.notZero}`;
  const inUnit = divisor === 1 ? '' : ` / ${divisor.toLocaleString('en')} ms`;
  if (metric.kind === 'total') return `${numerator ?? '0'}${divisor === 1 ? '' : ' ms'}${inUnit} = ${valueText(result, value)}`;
  return `${numerator ?? '0'}${divisor === 1 ? '' : ' ms'} / ${denominator ?? '0'}${inUnit} = ${valueText(result, value)}`;
}

const isSpan = (meant: FigureChoice): meant is SpanName => spanNames.some(name => name === meant);

function figureMeant(result: MetricResult, meant: FigureChoice): Figure {
  if (isSpan(meant)) return result[meant] ?? { numerator: null, denominator: null, value: null };
  return meant === 'raw' ? result.raw : (result.calculated ?? result);
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

/** In which language, and whether what the firm holds itself to besides a contract is left out. */
interface StandardWords {
  readonly language?: Language;
  readonly isOfContractAlone?: boolean;
}

/** Which standard applied to a metric, and why that one. */
export function standardOf(
  metric: string,
  { rulebook, client, period }: EvaluationInput,
  { language = 'en', isOfContractAlone = false }: StandardWords = {},
): StandardExplained {
  const words = figureWords(language);
  const day = dayText(period.lastDay);
  const subject = { client: client.code, segment: client.segment };
  const levels = rulebook.standards.filter(one => one.metric === metric && one.level !== undefined);
  const holding = new Set(standardsOn(levels, rulebook.contracts, client, day));
  const applied = inForce([...holding], subject, day);
  const whyNot = (one: Standard): string => {
    if (!isInForce(one, day)) return words.notInForce(day);
    if (!holding.has(one)) return words.notOfContract;
    if (!matches(one.scope, subject)) return words.ofAPart(scopeText(one.scope, words));
    return applied !== undefined && scopeText(applied.scope, words) === scopeText(one.scope, words)
      ? words.beganEarlier
      : words.lessSpecific;
  };
  const named = isOfContractAlone ? levels.filter(one => one.contract !== undefined || holding.has(one)) : levels;
  const others = named.filter(one => one !== applied).map(one => ({ standard: standardText(one, words), why: whyNot(one) }));
  if (applied === undefined) return { applied: null, why: words.noneInForce(day), others };
  return {
    applied: standardText(applied, words),
    why: words.applies(day, scopeText(applied.scope, words), others.length === 0),
    others,
  };
}

function standardText({ comparator, level, minimum, scope, from, until, reference }: Standard, words: FigureWords): string {
  const parts: readonly (string | undefined)[] = [
    `${comparator === undefined ? '' : words.comparators[comparator]} ${level?.text ?? ''}`,
    minimum === undefined ? undefined : words.minimum(minimum.text),
    words.scope(scopeText(scope, words)),
    words.dates(from, until),
    reference === undefined ? undefined : words.reference(reference),
  ];
  return words.list(parts.flatMap(part => (part === undefined || part === '' ? [] : [part])));
}

const scopeText = (scope: Scope, words: FigureWords): string => {
  const parts = Object.entries(scope).map(([key, value]) => words.part(key, String(value)));
  return parts.length === 0 ? words.everyone : words.list(parts);
};

/** How a value became its score. */
export function scoreOf(
  result: MetricResult,
  value: Exact | null,
  { rulebook, client, period }: EvaluationInput,
  language: Language = 'en',
): string {
  const words = figureWords(language);
  const scales = rulebook.scales.filter(one => one.metric === result.metric);
  const scale = inForce(scales, { client: client.code, segment: client.segment }, dayText(period.lastDay));
  if (result.score === null) return scale === undefined ? words.noScale : words.noScore[noScore(result)];
  if (scale === undefined || value === null) return words.score(result.score, '');
  return words.score(result.score, `${bandOf(scale, value, words)}${datedText(scale, words)}`);
}

const noScore = ({ status, stage }: MetricResult): keyof FigureWords['noScore'] =>
  stage === 'trial' ? 'trial' : status === 'insufficient' ? 'insufficient' : 'no_data';

const datedText = ({ scope, from }: Dated, words: FigureWords): string => words.scale(scopeText(scope, words), from);

function bandOf(scale: Scale, value: Exact, words: FigureWords): string {
  if ('line' in scale) {
    const { floor, target, scores } = scale.line;
    return words.line(floor.text, decimalText(scores[0]), target.text, decimalText(scores[1]));
  }
  const band = scale.bands.find(
    ({ comparator, limit }) => comparator === undefined || limit === undefined || reaches(value, comparator, limit.value),
  );
  if (band?.comparator === undefined) return words.lowest;
  return words.band(`${words.comparators[band.comparator]} ${band.limit?.text ?? ''}`);
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
  indexes.flatMap(({ index, nodes }) =>
    pathsTo(metric, nodes).map(path => ({
      index,
      path,
      share: Number(path.reduce((share, node) => share * node.effective_weight, 1).toPrecision(12)),
    })),
  );

/** The ways to the leaves of a metric: one to it as a whole, and one to each of its parts that is weighed. */
const pathsTo = (metric: string, nodes: readonly NodeResult[]): readonly WeightPath['path'][] =>
  nodes.flatMap(({ id, metric: leaf, weight, effective_weight, children }) => {
    const rest = leaf === metric ? [[]] : pathsTo(metric, children);
    return rest.map(path => [{ id, weight, effective_weight }, ...path]);
  });
