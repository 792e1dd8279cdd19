import type { Evaluation } from '../../evaluation/document.js';
import { fault } from '../../faults/make.js';
import { readFaults } from '../../faults/reads.js';
import { Stop } from '../../faults/stop.js';
import { indexesFor } from '../../reports/tree.js';
import { ownerOfEvaluation } from '../../store/current-evaluations.js';
import type { Deps } from '../deps.js';
import { clientJson } from '../evaluation-json.js';
import { readPeriod } from '../evaluate.js';
import { rulesOf } from '../periods/shown.js';
import { documentShown, shelfOf } from './documents.js';
import { type Kind, rememberedOf } from './remembered.js';
import { newestOf, type Shelf, type ShelvedPeriod, type Shown, shownById, shownOf } from './shelf.js';
import { checkClient, seesClient, type Sight } from './sight.js';

/** A client's evaluation as JSON text in UTF-8, and what tells two such texts apart. */
export interface PerformanceText {
  readonly body: Buffer;
  /** The document's hash, then what its envelope adds to it and who reads it. */
  readonly etag: string;
}

/** The evaluation of a client's period that the caller is shown; of the newest period, when none is named. */
export async function performanceText(
  deps: Deps,
  sight: Sight,
  asked: { readonly client: string; readonly period?: string | undefined },
): Promise<PerformanceText> {
  return textOf(deps, sight, await periodShown(deps, sight, asked));
}

/** The evaluation of an id, for who may see it. */
export async function evaluationText(deps: Deps, sight: Sight, id: string): Promise<PerformanceText> {
  return textOf(deps, sight, await evaluationSeen(deps, sight, id));
}

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

// An evaluation never changes, so neither does its text; only which one is shown does.
const texts: Kind<PerformanceText> = { name: 'performance', most: 64_000_000, size: ({ body }) => body.length };

function textOf({ database }: Deps, { isClient }: Sight, shown: Shown): Promise<PerformanceText> {
  const { hash, state, revision } = shown;
  const etag = `${hash}.${revision}.${state}${isClient ? '.client' : ''}`;
  return rememberedOf(database).lasting(texts, etag, () =>
    database.transaction(async tx => {
      const evaluation = await documentShown(tx, shown);
      const cut = isClient ? indexesFor((await rulesOf(tx, evaluation)).client, evaluation.document.indexes) : undefined;
      const seen: Evaluation =
        cut === undefined ? evaluation : { ...evaluation, document: { ...evaluation.document, indexes: cut } };
      return { body: Buffer.from(JSON.stringify({ period: shown.period, ...clientJson(seen) })), etag };
    }),
  );
}
