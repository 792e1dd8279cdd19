import type { Amendments } from '../../evaluation/amendments.js';
import type { Evaluation, EvaluationDocument } from '../../evaluation/document.js';
import { evaluatePeriod } from '../../evaluation/evaluate.js';
import type { FrozenRules } from '../../evaluation/frozen.js';
import { parsePeriod, type Period, previousPeriod } from '../../facts/period.js';
import { type Batch, batchByNumber, firstInstantOf } from '../../store/batches.js';
import type { Decision } from '../../store/amendments.js';
import type { Database, Transaction } from '../../store/connect.js';
import { closedEvaluation, evaluationById } from '../../store/evaluations.js';
import { type Closing, closingsNaming, periodStandingOf } from '../../store/periods.js';
import { amendmentsFor } from '../evaluation/amendments-in-force.js';
import { evaluationInput } from '../evaluation/evaluation-input.js';

/** An evaluation and those of the periods before, as a workbook that was made at a moment shows them. */
export interface WorkbookEvaluations {
  readonly evaluation: Evaluation;
  readonly history: readonly Evaluation[];
}

/** How many periods before its own a workbook shows. */
export const earlierPeriods = 11;

/** An earlier period that is not closed, and all that its figures are determined by. */
export interface EarlierPeriod {
  readonly period: Period;
  readonly rules: FrozenRules;
  /** Hash of the rules. */
  readonly rulebook: string;
  /** UTC milliseconds. */
  readonly asOf: number;
  readonly asOfBatch: number;
  /** Which batch that is: after a backup was put back the same number is another one's. */
  readonly batch: Pick<Batch, 'content_hash' | 'committed_at'> | undefined;
  readonly amendments: Amendments;
}

/** How the figures of an earlier period are come by: evaluated anew, or kept from when they were. */
export type Figures = (earlier: EarlierPeriod, evaluate: () => Promise<EvaluationDocument>) => Promise<EvaluationDocument>;

/** Which evaluation is shown, as of when. */
interface WorkbookAsked {
  readonly client: string;
  readonly id: string;
  readonly rules: FrozenRules;
  /** UTC milliseconds. */
  readonly madeAt: number;
  /** Of one that was closed several times; the last without it. */
  readonly revision?: number | undefined;
}

/**
 * The evaluation with the state that it had when the workbook was made, and the earlier ones that it shows; undefined where
 * there is no such evaluation. Each earlier period takes a transaction of its own where the caller's `transaction` begins one.
 */
export async function workbookEvaluations(
  transaction: Database['transaction'],
  asked: WorkbookAsked,
  figures: Figures = (_, evaluate) => evaluate(),
): Promise<WorkbookEvaluations | undefined> {
  const found = await transaction(tx => workbookPeriods(tx, asked));
  if (found === undefined) return undefined;
  const { evaluation, earlier } = found;
  const history: Evaluation[] = [];
  for (const one of earlier) {
    if ('document' in one) history.push(one);
    else {
      const document = await figures(one, () => transaction(tx => evaluatedEarlier(tx, one)));
      history.push({ ...evaluation, state: 'provisional', document });
    }
  }
  return { evaluation, history };
}

/** The evaluation, and of the periods before the closed evaluation or what is to be evaluated, oldest first. */
async function workbookPeriods(
  tx: Transaction,
  { client, id, rules, madeAt, revision }: WorkbookAsked,
): Promise<{ readonly evaluation: Evaluation; readonly earlier: readonly (Evaluation | EarlierPeriod)[] } | undefined> {
  const closings = (await closingsNaming(tx, id)).filter(({ at }) => at <= madeAt);
  const closing = closings.find(one => one.revision === revision) ?? closings.at(-1);
  const evaluation = closing === undefined ? await evaluationById(tx, { client, id }) : await closedEvaluation(tx, closing);
  if (evaluation === undefined) return undefined;
  const shown: Evaluation =
    closing === undefined && evaluation.state === 'closed' ? { ...evaluation, state: 'provisional' } : evaluation;
  const { period: name, as_of, as_of_batch: asOfBatch, rulebook } = evaluation.document;
  const first = await firstInstantOf(tx, client, asOfBatch);
  const batch = await batchByNumber(tx, asOfBatch);
  const known = ({ entry, at }: Decision): boolean => (closing === undefined ? at <= madeAt : entry < closing.entry);
  const earlier: (Evaluation | EarlierPeriod)[] = [];
  let period = parsePeriod(name, rules.client);
  while (period !== undefined && earlier.length < earlierPeriods) {
    period = previousPeriod(period, rules.client);
    if (first === undefined || period.to <= first) break;
    const before = await closedBefore(tx, client, period, closing, madeAt);
    if (before !== undefined) earlier.unshift(await closedEvaluation(tx, before));
    else {
      const amendments = await amendmentsFor(tx, rules.client, period, { known });
      earlier.unshift({ period, rules, rulebook, asOf: Date.parse(as_of), asOfBatch, batch, amendments });
    }
  }
  return { evaluation: shown, earlier };
}

/** What an earlier period was closed with: before the evaluation's own closing, else before the workbook was made. */
async function closedBefore(
  tx: Transaction,
  client: string,
  period: Period,
  closing: Closing | undefined,
  madeAt: number,
): Promise<Closing | undefined> {
  const { closings, reopenings } = await periodStandingOf(tx, client, period.id);
  if (closing !== undefined) return closings.findLast(({ entry }) => entry < closing.entry);
  const last = closings.findLast(({ at }) => at <= madeAt);
  const reopened = reopenings.findLast(({ at }) => at <= madeAt);
  return last !== undefined && reopened !== undefined && reopened.entry > last.entry ? undefined : last;
}

/** An earlier period by the rules, facts and moment of the evaluation: what the scorecard evaluated to show it. */
async function evaluatedEarlier(
  tx: Transaction,
  { period, rules: { client, rulebook }, rulebook: rulebookHash, asOf, asOfBatch, amendments }: EarlierPeriod,
): Promise<EvaluationDocument> {
  const given = { client, rulebook, rulebookHash, period, asOf, asOfBatch, amendments };
  return evaluatePeriod(await evaluationInput(tx, given, { withoutSpans: true }));
}
