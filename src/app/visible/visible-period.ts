import { fault } from '../../faults/make.js';
import { readFaults } from '../../faults/reads.js';
import { Stop } from '../../faults/stop.js';
import { ownerOfEvaluation } from '../../store/current-evaluations.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluation/read-period.js';
import { periodHistoryOf } from './documents.js';
import {
  newestOf,
  type PeriodHistory,
  type PeriodEvaluations,
  type VisibleEvaluation,
  visibleEvaluationById,
  visibleEvaluationOf,
} from './period-history.js';
import { checkClient, seesClient, type Visibility } from './visibility.js';

/** Which evaluation a caller is shown of a period, or of the newest one; stops where there is none, as where it may not be seen. */
export async function visiblePeriod(deps: Deps, visibility: Visibility, asked: PeriodQuery): Promise<VisibleEvaluation> {
  const { client, period } = asked;
  if (period !== undefined) readPeriod(period, 'UTC');
  const shown = await visiblePeriodIfAny(deps, visibility, asked);
  if (shown !== undefined) return shown;
  await checkClient(deps, visibility, client);
  throw new Stop(2, [fault(readFaults, 'period_not_here', { client, period })]);
}

interface PeriodQuery {
  readonly client: string;
  readonly period?: string | undefined;
}

/** Which evaluation a caller is shown of a period, or of the newest one; undefined where there is none, as where it may not be seen. */
export async function visiblePeriodIfAny(
  deps: Deps,
  visibility: Visibility,
  { client, period }: PeriodQuery,
): Promise<VisibleEvaluation | undefined> {
  const periodHistory = seesClient(visibility, client) ? await periodHistoryOf(deps.database, client) : [];
  const periodEvaluations = periodEvaluationsFor(periodHistory, visibility, period);
  return periodEvaluations === undefined ? undefined : visibleEvaluationOf(periodEvaluations, visibility);
}

const periodEvaluationsFor = (
  periodHistory: PeriodHistory,
  visibility: Visibility,
  period: string | undefined,
): PeriodEvaluations | undefined =>
  period === undefined ? newestOf(periodHistory, visibility) : periodHistory.find(one => one.period === period);

/** The evaluation of a whole id as the caller is shown it. */
export async function visibleEvaluation(deps: Deps, visibility: Visibility, id: string): Promise<VisibleEvaluation> {
  const client = await deps.database.transaction(tx => ownerOfEvaluation(tx, id));
  const periodHistory =
    client === undefined || !seesClient(visibility, client) ? [] : await periodHistoryOf(deps.database, client);
  for (const periodEvaluations of periodHistory) {
    const shown = visibleEvaluationById(periodEvaluations, visibility, id);
    if (shown !== undefined) return shown;
  }
  throw new Stop(2, [fault(readFaults, 'evaluation_not_here', { evaluation: id })]);
}
