import { clientOf } from '../../rulebook/workspace.js';
import type { Evaluation } from '../../evaluation/document.js';
import { evaluatePeriod } from '../../evaluation/evaluate.js';
import { canonicalJson } from '../../evaluation/canonical.js';
import { type FrozenRules, thawRules } from '../../evaluation/frozen.js';
import { type Period, previousPeriod } from '../../facts/period.js';
import { fault } from '../../faults/make.js';
import { periodFaults } from '../../faults/periods.js';
import { Stop } from '../../faults/stop.js';
import { firstInstantOf } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { closedEvaluation } from '../../store/evaluations.js';
import { sha256 } from '../../store/ledger.js';
import { closedBy, type Closing, periodStandingOf } from '../../store/periods.js';
import { rulebookByHash } from '../../store/rulebooks.js';
import { amendmentsFor } from '../evaluation/amendments-in-force.js';
import type { Deps } from '../deps.js';
import { evaluateClient, type EvaluateRequest } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';
import { evaluationInput } from '../evaluation/evaluation-input.js';

/** An evaluation to be shown; `revision` asks for one that was closed, or for the one that is open. */
export interface EvaluationToShowRequest extends EvaluateRequest {
  readonly revision?: number | undefined;
}

/**
 * The evaluation that a client's scorecard shows: of a closed period the closed one, unless a revision, moment or batch is
 * asked for. Stops with exit code 2, `period_revision_unknown`, or as `evaluateClient` does.
 */
export async function evaluationToShow(deps: Deps, client: string, request: EvaluationToShowRequest): Promise<Evaluation> {
  const { period, revision, at, asOfBatch } = request;
  const closed = await deps.database.transaction(async tx => {
    const standing = await periodStandingOf(tx, client, period);
    const asked = standing.closings.find(closing => closing.revision === revision);
    const isOpen = standing.state !== 'closed' && revision === standing.next;
    if (revision !== undefined && asked === undefined && !isOpen) {
      const last = standing.closings.at(-1)?.revision ?? 0;
      throw new Stop(2, [fault(periodFaults, 'period_revision_unknown', { client, period, revision, last })]);
    }
    const usual = at === undefined && asOfBatch === undefined && revision === undefined ? closedBy(standing) : undefined;
    const closing = asked ?? usual;
    return closing === undefined ? undefined : closedEvaluation(tx, closing);
  });
  return closed ?? evaluateClient(deps, client, request);
}

/** The rules that an evaluation was made by, as they were frozen then. */
export async function rulesOf(tx: Transaction, { id, document }: Evaluation): Promise<FrozenRules> {
  const text = await rulebookByHash(tx, document.rulebook);
  if (text === undefined) throw new Error(`the rules of evaluation ${id} are not there: ${document.rulebook}`);
  return thawRules(text);
}

/**
 * Evaluations of the periods before, oldest first, at most so many, as far back as the client had facts. Beside a closed evaluation
 * they are what they were when it was closed: its scorecard stays the same, whatever is imported, configured or closed later.
 */
export async function earlierEvaluations(
  deps: Deps,
  evaluation: Evaluation,
  request: EvaluateRequest,
  most: number,
): Promise<readonly Evaluation[]> {
  const { client, as_of_batch } = evaluation.document;
  const whose = clientOf(deps.workspace, client);
  const { first, closing } = await deps.database.transaction(async tx => ({
    first: await firstInstantOf(tx, client, as_of_batch),
    closing: await closingOf(tx, evaluation),
  }));
  const history: Evaluation[] = [];
  let period = readPeriod(evaluation.document.period, whose);
  while (history.length < most) {
    period = previousPeriod(period, whose);
    if (first === undefined || period.to <= first) break;
    const closed = await closedBefore(deps, client, period, closing);
    history.unshift(
      closed ??
        (closing === undefined
          ? await evaluateClient(deps, client, { ...request, period: period.id })
          : await evaluateEarlierPeriod(deps, evaluation, period, closing)),
    );
  }
  return history;
}

async function closingOf(tx: Transaction, { state, revision, document }: Evaluation): Promise<Closing | undefined> {
  if (state !== 'closed') return undefined;
  return (await periodStandingOf(tx, document.client, document.period)).closings.find(closing => closing.revision === revision);
}

/** What a period was closed with, before the closing of another one where that is given. */
function closedBefore(
  { database }: Deps,
  client: string,
  period: Period,
  closing: Closing | undefined,
): Promise<Evaluation | undefined> {
  return database.transaction(async tx => {
    const standing = await periodStandingOf(tx, client, period.id);
    const last =
      closing === undefined ? closedBy(standing) : standing.closings.filter(({ entry }) => entry < closing.entry).at(-1);
    return last === undefined ? undefined : closedEvaluation(tx, last);
  });
}

/**
 * An earlier period by the rules, facts, moment and exclusions of a closed evaluation. It is shown with that one, and not
 * stored.
 */
function evaluateEarlierPeriod(deps: Deps, evaluation: Evaluation, period: Period, closing: Closing): Promise<Evaluation> {
  const { as_of, as_of_batch, rulebook: rulebookHash } = evaluation.document;
  return deps.database.transaction(async tx => {
    const { client, rulebook } = await rulesOf(tx, evaluation);
    const amendments = await amendmentsFor(tx, client, period, { known: ({ entry }) => entry < closing.entry });
    const input = { client, rulebook, rulebookHash, period, asOf: Date.parse(as_of), asOfBatch: as_of_batch, amendments };
    const document = evaluatePeriod(await evaluationInput(tx, input, { withoutSpans: true }));
    const hash = sha256(canonicalJson(document));
    return { ...evaluation, id: hash.slice(0, evaluation.id.length), hash, state: 'provisional', document };
  });
}
