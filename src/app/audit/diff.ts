import type { ChangedIndex, ChangedMetric, ComparedEvaluation, Diff } from '../../contract/audit.js';
import { canonicalJson } from '../../evaluation/canonical.js';
import type { Evaluation, IndexResult, MetricResult } from '../../evaluation/document.js';
import { figuresOfSpans, spanNames } from '../../evaluation/spans.js';
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
import { type Results, type Step, stepsBetween } from './diff-steps.js';
import { resolveEvaluation } from './find-evaluation.js';

type MetricFigures = ChangedMetric['before'];
type IndexFigures = ChangedIndex['before'];
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
    return {
      before: await comparedOf(tx, before),
      after: await comparedOf(tx, after),
      causes: steps.map(({ cause, batch, file, amendment }) => ({ cause, batch, file, amendment })),
      metrics: changedMetrics(a, b, steps),
      indexes: changedIndexes(a, b, steps),
    };
  });
}

/** CLIENT:PERIOD:REVISION of a closed one is what it was closed with; everything else is as in the other audits. */
async function named(tx: Transaction, given: string): Promise<Evaluation> {
  const closing = (await periodStandings(tx))
    .flatMap(({ closings }) => closings)
    .find(({ client, period, revision }) => given === `${client}:${period}:${revision}`);
  if (closing !== undefined) return closedEvaluation(tx, closing);
  const { id } = await resolveEvaluation(tx, given);
  const evaluation = await evaluationById(tx, id);
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
    const changed = compare(a, b, steps, figures, figure => ({
      value: figure.value,
      score: figure.score,
      ...countsByName(figure),
      ...spanValues(figure),
    }));
    return known === undefined || changed === undefined ? [] : [{ metric, label: known.label, unit: known.unit, ...changed }];
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

const metricFigures = (metric: MetricResult | undefined): MetricFigures => ({
  value: metric?.value ?? null,
  numerator: metric?.numerator ?? null,
  denominator: metric?.denominator ?? null,
  score: metric?.score ?? null,
  status: metric?.status ?? null,
  gap: metric?.gap ?? null,
  ...countsAndPercentilesOf(metric),
  ...(metric === undefined ? {} : figuresOfSpans(metric)),
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
function compare<F extends object>(
  a: Results,
  b: Results,
  steps: readonly Step[],
  figures: (results: Results) => F,
  numbers: (figure: F) => Readonly<Record<string, number | null>>,
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
function minus(is: number | null, was: number | null): string | null {
  return is === null || was === null ? null : decimalText(subtract(exact(String(is)), exact(String(was))));
}
