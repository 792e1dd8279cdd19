import type { ClientView, ClientPeriod } from '../../contract/clients.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { periodHistoryOf } from '../visible/documents.js';
import { revisionsOf, visibleEvaluationOf } from '../visible/period-history.js';
import { checkClient, visibleClients, type Visibility } from '../visible/visibility.js';

/** The clients that a caller may see. */
export async function listClients(deps: Deps, visibility: Visibility): Promise<readonly ClientView[]> {
  return (await visibleClients(deps, visibility)).map(code => {
    const { name, segment, time_zone, depth } = clientOf(deps.workspace, code);
    return { client: code, name, segment: segment ?? null, time_zone, depth };
  });
}

/** The periods of a client that the caller is shown, the newest first. */
export async function clientPeriods(deps: Deps, visibility: Visibility, client: string): Promise<readonly ClientPeriod[]> {
  await checkClient(deps, visibility, client);
  return (await periodHistoryOf(deps.database, client)).flatMap(periodEvaluations => {
    const shown = visibleEvaluationOf(periodEvaluations, visibility);
    if (shown === undefined) return [];
    const { period, state, revision, id: evaluation, made_at } = shown;
    return [{ period, state, revision, evaluation, made_at }];
  });
}

/** A scorecard that can be had. */
export interface ListedScorecard {
  readonly period: string;
  readonly revision: number;
  readonly state: 'provisional' | 'closed';
}

/** The scorecards of a client that the caller may have: of each period the newest revision first, the newest period first. */
export async function clientScorecards(deps: Deps, visibility: Visibility, client: string): Promise<readonly ListedScorecard[]> {
  await checkClient(deps, visibility, client);
  return (await periodHistoryOf(deps.database, client)).flatMap(periodEvaluations =>
    revisionsOf(periodEvaluations, visibility).map(({ period, revision, state }) => ({ period, revision, state })),
  );
}
