import { isDeepStrictEqual } from 'node:util';
import type { Client } from '../../facts/place.js';
import { calculationOf } from '../../evaluation/calculation.js';
import { canonicalJson } from '../../evaluation/canonical.js';
import type { EvaluationDocument } from '../../evaluation/document.js';
import { type EvaluationInput, evaluatePeriod } from '../../evaluation/evaluate.js';
import { type FrozenRules, thawRules } from '../../evaluation/frozen.js';
import { slicesAgreed } from '../../evaluation/parts.js';
import { planFor } from '../../evaluation/plan.js';
import { type Period, periodBetween, previousPeriod } from '../../facts/period.js';
import type { CompiledMetric } from '../../metrics/compile.js';
import type { MetricTally } from '../../metrics/tally.js';
import { recordedFields } from '../../store/recorded.js';
import type { Transaction } from '../../store/connect.js';
import { rulebookByHash } from '../../store/rulebooks.js';
import { amendmentsOfDocument } from '../evaluation/amendments-in-force.js';
import { evaluationInput, metricsOfPrevious } from '../evaluation/evaluation-input.js';
import { spanTallies } from '../evaluation/span-tallies.js';
import { withOneSided } from '../evaluation/one-sided-tallies.js';
import { previousOfDocument } from '../evaluation/visible-previous.js';
import { tallyByRows } from './row-tally.js';

/** The rules that an evaluation was made with, as they were frozen; the current config is not asked. */
export async function frozenRules(tx: Transaction, hash: string): Promise<FrozenRules | undefined> {
  const text = await rulebookByHash(tx, hash);
  return text === undefined ? undefined : thawRules(text);
}

/** What an evaluation is recomputed from: the facts of its batch, tallied by SQL, its frozen rules and its calculation. */
export async function inputOf(tx: Transaction, document: EvaluationDocument, rules: FrozenRules): Promise<EvaluationInput> {
  const { client, rulebook } = rules;
  const input = await evaluationInput(tx, {
    client,
    rulebook,
    rulebookHash: document.rulebook,
    period: periodOf(document, client),
    asOf: Date.parse(document.as_of),
    asOfBatch: document.as_of_batch,
    amendments: await amendmentsOfDocument(tx, document),
  });
  const previous = await previousOfDocument(tx, input, document.previous);
  return { ...input, previous, calculation: calculationOf(document.calculation) };
}

/** The same but for the tallies: enough to judge facts as the evaluation did. */
export async function inputWithoutTallies(
  tx: Transaction,
  document: EvaluationDocument,
  rules: FrozenRules,
): Promise<EvaluationInput> {
  const { client, rulebook } = rules;
  const { as_of_batch: asOfBatch, rulebook: rulebookHash } = document;
  const amendments = await amendmentsOfDocument(tx, document);
  const recorded = await recordedFields(tx, client.code, asOfBatch);
  return {
    client,
    rulebook,
    rulebookHash,
    period: periodOf(document, client),
    asOf: Date.parse(document.as_of),
    asOfBatch,
    amendments,
    plan: planFor(rulebook, client, recorded, amendments.exclusions),
    tallies: new Map(),
    talliesBefore: new Map(),
    rawTallies: new Map(),
    rawTalliesBefore: new Map(),
  };
}

/** The period with the days that the document is of, however months of that name are counted now. */
function periodOf({ period: id, from, to }: EvaluationDocument, { time_zone: zone }: Client): Period {
  const period = periodBetween(id, zone, Date.parse(from), Date.parse(to));
  if (period === undefined) throw new RangeError(`${id} is no period`);
  return period;
}

/** The document as SQL gives it. */
export const recomputedBySql = (input: EvaluationInput): string => canonicalJson(evaluatePeriod(input));

/**
 * The document as the row-by-row evaluator gives it, from the same rules. `bySql` is the text of the same input: where both ways count the
 * same, it need not be written again.
 */
export async function recomputedByRows(tx: Transaction, input: EvaluationInput, bySql?: string): Promise<string> {
  const { plan, period, client } = input;
  const before = previousPeriod(period, client);
  const tally = (metrics: readonly CompiledMetric[], of: Period) => talliesOf(tx, input, metrics, of);
  const recomputed = {
    tallies: await tally(plan.metrics, period),
    talliesBefore: await tally(metricsOfPrevious(plan, plan.metrics), before),
    rawTallies: await tally(plan.raw, period),
    rawTalliesBefore: await tally(metricsOfPrevious(plan, plan.raw), before),
    ...(await spanTallies(tx, input, tally)),
  };
  const isSame = Object.entries(recomputed).every(([name, value]) => isDeepStrictEqual(value, Reflect.get(input, name)));
  // A document is a function of what it is made from, and nothing else of that was counted.
  return isSame && bySql !== undefined ? bySql : canonicalJson(evaluatePeriod({ ...input, ...recomputed }));
}

async function talliesOf(
  tx: Transaction,
  input: EvaluationInput,
  metrics: readonly CompiledMetric[],
  { from, to }: Period,
): Promise<ReadonlyMap<string, MetricTally>> {
  if (metrics.length === 0) return new Map();
  const { client, plan, asOf, asOfBatch, rulebook } = input;
  const { places, recorded } = plan;
  const scan = { client: client.code, batch: asOfBatch, from, to, asOf, places, fields: rulebook.fields };
  const kinds = recorded === undefined ? {} : { kinds: recorded };
  const agreed = new Map([[client.code, slicesAgreed(input)]]);
  const tallies = await withOneSided(
    metrics,
    agreed,
    async some => new Map([[client.code, await tallyByRows(tx, some, { ...scan, ...kinds })]]),
  );
  return tallies.get(client.code) ?? new Map();
}
