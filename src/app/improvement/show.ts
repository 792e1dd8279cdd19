import type { Improvement } from '../../contract/improvement.js';
import { fault } from '../../faults/make.js';
import { periodFaults } from '../../faults/periods.js';
import { Stop } from '../../faults/stop.js';
import { workbookEvaluations } from '../periods/workbook-history.js';
import type { Deps } from '../deps.js';
import { requireKnownClients } from '../workspace/require-known-clients.js';
import { visibleHistory } from '../periods/visible-history.js';
import { readPeriod } from '../evaluation/evaluate.js';
import { rulesOf } from '../periods/evaluation-to-show.js';
import { visibleDocument } from '../visible/documents.js';
import { visiblePeriodIfAny, visiblePeriod } from '../visible/visible-period.js';
import type { VisibleEvaluation } from '../visible/period-history.js';
import type { Visibility } from '../visible/visibility.js';
import { improvementOf } from './improvement-of.js';

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

function answerOf(deps: Deps, visibility: Visibility, shown: VisibleEvaluation): Promise<Improvement> {
  return deps.database.transaction(async tx => {
    const at = deps.clock();
    const rules = await rulesOf(tx, await visibleDocument(tx, shown));
    const then = await workbookEvaluations(tx, shown.id, rules, at, shown.revision);
    if (then === undefined) throw new Error(`evaluation ${shown.id} is gone`);
    const history = visibility.isClient ? visibleHistory(rules, then) : then.history;
    const found = await improvementOf(tx, { ...then, history, rules, at, isForClient: visibility.isClient });
    const { client, period, id, state, revision } = shown;
    return { client, period, evaluation: { id, state, revision }, ...found };
  });
}
