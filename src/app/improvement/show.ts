import { shownThen } from '../audit/workbook-history.js';
import type { Deps } from '../deps.js';
import { knownClients } from '../known-clients.js';
import { historySeen } from '../periods/history-seen.js';
import { evaluationShown, historyShown, rulesOf } from '../periods/shown.js';
import { documentShown } from '../service/documents.js';
import { periodShown } from '../service/performance.js';
import type { Sight } from '../service/sight.js';
import { type ImprovementShown, improvementOf } from './improvement-of.js';

/** Improvement of one client and period, and the evaluation that it is derived from. */
export interface ImprovementAnswer extends ImprovementShown {
  readonly client: string;
  readonly period: string;
  readonly evaluation: { readonly id: string; readonly state: string; readonly revision: number };
}

const earlierPeriods = 11;

/** Improvement of a period, evaluated where it is not yet, as its scorecard would show it. */
export async function improvementFor(
  deps: Deps,
  request: { readonly client: string; readonly period: string; readonly actor: string },
): Promise<ImprovementAnswer> {
  const { client, period, actor } = request;
  await knownClients(deps, [client]);
  const asked = { period, clients: [client], actor };
  const evaluation = await evaluationShown(deps, client, asked);
  const history = await historyShown(deps, evaluation, asked, earlierPeriods);
  return deps.database.transaction(async tx => {
    const rules = await rulesOf(tx, evaluation);
    const shown = await improvementOf(tx, { evaluation, history, rules, at: deps.clock(), isForClient: false });
    const { id, state, revision } = evaluation;
    return { client, period, evaluation: { id, state, revision }, ...shown };
  });
}

/** Improvement of a stored evaluation that the caller is shown; of the newest one where no period is named. Nothing is evaluated for it. */
export async function improvementSeen(
  deps: Deps,
  sight: Sight,
  asked: { readonly client: string; readonly period?: string | undefined },
): Promise<ImprovementAnswer> {
  const shown = await periodShown(deps, sight, asked);
  return deps.database.transaction(async tx => {
    const at = deps.clock();
    const rules = await rulesOf(tx, await documentShown(tx, shown));
    const then = await shownThen(tx, shown.id, rules, at, shown.revision);
    if (then === undefined) throw new Error(`evaluation ${shown.id} is gone`);
    const history = sight.isClient ? historySeen(deps.workspace.settings.clients_see, then) : then.history;
    const found = await improvementOf(tx, { ...then, history, rules, at, isForClient: sight.isClient });
    const { client, period, id, state, revision } = shown;
    return { client, period, evaluation: { id, state, revision }, ...found };
  });
}
