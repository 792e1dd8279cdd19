import type { Client } from '../../facts/place.js';
import { calculationOf } from '../../evaluation/calculation.js';
import { canonicalJson } from '../../evaluation/canonical.js';
import type { EvaluationDocument } from '../../evaluation/document.js';
import { type EvaluationInput, evaluatePeriod } from '../../evaluation/evaluate.js';
import { type FrozenRules, thawRules } from '../../evaluation/frozen.js';
import { planFor } from '../../evaluation/plan.js';
import { groupedBy } from '../../facts/grouped.js';
import { type Period, periodBetween } from '../../facts/period.js';
import { recordedFields } from '../../store/recorded.js';
import type { Transaction } from '../../store/connect.js';
import { rulebookByHash } from '../../store/rulebooks.js';
import { amendmentsOfDocument } from '../evaluation/amendments-in-force.js';
import { evaluationInputs, type InputAsked } from '../evaluation/evaluation-input.js';
import { previousOfDocument } from '../evaluation/visible-previous.js';
import { recountOfCohort } from './recount.js';
import { haveSameValues } from './same-values.js';

/** The rules that an evaluation was made with, as they were frozen; the current config is not asked. */
export async function frozenRules(tx: Transaction, hash: string): Promise<FrozenRules | undefined> {
  const text = await rulebookByHash(tx, hash);
  return text === undefined ? undefined : thawRules(text);
}

/** What is to be recomputed: a document, by the rules that it was made with. */
export interface RecomputationAsked {
  readonly document: EvaluationDocument;
  readonly rules: FrozenRules;
}

/** What an evaluation is recomputed from: the facts of its batch, tallied by SQL, its frozen rules and its calculation. */
export async function inputOf(tx: Transaction, document: EvaluationDocument, rules: FrozenRules): Promise<EvaluationInput> {
  const [input] = await inputsOf(tx, [{ document, rules }]);
  if (input === undefined) throw new Error('what is asked for is tallied');
  return input;
}

/** The same for several evaluations, in their order: the facts of those that share their rules are tallied together. */
export async function inputsOf(tx: Transaction, asked: readonly RecomputationAsked[]): Promise<readonly EvaluationInput[]> {
  const inputs = new Map<RecomputationAsked, EvaluationInput>();
  for (const round of roundsOf(asked)) {
    const given: InputAsked[] = [];
    for (const { document, rules } of round)
      given.push({ ...askedOf(document, rules), amendments: await amendmentsOfDocument(tx, document) });
    const tallied = await evaluationInputs(tx, given, undefined);
    for (const [i, one] of round.entries()) {
      const input = tallied[i];
      if (input === undefined) throw new Error('what is asked for is tallied');
      const previous = await previousOfDocument(tx, input, one.document.previous);
      inputs.set(one, { ...input, previous, calculation: calculationOf(one.document.calculation) });
    }
  }
  return asked.flatMap(one => inputs.get(one) ?? []);
}

/** Each client once in a round. */
function roundsOf(asked: readonly RecomputationAsked[]): Iterable<readonly RecomputationAsked[]> {
  const times = new Map<string, number>();
  return groupedBy(asked, ({ rules: { client } }) => {
    const nth = (times.get(client.code) ?? 0) + 1;
    times.set(client.code, nth);
    return nth;
  }).values();
}

function askedOf(document: EvaluationDocument, { client, rulebook }: FrozenRules): Omit<InputAsked, 'amendments'> {
  return {
    client,
    rulebook,
    rulebookHash: document.rulebook,
    period: periodOf(document, client),
    asOf: Date.parse(document.as_of),
    asOfBatch: document.as_of_batch,
  };
}

/** The same but for the tallies: enough to judge facts as the evaluation did. */
export async function inputWithoutTallies(
  tx: Transaction,
  document: EvaluationDocument,
  rules: FrozenRules,
): Promise<EvaluationInput> {
  const { client, rulebook } = rules;
  const amendments = await amendmentsOfDocument(tx, document);
  const recorded = await recordedFields(tx, client.code, document.as_of_batch);
  return {
    ...askedOf(document, rules),
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
export async function recomputedByRows(
  tx: Transaction,
  input: EvaluationInput,
  bySql?: string,
  recount = recountOfCohort([input]),
): Promise<string> {
  const recounted = await recount(tx, input);
  const isSame = Object.entries(recounted).every(([name, value]) => haveSameValues(value, Reflect.get(input, name)));
  // A document is a function of what it is made from, and nothing else of that was counted.
  return isSame && bySql !== undefined ? bySql : canonicalJson(evaluatePeriod({ ...input, ...recounted }));
}
