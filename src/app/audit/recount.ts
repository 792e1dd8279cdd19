import { cohortOf } from '../../evaluation/cohorts.js';
import type { EvaluationInput } from '../../evaluation/evaluate.js';
import { slicesAgreed } from '../../evaluation/parts.js';
import type { PeriodTallies } from '../../evaluation/period-tallies.js';
import { groupedBy } from '../../facts/grouped.js';
import { type Period, previousPeriod } from '../../facts/period.js';
import type { CompiledMetric } from '../../metrics/compile.js';
import { openMetrics } from '../../metrics/one-sided.js';
import type { TalliedSpan } from '../../evaluation/spans.js';
import { firstInstants } from '../../store/recorded.js';
import type { Transaction } from '../../store/connect.js';
import { metricsOfPrevious } from '../evaluation/evaluation-input.js';
import { withOneSided } from '../evaluation/one-sided-tallies.js';
import { spansAsked } from '../evaluation/span-tallies.js';
import { RowTallies, tallyByRows } from './row-tally.js';

type Tallies = PeriodTallies['tallies'];

/** What an evaluation's figures are made of, counted anew. */
type Recount = (tx: Transaction, input: EvaluationInput) => Promise<PeriodTallies>;

/**
 * Evaluations whose facts are read alike, with what counts them row by row, each by itself: prepared once for all of them, and held no longer
 * than until the next ones are asked for.
 */
export function* recountsOf(
  inputs: readonly EvaluationInput[],
): Generator<{ readonly members: readonly EvaluationInput[]; readonly recount: Recount }> {
  const alike = (input: EvaluationInput): string =>
    `${input.asOf} ${cohortOf({ ...input, batch: undefined, spans: spansAsked(input) })}`;
  for (const members of groupedBy(inputs, alike).values()) yield { members, recount: recountOfCohort(members) };
}

export function recountOfCohort(cohort: readonly EvaluationInput[]): Recount {
  const [first] = cohort;
  if (first === undefined) throw new RangeError('a cohort has members');
  const { plan, period, client } = first;
  const before = previousPeriod(period, client);
  const ofPrevious = (metrics: readonly CompiledMetric[]): readonly CompiledMetric[] => metricsOfPrevious(plan, metrics);
  const counts = {
    tallies: countOf(cohort, plan.metrics, period, one => one.tallies),
    talliesBefore: countOf(cohort, ofPrevious(plan.metrics), before, one => one.talliesBefore),
    rawTallies: countOf(cohort, plan.raw, period, one => one.rawTallies),
    rawTalliesBefore: countOf(cohort, ofPrevious(plan.raw), before, one => one.rawTalliesBefore),
  };
  const spans = spansAsked(first).map(({ span, metrics, lookedBackTo }, i) => ({
    span,
    tallies: countOf(cohort, metrics, span.period, one => one.spans?.counted[i]?.tallies),
    talliesBefore: countOf(cohort, lookedBackTo, span.before ?? before, one => one.spans?.counted[i]?.talliesBefore),
  }));
  return async (tx, input) => {
    const counted: TalliedSpan[] = [];
    for (const { span, ...count } of spans)
      counted.push({ ...span, tallies: await count.tallies(tx, input), talliesBefore: await count.talliesBefore(tx, input) });
    const firstData = (): ReturnType<typeof firstInstants> => firstInstants(tx, input.client.code, input.asOfBatch);
    return {
      tallies: await counts.tallies(tx, input),
      talliesBefore: await counts.talliesBefore(tx, input),
      rawTallies: await counts.rawTallies(tx, input),
      rawTalliesBefore: await counts.rawTalliesBefore(tx, input),
      ...(counted.length === 0 ? {} : { spans: { counted, firstData: await firstData() } }),
    };
  };
}

/** Counts metrics in a period for each of a cohort; `bySql` is what the other way came to. */
function countOf(
  cohort: readonly EvaluationInput[],
  metrics: readonly CompiledMetric[],
  { from, to }: Period,
  bySql: (input: EvaluationInput) => Tallies | undefined,
): (tx: Transaction, input: EvaluationInput) => Promise<Tallies> {
  const [first] = cohort;
  if (first === undefined || metrics.length === 0) return () => Promise.resolve(new Map());
  const { plan, asOf, rulebook } = first;
  const { places, recorded: kinds } = plan;
  const judging = { from, to, asOf, places, fields: rulebook.fields, ...(kinds === undefined ? {} : { kinds }) };
  // What is open by the other way is counted along, so that facts are read once; where this way finds more, they are read again.
  const open = new Map(
    cohort
      .flatMap(one => openMetrics(metrics, bySql(one) ?? new Map(), slicesAgreed(one)))
      .map(compiled => [compiled.metric.id, compiled]),
  );
  const rows = new RowTallies([metrics, [...open.values()]], judging);
  return async (tx, input) => {
    const whose = { client: input.client.code, batch: input.asOfBatch };
    const [tallies = new Map(), opened = new Map()] = await rows.of(tx, whose);
    const tally = (some: readonly CompiledMetric[]): Promise<Tallies> =>
      some === metrics
        ? Promise.resolve(tallies)
        : some.every(({ metric: { id } }) => open.has(id))
          ? Promise.resolve(opened)
          : tallyByRows(tx, some, { ...judging, ...whose });
    const agreed = new Map([[whose.client, slicesAgreed(input)]]);
    const marked = await withOneSided(metrics, agreed, async some => new Map([[whose.client, await tally(some)]]));
    return marked.get(whose.client) ?? new Map();
  };
}
