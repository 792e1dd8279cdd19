import type { ActionListed } from '../../contract/improvement.js';
import type { EvaluationDocument } from '../../evaluation/document.js';
import { clientOf } from '../../rulebook/workspace.js';
import { actionsOf } from '../../store/actions.js';
import type { Deps } from '../deps.js';
import { documentShown, shelfOf } from '../visible/documents.js';
import { isMonth, shownOf } from '../visible/period-history.js';
import type { Sight } from '../visible/visibility.js';
import { forClient, judgedAction, type Named } from './judged.js';
import { actionNamed } from './write.js';

/** Which actions to list. */
export interface ActionsAsked {
  readonly client?: string | undefined;
  readonly state?: string | undefined;
  readonly number?: number | undefined;
}

const everything: Sight = { clients: 'all', seesProvisional: true, isClient: false };
const mostMonths = 36;

/** Actions in the order in which they were added, each judged by the months that the caller is shown. */
export async function listActions(
  deps: Deps,
  asked: ActionsAsked = {},
  sight: Sight = everything,
): Promise<readonly ActionListed[]> {
  const { client, state, number } = asked;
  const all = await deps.database.transaction(async tx =>
    number === undefined ? actionsOf(tx, { client }) : [await actionNamed(tx, number, client)],
  );
  const months = new Map<string, readonly EvaluationDocument[]>();
  const judged: ActionListed[] = [];
  for (const action of all) {
    const known = months.get(action.client) ?? (await monthsOf(deps, sight, action.client));
    months.set(action.client, known);
    const zone = clientOf(deps.workspace, action.client).time_zone;
    judged.push(judgedAction(action, known, { zone, at: deps.clock(), named: id => namedIn(deps, known, id) }));
  }
  const chosen = judged.filter(one => state === undefined || (state === 'overdue' ? one.overdue : one.state === state));
  return sight.isClient ? chosen.map(forClient) : chosen;
}

/** The newest months of a client that are shown, oldest first. */
async function monthsOf({ database }: Deps, sight: Sight, client: string): Promise<readonly EvaluationDocument[]> {
  const shown = (await shelfOf(database, client))
    .filter(({ period }) => isMonth(period))
    .flatMap(shelved => shownOf(shelved, sight) ?? [])
    .slice(0, mostMonths)
    .toReversed();
  return database.transaction(async tx => {
    const documents: EvaluationDocument[] = [];
    for (const one of shown) documents.push((await documentShown(tx, one)).document);
    return documents;
  });
}

function namedIn({ workspace }: Deps, periods: readonly EvaluationDocument[], id: string): Named {
  const judged = periods.at(-1)?.metrics.find(({ metric }) => metric === id);
  return judged ?? workspace.rulebook.metrics.find(one => one.id === id) ?? { label: { en: id, zh: id }, unit: '' };
}
