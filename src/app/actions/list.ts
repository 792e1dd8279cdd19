import type { ActionView } from '../../contract/improvement.js';
import type { EvaluationDocument } from '../../evaluation/document.js';
import { clientOf } from '../../rulebook/workspace.js';
import { actionsOf } from '../../store/actions.js';
import type { Deps } from '../deps.js';
import { visibleDocument, periodHistoryOf } from '../visible/documents.js';
import { isMonth, visibleEvaluationOf } from '../visible/period-history.js';
import type { Visibility } from '../visible/visibility.js';
import { forClient, actionWithEffect, type Named } from './action-effect.js';
import { findAction } from './write.js';

/** Which actions to list. */
export interface ActionsQuery {
  readonly client?: string | undefined;
  readonly state?: string | undefined;
  readonly number?: number | undefined;
}

const fullVisibility: Visibility = { clients: 'all', seesProvisional: true, isClient: false };
const mostMonths = 36;

/** Actions in the order in which they were added, each judged by the months that the caller is shown. */
export async function listActions(
  deps: Deps,
  asked: ActionsQuery = {},
  visibility: Visibility = fullVisibility,
): Promise<readonly ActionView[]> {
  const { client, state, number } = asked;
  const all = await deps.database.transaction(async tx =>
    number === undefined ? actionsOf(tx, { client }) : [await findAction(tx, number, client)],
  );
  const months = new Map<string, readonly EvaluationDocument[]>();
  const judged: ActionView[] = [];
  for (const action of all) {
    const known = months.get(action.client) ?? (await monthsOf(deps, visibility, action.client));
    months.set(action.client, known);
    const zone = clientOf(deps.workspace, action.client).time_zone;
    judged.push(actionWithEffect(action, known, { zone, at: deps.clock(), named: id => namedIn(deps, known, id) }));
  }
  const chosen = judged.filter(one => state === undefined || (state === 'overdue' ? one.overdue : one.state === state));
  return visibility.isClient ? chosen.map(forClient) : chosen;
}

/** The newest months of a client that are shown, oldest first. */
async function monthsOf({ database }: Deps, visibility: Visibility, client: string): Promise<readonly EvaluationDocument[]> {
  const shown = (await periodHistoryOf(database, client))
    .filter(({ period }) => isMonth(period))
    .flatMap(periodEvaluations => visibleEvaluationOf(periodEvaluations, visibility) ?? [])
    .slice(0, mostMonths)
    .toReversed();
  return database.transaction(async tx => {
    const documents: EvaluationDocument[] = [];
    for (const one of shown) documents.push((await visibleDocument(tx, one)).document);
    return documents;
  });
}

function namedIn({ workspace }: Deps, periods: readonly EvaluationDocument[], id: string): Named {
  const judged = periods.at(-1)?.metrics.find(({ metric }) => metric === id);
  return judged ?? workspace.rulebook.metrics.find(one => one.id === id) ?? { label: { en: id, zh: id }, unit: '' };
}
