import type { Improvement } from '../../contract/improvement.js';
import { fault } from '../../faults/make.js';
import { periodFaults } from '../../faults/periods.js';
import { Stop } from '../../faults/stop.js';
import { shownThen } from '../periods/workbook-history.js';
import type { Deps } from '../deps.js';
import { knownClients } from '../workspace/require-known-clients.js';
import { historySeen } from '../periods/history-seen.js';
import { readPeriod } from '../evaluation/evaluate.js';
import { rulesOf } from '../periods/shown.js';
import { documentShown } from '../visible/documents.js';
import { periodIfShown, periodShown } from '../visible/period-shown.js';
import type { Shown } from '../visible/period-history.js';
import type { Sight } from '../visible/visibility.js';
import { improvementOf } from './improvement-of.js';

/** Who works at the command line sees all that there is. */
const wholeSight: Sight = { clients: 'all', seesProvisional: true, isClient: false };

/** Improvement of a period's stored evaluation: the closed one, else the last. Nothing is evaluated for it. */
export async function improvementFor(
  deps: Deps,
  { client, period }: { readonly client: string; readonly period: string },
): Promise<Improvement> {
  readPeriod(period, 'UTC');
  await knownClients(deps, [client]);
  const shown = await periodIfShown(deps, wholeSight, { client, period });
  if (shown === undefined) throw new Stop(2, [fault(periodFaults, 'period_not_evaluated', { client, period })]);
  return answerOf(deps, wholeSight, shown);
}

/** Improvement of a stored evaluation that the caller is shown; of the newest one where no period is named. Nothing is evaluated for it. */
export async function improvementSeen(
  deps: Deps,
  sight: Sight,
  asked: { readonly client: string; readonly period?: string | undefined },
): Promise<Improvement> {
  return answerOf(deps, sight, await periodShown(deps, sight, asked));
}

function answerOf(deps: Deps, sight: Sight, shown: Shown): Promise<Improvement> {
  return deps.database.transaction(async tx => {
    const at = deps.clock();
    const rules = await rulesOf(tx, await documentShown(tx, shown));
    const then = await shownThen(tx, shown.id, rules, at, shown.revision);
    if (then === undefined) throw new Error(`evaluation ${shown.id} is gone`);
    const history = sight.isClient ? historySeen(rules, then) : then.history;
    const found = await improvementOf(tx, { ...then, history, rules, at, isForClient: sight.isClient });
    const { client, period, id, state, revision } = shown;
    return { client, period, evaluation: { id, state, revision }, ...found };
  });
}
