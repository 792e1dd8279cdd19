import type { FirstSteps, StepProgress } from '../../contract/first-steps.js';
import { dayText } from '../../facts/time.js';
import { settingsFile } from '../../rulebook/find-workspace.js';
import { clientOf, type Workspace } from '../../rulebook/workspace.js';
import { contractOn } from '../../standards/contract.js';
import { configChangesOf } from '../../store/config-changes.js';
import { clientSpans } from '../../store/deliveries.js';
import { isAnyClosed } from '../../store/periods.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluation/read-period.js';
import { periodOfClients } from '../visible/documents.js';
import { visibleClients, type Visibility } from '../visible/visibility.js';
import { monthsWithData } from './months-with-data.js';

/** How far a new workspace has come on the way to its first closed month, for the clients that the caller may see. */
export async function visibleFirstSteps(deps: Deps, visibility: Visibility): Promise<FirstSteps> {
  const { workspace, database } = deps;
  if (await database.transaction(isAnyClosed)) return { ...nothingSaid, handed_out: true };
  const codes = await visibleClients(deps, visibility);
  const { spans, changes } = await database.transaction(async tx => ({
    spans: await clientSpans(tx),
    changes: visibility.clients === 'all' ? await configChangesOf(tx) : [],
  }));
  const withData = codes.filter(code => spans.has(code));
  const { id: period } = monthsWithData(
    deps,
    withData.flatMap(code => spans.get(code) ?? []),
  ).begin;
  const evaluated = await periodOfClients(database, visibility, period);
  const isAgreed = (code: string): boolean => {
    const client = clientOf(workspace, code);
    return contractOn(workspace.rulebook.contracts, client, dayText(readPeriod(period, client).lastDay)) !== undefined;
  };
  return {
    handed_out: false,
    period,
    settings: changes.some(({ state, files }) => state === 'made' && files.some(({ file }) => file === settingsFile)),
    clients: codes.length,
    data: progress(workspace, codes, code => spans.has(code)),
    contracts: progress(workspace, withData, isAgreed),
    evaluated: progress(workspace, withData, code => evaluated.has(code)),
  };
}

function progress(workspace: Workspace, codes: readonly string[], isDone: (code: string) => boolean): StepProgress {
  const left = codes.filter(code => !isDone(code));
  const [next] = left;
  return {
    done: codes.length - left.length,
    of: codes.length,
    next: next === undefined ? null : { client: next, name: clientOf(workspace, next).name },
  };
}

const none: StepProgress = { done: 0, of: 0, next: null };

/** Of a workspace that knows the way. */
const nothingSaid: FirstSteps = {
  handed_out: false,
  period: null,
  settings: true,
  clients: 0,
  data: none,
  contracts: none,
  evaluated: none,
};
