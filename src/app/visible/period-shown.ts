import { fault } from '../../faults/make.js';
import { readFaults } from '../../faults/reads.js';
import { Stop } from '../../faults/stop.js';
import { ownerOfEvaluation } from '../../store/current-evaluations.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluation/evaluate.js';
import { shelfOf } from './documents.js';
import { newestOf, type Shelf, type ShelvedPeriod, type Shown, shownById, shownOf } from './period-history.js';
import { checkClient, seesClient, type Sight } from './visibility.js';

/** Which evaluation a caller is shown of a period, or of the newest one; stops where there is none, as where it may not be seen. */
export async function periodShown(deps: Deps, sight: Sight, asked: PeriodAsked): Promise<Shown> {
  const { client, period } = asked;
  if (period !== undefined) readPeriod(period, 'UTC');
  const shown = await periodIfShown(deps, sight, asked);
  if (shown !== undefined) return shown;
  await checkClient(deps, sight, client);
  throw new Stop(2, [fault(readFaults, 'period_not_here', { client, period })]);
}

interface PeriodAsked {
  readonly client: string;
  readonly period?: string | undefined;
}

/** Which evaluation a caller is shown of a period, or of the newest one; undefined where there is none, as where it may not be seen. */
export async function periodIfShown(deps: Deps, sight: Sight, { client, period }: PeriodAsked): Promise<Shown | undefined> {
  const shelf = seesClient(sight, client) ? await shelfOf(deps.database, client) : [];
  const shelved = shelvedFor(shelf, sight, period);
  return shelved === undefined ? undefined : shownOf(shelved, sight);
}

const shelvedFor = (shelf: Shelf, sight: Sight, period: string | undefined): ShelvedPeriod | undefined =>
  period === undefined ? newestOf(shelf, sight) : shelf.find(one => one.period === period);

/** The evaluation of a whole id as the caller is shown it. */
export async function evaluationSeen(deps: Deps, sight: Sight, id: string): Promise<Shown> {
  const client = await deps.database.transaction(tx => ownerOfEvaluation(tx, id));
  const shelf = client === undefined || !seesClient(sight, client) ? [] : await shelfOf(deps.database, client);
  for (const shelved of shelf) {
    const shown = shownById(shelved, sight, id);
    if (shown !== undefined) return shown;
  }
  throw new Stop(2, [fault(readFaults, 'evaluation_not_here', { evaluation: id })]);
}
