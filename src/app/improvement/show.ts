import type { Improvement } from '../../contract/improvement.js';
import { fault } from '../../faults/make.js';
import { periodFaults } from '../../faults/periods.js';
import { Stop } from '../../faults/stop.js';
import { keptFigures } from '../periods/kept-figures.js';
import { workbookEvaluations } from '../periods/workbook-history.js';
import type { Deps } from '../deps.js';
import { requireKnownClients } from '../workspace/require-known-clients.js';
import { visibleHistory } from '../periods/visible-history.js';
import { readPeriod } from '../evaluation/read-period.js';
import { rulesOf } from '../periods/evaluation-to-show.js';
import { visibleDocument } from '../visible/documents.js';
import { visiblePeriodIfAny, visiblePeriod } from '../visible/visible-period.js';
import type { VisibleEvaluation } from '../visible/period-history.js';
import type { Visibility } from '../visible/visibility.js';
import { eventsOf, improvementOf } from './improvement-of.js';

/** Who works at the command line sees all that there is. */
const fullVisibility: Visibility = { clients: 'all', seesProvisional: true, isClient: false };

/** Improvement of a period's stored evaluation: the closed one, else the last. Nothing is evaluated for it. */
export async function improvementFor(
  deps: Deps,
  { client, period }: { readonly client: string; readonly period: string },
): Promise<Improvement> {
  readPeriod(period, 'UTC');
  await requireKnownClients(deps, [client]);
  const shown = await visiblePeriodIfAny(deps, fullVisibility, { client, period });
  if (shown === undefined) throw new Stop(2, [fault(periodFaults, 'period_not_evaluated', { client, period })]);
  return answerOf(deps, fullVisibility, shown);
}

/** Improvement of a stored evaluation that the caller is shown; of the newest one where no period is named. Nothing is evaluated for it. */
export async function visibleImprovement(
  deps: Deps,
  visibility: Visibility,
  asked: { readonly client: string; readonly period?: string | undefined },
): Promise<Improvement> {
  return answerOf(deps, visibility, await visiblePeriod(deps, visibility, asked));
}

async function answerOf({ database, clock }: Deps, visibility: Visibility, shown: VisibleEvaluation): Promise<Improvement> {
  const at = clock();
  const rules = await database.transaction(async tx => rulesOf(tx, await visibleDocument(tx, shown)));
  const { client, period, id, state, revision } = shown;
  const asked = { client, id, rules, madeAt: at, revision };
  const then = await workbookEvaluations(database.transaction, asked, keptFigures(database));
  if (then === undefined) throw new Error(`evaluation ${id} is gone`);
  const history = visibility.isClient ? visibleHistory(rules, then) : then.history;
  return database.transaction(async tx => {
    const query = { ...then, history, rules, at, isForClient: visibility.isClient, isAgreedOnly: visibility.isClient };
    const { self_audit, actions, ...derived } = await improvementOf(tx, query);
    const events = await eventsOf(tx, query, derived);
    return { client, period, evaluation: { id, state, revision }, ...derived, events, self_audit, actions };
  });
}
