import { cohortOf, sharedPlan } from '../../evaluation/cohorts.js';
import type { EvaluationInput } from '../../evaluation/evaluate.js';
import { slicesAgreed } from '../../evaluation/parts.js';
import type { Plan } from '../../evaluation/plan.js';
import type { TalliedSpan } from '../../evaluation/spans.js';
import { groupedBy } from '../../facts/grouped.js';
import { type Period, previousPeriod } from '../../facts/period.js';
import type { CompiledMetric } from '../../metrics/compile.js';
import type { MetricTally } from '../../metrics/tally.js';
import { firstInstantsOfAll, recordedFieldsOfAll } from '../../store/recorded.js';
import type { Transaction } from '../../store/connect.js';
import type { KeptTallies } from '../../store/kept-tallies.js';
import type { ListedGroups, SharedScan } from '../../store/scan-view.js';
import { tallyKept } from '../../store/tally-changes.js';
import { withOneSided } from './one-sided-tallies.js';
import { type SpanAsked, spansAsked } from './span-tallies.js';

/** What is to be evaluated: whose period, by which rules, as known when. */
export type InputAsked = Pick<
  EvaluationInput,
  'client' | 'period' | 'asOf' | 'asOfBatch' | 'rulebook' | 'rulebookHash' | 'amendments'
>;

/** How facts are looked at: `withoutSpans` where the period alone is shown, whatever the contract asks for besides. */
interface Looking extends Pick<SharedScan, 'onlyAdded' | 'groups' | 'search'> {
  readonly withoutSpans?: boolean;
  /** What was counted before of which only the changes are counted; left out where all facts are to be counted. */
  readonly kept?: KeptTallies | undefined;
}

/** Tallies a client's period, of the one before what formulas ask for, and the spans that the contract asks for. */
export async function evaluationInput(tx: Transaction, asked: InputAsked, how: Looking = {}): Promise<EvaluationInput> {
  const [input] = await evaluationInputs(tx, [asked], asked.asOfBatch, how);
  if (input === undefined) throw new Error('what is asked for is tallied');
  return input;
}

/** What is read for a client, and what comes of it. */
interface Member {
  readonly asked: InputAsked;
  readonly plan: Plan;
  readonly spans: readonly SpanAsked[];
}

type Tallies = ReadonlyMap<string, MetricTally>;

/**
 * The same for several clients, each what it would be by itself: those of whom the same is read are read together, with one statement
 * for all of them. `batch` is the one at which facts are read, where nothing of a client came between its own `asOfBatch` and that one;
 * undefined where the facts of each client are to be read as known at its own.
 */
export async function evaluationInputs(
  tx: Transaction,
  asked: readonly InputAsked[],
  batch: number | undefined,
  { withoutSpans = false, ...how }: Looking = {},
): Promise<readonly EvaluationInput[]> {
  const knownUpTo = asked.map(({ client, asOfBatch }) => ({ client: client.code, upTo: asOfBatch }));
  const recorded = await recordedFieldsOfAll(tx, knownUpTo);
  const members = asked.map((one): Member => {
    const plan = sharedPlan(one.rulebook, one.client, recorded.get(one.client.code) ?? new Map(), one.amendments.exclusions);
    return { asked: one, plan, spans: withoutSpans ? [] : spansAsked({ ...one, plan }) };
  });
  const firstData = members.some(({ spans }) => spans.length > 0) ? await firstInstantsOfAll(tx, knownUpTo) : new Map();
  const inputs = new Map<string, EvaluationInput>();
  const cohorts = groupedBy(members, ({ asked: one, ...read }) => cohortOf({ ...one, ...read, batch }));
  for (const cohort of cohorts.values()) {
    const tallied = await talliedTogether(tx, cohort, batch, how);
    for (const { asked: one, plan } of cohort) {
      const { code } = one.client;
      const spans = tallied.spans(code);
      const { tallies, talliesBefore, rawTallies, rawTalliesBefore } = tallied;
      inputs.set(code, {
        ...one,
        plan,
        tallies: tallies(code),
        talliesBefore: talliesBefore(code),
        rawTallies: rawTallies(code),
        rawTalliesBefore: rawTalliesBefore(code),
        ...(spans.length === 0 ? {} : { spans: { counted: spans, firstData: firstData.get(code) ?? new Map() } }),
      });
    }
  }
  return asked.flatMap(({ client }) => inputs.get(client.code) ?? []);
}

/** What the figures of each client are made of, by its code. */
interface TalliedCohort {
  readonly tallies: (client: string) => Tallies;
  readonly talliesBefore: (client: string) => Tallies;
  readonly rawTallies: (client: string) => Tallies;
  readonly rawTalliesBefore: (client: string) => Tallies;
  readonly spans: (client: string) => readonly TalliedSpan[];
}

/** Tallies clients of whom the same is read, by what the first of them is read by. */
async function talliedTogether(
  tx: Transaction,
  cohort: readonly Member[],
  batch: number | undefined,
  { kept, ...how }: Omit<Looking, 'withoutSpans'>,
): Promise<TalliedCohort> {
  const [first] = cohort;
  if (first === undefined) throw new RangeError('a cohort has members');
  const { plan, spans, asked } = first;
  const { client, period, rulebook } = asked;
  const agreed = new Map(cohort.map(one => [one.asked.client.code, slicesAgreed(one.asked)]));
  const judged = new Map(
    cohort.map(({ asked: { client: one, asOf, asOfBatch } }) => [
      one.code,
      { client: one.code, asOf, knownAt: batch ?? asOfBatch },
    ]),
  );
  const { places, recorded } = plan;
  const reading = {
    batch: batch ?? asked.asOfBatch,
    places,
    fields: rulebook.fields,
    ...how,
    ...(recorded === undefined ? {} : { kinds: recorded }),
  };
  const tally = async (metrics: readonly CompiledMetric[], { from, to }: Period): Promise<(code: string) => Tallies> => {
    if (metrics.length === 0) return () => new Map();
    // What is tallied again because it may show one side only has the same groups.
    const listed: ListedGroups = new Map();
    const found = await withOneSided(metrics, agreed, (some, codes) =>
      tallyKept(tx, some, { ...reading, listed, from, to, clients: codes.flatMap(code => judged.get(code) ?? []) }, kept),
    );
    return code => found.get(code) ?? new Map();
  };
  const before = previousPeriod(period, client);
  const tallied = {
    tallies: await tally(plan.metrics, period),
    talliesBefore: await tally(metricsOfPrevious(plan, plan.metrics), before),
    rawTallies: await tally(plan.raw, period),
    rawTalliesBefore: await tally(metricsOfPrevious(plan, plan.raw), before),
  };
  const counted: ((code: string) => TalliedSpan)[] = [];
  for (const { span, metrics, lookedBackTo } of spans) {
    const ofSpan = await tally(metrics, span.period);
    const ofBefore = await tally(span.before === undefined ? [] : lookedBackTo, span.before ?? before);
    counted.push(code => ({ ...span, tallies: ofSpan(code), talliesBefore: ofBefore(code) }));
  }
  return { ...tallied, spans: code => counted.map(one => one(code)) };
}

/** Those of the metrics whose previous period some formula asks for. */
export const metricsOfPrevious = ({ ofPrevious }: Plan, metrics: readonly CompiledMetric[]): readonly CompiledMetric[] =>
  metrics.filter(({ metric }) => ofPrevious.has(metric.id));
