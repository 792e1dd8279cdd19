import type { Evaluation } from '../../evaluation/document.js';
import { evaluatePeriod } from '../../evaluation/evaluate.js';
import type { FrozenRules } from '../../evaluation/frozen.js';
import { parsePeriod, type Period, previousPeriod } from '../../facts/period.js';
import { firstInstantOf } from '../../store/batches.js';
import type { Decision } from '../../store/amendments.js';
import type { Transaction } from '../../store/connect.js';
import { closedEvaluation, evaluationById } from '../../store/evaluations.js';
import { type Closing, closingsNaming, periodStandingOf } from '../../store/periods.js';
import { amendmentsFor } from '../evaluation/amendments-in-force.js';
import { evaluationInput } from '../evaluation/evaluate.js';

/** An evaluation and those of the periods before, as a workbook that was made at a moment shows them. */
export interface WorkbookEvaluations {
  readonly evaluation: Evaluation;
  readonly history: readonly Evaluation[];
}

/** How many periods before its own a workbook shows. */
export const earlierPeriods = 11;

/**
 * The evaluation with the state that it had when the workbook was made, and the earlier ones that it shows; undefined where
 * there is no such evaluation. Of one that was closed several times the revision asked for is taken, else the last.
 */
export async function workbookEvaluations(
  tx: Transaction,
  id: string,
  rules: FrozenRules,
  madeAt: number,
  revision?: number,
): Promise<WorkbookEvaluations | undefined> {
  const closings = (await closingsNaming(tx, id)).filter(({ at }) => at <= madeAt);
  const closing = closings.find(one => one.revision === revision) ?? closings.at(-1);
  const evaluation = closing === undefined ? await evaluationById(tx, id) : await closedEvaluation(tx, closing);
  if (evaluation === undefined) return undefined;
  const shown: Evaluation =
    closing === undefined && evaluation.state === 'closed' ? { ...evaluation, state: 'provisional' } : evaluation;
  const { client, period: name, as_of_batch } = evaluation.document;
  const first = await firstInstantOf(tx, client, as_of_batch);
  const history: Evaluation[] = [];
  let period = parsePeriod(name, rules.client);
  while (period !== undefined && history.length < earlierPeriods) {
    period = previousPeriod(period, rules.client);
    if (first === undefined || period.to <= first) break;
    const before = await closedBefore(tx, client, period, closing, madeAt);
    const known = ({ entry, at }: Decision): boolean => (closing === undefined ? at <= madeAt : entry < closing.entry);
    history.unshift(
      before === undefined ? await earlierEvaluation(tx, evaluation, rules, period, known) : await closedEvaluation(tx, before),
    );
  }
  return { evaluation: shown, history };
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
async function earlierEvaluation(
  tx: Transaction,
  evaluation: Evaluation,
  rules: FrozenRules,
  period: Period,
  known: (decision: Decision) => boolean,
): Promise<Evaluation> {
  const { as_of, as_of_batch: asOfBatch, rulebook: rulebookHash } = evaluation.document;
  const { client, rulebook } = rules;
  const amendments = await amendmentsFor(tx, client, period, { known });
  const asOf = Date.parse(as_of);
  const given = { client, rulebook, rulebookHash, period, asOf, asOfBatch, amendments };
  const input = await evaluationInput(tx, given, { withoutSpans: true });
  return { ...evaluation, state: 'provisional', document: evaluatePeriod(input) };
}
