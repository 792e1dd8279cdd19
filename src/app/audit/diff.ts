import type { ChangedCredit, ChangedIndex, ChangedMetric, ComparedEvaluation, Diff } from '../../contract/audit-diff.js';
import { canonicalJson } from '../../evaluation/canonical.js';
import type { Evaluation, IndexResult, MeasureResult, MetricResult } from '../../evaluation/document.js';
import { figuresOfSpans, spanNames } from '../../evaluation/spans.js';
import { partId } from '../../standards/part.js';
import { decimalText, exact, subtract } from '../../facts/exact.js';
import { diffFaults } from '../../faults/diff.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { Transaction } from '../../store/connect.js';
import { closedEvaluation, evaluationById } from '../../store/evaluations.js';
import { closingsNaming, periodStandings } from '../../store/periods.js';
import { amendmentsOfDocument } from '../evaluation/amendments-in-force.js';
import type { Deps } from '../deps.js';
import { rulesOf } from '../periods/evaluation-to-show.js';
import { countsByName, countsAndPercentilesOf } from '../../explain/counts-and-percentiles.js';
import { type Results, resultsOf, type Step, stepsBetween } from './diff-steps.js';
import { resolveEvaluation } from './find-evaluation.js';

type MetricFigures = ChangedMetric['before'];
type IndexFigures = ChangedIndex['before'];
type CreditFigures = ChangedCredit['before'];
type Difference = ChangedMetric['difference'];

/** Explains the difference of two evaluations by its causes. Stops where one is not there, or they are of different things. */
export async function diffEvaluations(deps: Deps, one: string, other: string): Promise<Diff> {
  return deps.database.transaction(async tx => {
    const before = await named(tx, one);
    const after = await named(tx, other);
    const [a, b] = [before.document, after.document];
    if (a.client !== b.client || a.period !== b.period) {
      const params = { one: `${a.client}, ${a.period}`, other: `${b.client}, ${b.period}` };
      throw new Stop(2, [fault(diffFaults, 'diff_of_two', params)]);
    }
    const sides = [
      { document: a, rules: await rulesOf(tx, before), amendments: await amendmentsOfDocument(tx, a) },
      { document: b, rules: await rulesOf(tx, after), amendments: await amendmentsOfDocument(tx, b) },
    ] as const;
    const steps = await stepsBetween(tx, ...sides);
    const ends = [resultsOf(sides[0]), resultsOf(sides[1])] as const;
    return {
      before: await comparedOf(tx, before),
      after: await comparedOf(tx, after),
      causes: steps.map(({ cause, batch, file, amendment }) => ({ cause, batch, file, amendment })),
      metrics: changedMetrics(...ends, steps),
      measures: changedMeasures(...ends, steps),
      indexes: changedIndexes(...ends, steps),
      credits: changedCredits(...ends, steps),
    };
  });
}

/** CLIENT:PERIOD:REVISION of a closed one is what it was closed with; everything else is as in the other audits. */
async function named(tx: Transaction, given: string): Promise<Evaluation> {
  const closing = (await periodStandings(tx))
    .flatMap(({ closings }) => closings)
    .find(({ client, period, revision }) => given === `${client}:${period}:${revision}`);
  if (closing !== undefined) return closedEvaluation(tx, closing);
  const { client, id } = await resolveEvaluation(tx, given);
  const evaluation = await evaluationById(tx, { client, id });
  if (evaluation === undefined) throw new Error(`evaluation ${id} is gone`);
  return evaluation;
}

async function comparedOf(tx: Transaction, { id, state, revision, document }: Evaluation): Promise<ComparedEvaluation> {
  const { client, period, as_of, as_of_batch, rulebook, calculation } = document;
  const closing = (await closingsNaming(tx, id)).find(one => one.revision === revision);
  return { id, client, period, state, revision, as_of, as_of_batch, rulebook, calculation, waivers: closing?.waivers ?? [] };
}

function changedMetrics(a: Results, b: Results, steps: readonly Step[]): Diff['metrics'] {
  const of = (results: Results, id: string): MetricResult | undefined => results.metrics.find(metric => metric.metric === id);
  const ids = [...new Set([...b.metrics, ...a.metrics].map(metric => metric.metric))];
  return ids.flatMap(metric => {
    const known = of(b, metric) ?? of(a, metric);
    const figures = (results: Results): MetricFigures => metricFigures(of(results, metric));
    const changed = compare(a, b, steps, figures, numbersOf);
    if (known === undefined || changed === undefined || isEmpty(changed)) return [];
    return [{ metric, label: known.label, unit: known.unit, ...changed }];
  });
}

/** What contracts agree for parts of the work, each by its name. */
function changedMeasures(a: Results, b: Results, steps: readonly Step[]): Diff['measures'] {
  const nameOf = ({ metric, scope }: MeasureResult): string => partId(metric, scope);
  const of = ({ measures = [] }: Results, name: string): MeasureResult | undefined => measures.find(one => nameOf(one) === name);
  const names = [...new Set([...(b.measures ?? []), ...(a.measures ?? [])].map(nameOf))];
  return names.flatMap(name => {
    const known = of(b, name) ?? of(a, name);
    const changed = compare(a, b, steps, results => metricFigures(of(results, name)), numbersOf);
    if (known === undefined || changed === undefined) return [];
    const { metric, scope, label, unit } = known;
    // That nothing is agreed of a part any more is a change, whether there was data or not.
    const isAgreedThroughout = changed.before.status !== null && changed.after.status !== null;
    return isAgreedThroughout && isEmpty(changed) ? [] : [{ metric, scope, label, unit, ...changed }];
  });
}

/** Whether there is no figure at either end or on the way, of the period or of another time: what it would be made of says nothing. */
function isEmpty({ before, after, causes }: Comparison<MetricFigures>): boolean {
  const sides = [before, after, ...causes.flatMap(cause => [cause.before, cause.after])];
  return sides.every(side => side.value === null && spanNames.every(name => (side[name]?.value ?? null) === null));
}

function changedCredits(a: Results, b: Results, steps: readonly Step[]): Diff['credits'] {
  const ids = [...new Set([...b.credits, ...a.credits].map(({ credit }) => credit))];
  return ids.flatMap(credit => {
    const of = ({ credits }: Results) => credits.find(one => one.credit === credit);
    const figures = (results: Results): CreditFigures => {
      const found = of(results);
      if (found === undefined) return null;
      const { net, malus, bonus, undecided } = found;
      return { net, malus, bonus, undecided };
    };
    const known = of(b) ?? of(a);
    const changed = compare(a, b, steps, figures, side => ({
      net: side?.net ?? null,
      malus: side?.malus ?? null,
      bonus: side?.bonus ?? null,
    }));
    return known === undefined || changed === undefined ? [] : [{ credit, label: known.label, unit: known.currency, ...changed }];
  });
}

function changedIndexes(a: Results, b: Results, steps: readonly Step[]): Diff['indexes'] {
  const of = (results: Results, id: string): IndexResult | undefined => results.indexes.find(index => index.index === id);
  const ids = [...new Set([...b.indexes, ...a.indexes].map(index => index.index))];
  return ids.flatMap(index => {
    const known = of(b, index) ?? of(a, index);
    const figures = (results: Results): IndexFigures => {
      const found = of(results, index);
      return { score: found?.score ?? null, coverage: found?.coverage ?? null };
    };
    const changed = compare(a, b, steps, figures, ({ score, coverage }) => ({ score, coverage }));
    return known === undefined || changed === undefined ? [] : [{ index, label: known.label, unit: 'points', ...changed }];
  });
}

const metricFigures = (metric: MetricResult | MeasureResult | undefined): MetricFigures => ({
  value: metric?.value ?? null,
  numerator: metric?.numerator ?? null,
  denominator: metric?.denominator ?? null,
  score: metric?.score ?? null,
  status: metric?.status ?? null,
  gap: metric?.gap ?? null,
  ...countsAndPercentilesOf(metric),
  ...(metric === undefined ? {} : figuresOfSpans(metric)),
});

const numbersOf = (figure: MetricFigures): Readonly<Record<string, number | null>> => ({
  value: figure.value,
  score: figure.score,
  ...countsByName(figure),
  ...spanValues(figure),
});

/** Of figures of other times the values: where one end has none, there is no difference to add up. */
const spanValues = (figures: MetricFigures): Readonly<Record<string, number | null>> =>
  Object.fromEntries(spanNames.flatMap(name => (figures[name] === undefined ? [] : [[name, figures[name].value]])));

/** A figure at both ends, and what each cause has to do with it; differences of all causes add up to the whole one, exactly. */
interface Comparison<F> extends Moved<F> {
  readonly causes: readonly (Moved<F> & Diff['causes'][number])[];
}

interface Moved<F> {
  readonly before: F;
  readonly after: F;
  readonly difference: Difference;
}

/** A figure from end to end and step by step; undefined where nothing ever moved it. */
function compare<F extends object | null>(
  a: Results,
  b: Results,
  steps: readonly Step[],
  figures: (results: Results) => F,
  numbers: (figure: F) => Readonly<Record<string, number | string | null>>,
): Comparison<F> | undefined {
  const difference = (before: F, after: F): Difference => {
    const was = numbers(before);
    return Object.fromEntries(Object.entries(numbers(after)).map(([name, is]) => [name, minus(is, was[name] ?? null)]));
  };
  const causes = steps.flatMap(({ cause, batch, file, amendment, ...step }) => {
    const [before, after] = [figures(step.before), figures(step.after)];
    if (canonicalJson(before) === canonicalJson(after)) return [];
    return [{ cause, batch, file, amendment, before, after, difference: difference(before, after) }];
  });
  if (causes.length === 0) return undefined;
  const [before, after] = [figures(a), figures(b)];
  return { before, after, difference: difference(before, after), causes };
}

/** The difference of two published figures as exact decimal text, so that differences add up as written. */
function minus(is: number | string | null, was: number | string | null): string | null {
  return is === null || was === null ? null : decimalText(subtract(exact(String(is)), exact(String(was))));
}
