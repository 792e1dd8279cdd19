import { add, compare, decimalText, divide, type Exact, exact, fraction, parts, significant, subtract } from '../facts/exact.js';
import type { Label } from '../facts/label.js';
import type { Metric } from '../metrics/definition.js';
import { formulaMetrics } from '../metrics/formula.js';
import type { LevelStandard } from '../standards/comparison.js';
import { type CreditItem, type CreditRule, credits } from '../standards/improvement/credits.js';
import { type Part, partId } from '../standards/part.js';
import { limitsOf, type Scale } from '../weights/scale.js';
import { newestCalculation } from './calculation.js';
import type { EvaluationDocument, MeasureResult, MetricResult, Status } from './document.js';
import { scoreBy } from './metric-score.js';
import { partLabel } from './parts.js';
import { verdictOf } from './status.js';
import { openCount, type ValueRange, valueRange } from './value-range.js';

/** A figure that facts which could not be judged may still move to another status, to another amount of a credit, or to another score. */
export interface OpenFigure {
  readonly metric: string;
  /** The part of the work that it is of; left out for the metric as a whole. */
  readonly scope?: Part;
  /** With the part of the work. */
  readonly label: Label;
  readonly unit: string;
  readonly undetermined: number;
  readonly undated: number;
  /** For a formula, the metrics that it takes values of and that have such facts; its own counts are 0. */
  readonly through: readonly string[];
  readonly value: number | null;
  /** Between which values it lies; null where that cannot be said. */
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly status: Status;
  /** Every status that it could have, the present one first. */
  readonly statuses: readonly Status[];
  /** Whether the contract's index weighs it, and could come to another score with it. */
  readonly moves_index: boolean;
}

/** Service credits that could come to another amount: exact decimal texts, negative is paid back to the client. */
export interface OpenCredits {
  readonly credit: string;
  readonly label: Label;
  readonly currency: string;
  readonly net: string;
  /** Null where nobody can say: neither the cases nor their cost are limited. */
  readonly lowest: string | null;
  readonly highest: string;
}

/** What facts that could not be judged leave open in a period. */
export interface OpenFigures {
  readonly figures: readonly OpenFigure[];
  readonly credits: readonly OpenCredits[];
  /** How many other figures have such facts: none of them could move a status or an amount. */
  readonly others: number;
}

/** By what a period is judged. */
export interface Judging {
  readonly metrics: readonly Metric[];
  /** The rules of credits in force for the period. */
  readonly credits: readonly CreditRule[];
  /** What was agreed of a metric as a whole, or of a part of it. */
  readonly standardOf: (metric: string, part?: Part) => LevelStandard | undefined;
  readonly scaleOf: (metric: string) => Scale | undefined;
  /** What the contract's index weighs, metrics and parts of them by their names (`partId`); empty where it has none. */
  readonly weighed: ReadonlySet<string>;
}

/** A figure of a metric, or of a part of it. */
type FigureResult = Pick<
  MetricResult,
  'metric' | 'label' | 'unit' | 'counts' | 'numerator' | 'denominator' | 'value' | 'status'
> & { readonly score?: number | null };

/** A figure that is not decided: its result, and where its value may lie. */
interface Undecided<Result extends FigureResult = FigureResult> {
  readonly metric: Metric;
  readonly scope?: Part;
  readonly result: Result;
  readonly through: readonly string[];
  readonly range: ValueRange | undefined;
  readonly standard: LevelStandard | undefined;
}

/**
 * What the facts that could not be judged could change about a period's statuses, credits and the contract's index, and between which
 * results: of metrics as a whole, and after them of the parts of the work that were agreed.
 */
export function openFigures(
  { metrics, measures = [] }: Pick<EvaluationDocument, 'metrics' | 'measures'>,
  judging: Judging,
): OpenFigures {
  const undecided = undecidedOf(metrics, judging);
  const parts = undecidedParts(measures, judging);
  // Tables of credits name metrics as a whole.
  const amounts = judging.credits.map(rule => openCredits(rule, metrics, undecided));
  const figures = [
    ...undecided
      .map(one => figureOf(one, judging))
      .filter(
        ({ metric, statuses, moves_index: moves }) =>
          statuses.length > 1 || moves || amounts.some(({ moved }) => moved.has(metric)),
      ),
    ...parts.map(one => figureOf(one, judging)).filter(({ statuses, moves_index: moves }) => statuses.length > 1 || moves),
  ];
  return {
    figures,
    credits: amounts.flatMap(({ shown }) => (shown.lowest === shown.highest ? [] : [shown])),
    others: undecided.length + parts.length - figures.length,
  };
}

function undecidedParts(results: readonly MeasureResult[], { metrics, standardOf }: Judging): readonly Undecided[] {
  return results.flatMap(result => {
    const metric = metrics.find(({ id }) => id === result.metric);
    if (metric === undefined || openCount(result) === 0) return [];
    const { scope } = result;
    return [{ metric, scope, result, through: [], range: valueRange(metric, result), standard: standardOf(metric.id, scope) }];
  });
}

/** Whether the contract's index weighs the figure, and its score could change. */
function movesIndex(one: Undecided, { scaleOf, weighed }: Judging): boolean {
  const { metric, scope, range, result } = one;
  const scale = scaleOf(metric.id);
  if (scale === undefined || !weighed.has(partId(metric.id, scope))) return false;
  const scoreAt = (value: Exact, how: 'all' | 'fewest'): number | null => {
    const found = scoreBy(scale, value, statusAt(one, value, how), metric);
    return found === null ? null : significant(found);
  };
  const values = valuesAround(limitsOf(scale), range);
  return values
    .flatMap(value => [scoreAt(value, 'all'), scoreAt(value, 'fewest')])
    .some(score => score !== (result.score ?? null));
}

function undecidedOf(results: readonly MetricResult[], { metrics, standardOf }: Judging): readonly Undecided<MetricResult>[] {
  const definitionOf = new Map(metrics.map(metric => [metric.id, metric]));
  const open = new Set(results.filter(result => openCount(result) > 0 && isCalculated(result)).map(({ metric }) => metric));
  return results.flatMap(result => {
    const metric = definitionOf.get(result.metric);
    if (metric === undefined || !isCalculated(result)) return [];
    const through = metric.kind === 'formula' ? needed(metric, definitionOf).filter(id => open.has(id)) : [];
    if (!open.has(metric.id) && through.length === 0) return [];
    return [{ metric, result, through, range: valueRange(metric, result), standard: standardOf(metric.id) }];
  });
}

/** A value that was agreed stands, whatever comes of the facts. */
const isCalculated = ({ override }: MetricResult): boolean => override === undefined;

/** The metrics of the same period that a formula takes values of, those among them that are formulas followed up. */
function needed(metric: Metric, definitionOf: ReadonlyMap<string, Metric>, seen = new Set<string>()): readonly string[] {
  if (metric.kind !== 'formula') return [metric.id];
  return [...formulaMetrics(metric.formula).current].flatMap(id => {
    const next = definitionOf.get(id);
    if (next === undefined || seen.has(id)) return [];
    seen.add(id);
    return needed(next, definitionOf, seen);
  });
}

function figureOf(one: Undecided, judging: Judging): OpenFigure {
  const { result, range, through, scope } = one;
  const { metric, label, unit, counts, value, status } = result;
  return {
    metric,
    ...(scope === undefined ? { label } : { scope, label: partLabel(label, scope) }),
    unit,
    undetermined: through.length > 0 ? 0 : counts.undetermined,
    undated: through.length > 0 ? 0 : counts.undated,
    through,
    value,
    lowest: range === undefined ? null : significant(range.lowest),
    highest: range === undefined ? null : significant(range.highest),
    status,
    statuses: statusesOf(one),
    moves_index: movesIndex(one, judging),
  };
}

/** The present status, and those that the figure could have; the present one alone where nothing is judged. */
function statusesOf(one: Undecided): readonly Status[] {
  const { result, standard } = one;
  if (standard === undefined) return [result.status];
  const limits = [standard.level.value, ...(standard.minimum === undefined ? [] : [standard.minimum.value])];
  const reachable = valuesAround(limits, one.range).flatMap(value => [statusAt(one, value), statusAt(one, value, 'fewest')]);
  return [...new Set([result.status, ...reachable])];
}

/** The status of a value if all open facts were judged, or as few of them as give a value. */
function statusAt({ metric, result, standard }: Undecided, value: Exact, how: 'all' | 'fewest' = 'all'): Status {
  const { passed, failed } = result.counts;
  const before = metric.kind === 'proportion' ? passed + failed : passed;
  const judged = how === 'all' ? before + openCount(result) : Math.max(before, 1);
  return verdictOf({ metric, value, judged, undetermined: 0, interval: null, standard }, newestCalculation).status;
}

/**
 * A value of every kind that limits part: the ends of the range, the limits inside of it, and one between each two of these. Without a
 * range also beyond the limits.
 */
function valuesAround(limits: readonly Exact[], range: ValueRange | undefined): readonly Exact[] {
  const sorted = limits.toSorted(compare);
  const [first = 0, last = first] = [sorted[0], sorted.at(-1)];
  const { lowest, highest } = range ?? { lowest: subtract(first, 1), highest: add(last, 1) };
  const inside = sorted.filter(limit => compare(limit, lowest) > 0 && compare(limit, highest) < 0);
  const marks = [lowest, ...inside, highest];
  return marks.flatMap((mark, i) => {
    const next = marks[i + 1];
    return next === undefined ? [mark] : [mark, divide(add(mark, next), 2)];
  });
}

/** What a rule of credits comes to now, at least and at most, and the metrics whose open facts move it. */
function openCredits(
  rule: CreditRule,
  results: readonly MetricResult[],
  undecided: readonly Undecided<MetricResult>[],
): { readonly shown: OpenCredits; readonly moved: ReadonlySet<string> } {
  const amountOf = (result: MetricResult): Exact => {
    const line = credits(rule, [result]).lines.find(({ metric }) => metric === result.metric);
    return exact(line?.amount ?? '0');
  };
  const ends = rule.items.flatMap(item => {
    const one = undecided.find(({ result }) => result.metric === item.metric);
    if (one === undefined) return [];
    const sorted = [one.result, ...outcomesOf(one, item)].toSorted((a, b) => compare(amountOf(a), amountOf(b)));
    return [[sorted[0] ?? one.result, sorted.at(-1) ?? one.result] as const];
  });
  const netWith = (chosen: readonly MetricResult[]): string =>
    credits(
      rule,
      results.map(result => chosen.find(({ metric }) => metric === result.metric) ?? result),
    ).net;
  // More on one line never makes the net less, so the ends of the lines give the ends of the net.
  const shown = {
    credit: rule.id,
    label: rule.label,
    currency: rule.currency,
    net: netWith([]),
    lowest: isUnlimited(rule, undecided) ? null : netWith(ends.map(([least]) => least)),
    highest: netWith(ends.map(([, most]) => most)),
  };
  const moved = ends.filter(([least, most]) => compare(amountOf(least), amountOf(most)) !== 0).map(([{ metric }]) => metric);
  return { shown, moved: new Set(moved) };
}

/** More cases than there ever are: they cost what a limit says. */
const countless = '1000000000000000';

/** Whether cases that nobody can count could cost any amount. */
const isUnlimited = ({ fee, at_risk, items }: CreditRule, undecided: readonly Undecided[]): boolean =>
  (fee === undefined || at_risk === undefined) &&
  items.some(
    ({ metric, each }) =>
      each !== undefined &&
      each.at_most === undefined &&
      undecided.some(({ result, range }) => result.metric === metric && range === undefined),
  );

/** The results that a figure could have: one for each step of a table that it could reach, and those with the fewest and the most cases. */
function outcomesOf(one: Undecided<MetricResult>, { each, steps }: CreditItem): readonly MetricResult[] {
  const { result, range } = one;
  const open = openCount(result);
  const outcome = (value: Exact, counted: Exact, { passed = 0, failed = 0 } = {}): MetricResult => ({
    ...result,
    numerator: decimalText(counted),
    denominator: decimalText(compare(value, 0) === 0 ? 1 : divide(counted, value)),
    value: significant(value),
    counts: { ...result.counts, passed: result.counts.passed + passed, failed: result.counts.failed + failed },
    status: statusAt(one, value),
  });
  const limits = steps.map(({ limit }) => limit.value);
  const atSteps =
    each === undefined ? valuesAround(limits, range).map(value => outcome(value, fraction(parts(value)[0], 1n))) : [];
  if (range === undefined) return each === undefined ? atSteps : [{ ...result, numerator: countless }];
  const { lowest, highest, fewest, most } = range;
  return [...atSteps, outcome(lowest, fewest, { failed: open }), outcome(highest, most, { passed: open })];
}
