import type { ConfigEdit } from '../../contract/config.js';
import type { PeriodOutcome } from '../../contract/weights.js';
import { freezeRules } from '../../evaluation/frozen.js';
import { parsePeriod } from '../../facts/period.js';
import type { Fault } from '../../faults/fault.js';
import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { settingsFile } from '../../rulebook/find-workspace.js';
import { type Inspection, inspectWorkspace } from '../../rulebook/load-workspace.js';
import { withPaths } from '../../rulebook/path-at.js';
import { clientOf, type Workspace } from '../../rulebook/workspace.js';
import { lastEvaluations } from '../../store/evaluations.js';
import type { Deps } from '../deps.js';
import { comparedDocuments, documentsBeforeAndAfter } from '../evaluation/what-if.js';

/** What a change of config would do. */
export interface ChangeTried {
  readonly faults: readonly Fault[];
  /** Those whose rules would be others. */
  readonly clients: readonly string[];
  readonly periods: readonly string[];
  readonly effect: readonly PeriodOutcome[];
  readonly notTried: number;
}

const mostClients = 10;
const monthsEach = 3;

/**
 * Tries files of config in place of those on the disk: what is wrong in them or by them, whose rules become others, and what the last
 * evaluated months of these would be: closed ones as they were closed, others with all that was imported since. Nothing is tried on facts where something is wrong.
 */
export async function tryChange(deps: Deps, files: ConfigEdit['files']): Promise<ChangeTried> {
  const { directory } = deps.workspace;
  const edits = new Map(files.map(({ file, text }) => [file, text]));
  const now = await inspectWorkspace(directory);
  const then = await inspectWorkspace(directory, { edits });
  const before = new Set(now.faults.map(contentOf));
  // What was wrong elsewhere before does not keep anybody from mending this.
  const wrong = then.faults.filter(found => edits.has(found.place.file ?? '') || !before.has(contentOf(found)));
  const faults = [...withPaths(wrong, edits), ...unlisted(now, then)];
  if (faults.some(({ severity }) => severity === 'error')) return { faults, clients: [], periods: [], effect: [], notTried: 0 };
  const months = await evaluatedMonths(deps, now.workspace);
  const changed = [...months.keys()].filter(client => rulesOf(now.workspace, client) !== rulesOf(then.workspace, client));
  const tried = changed.slice(0, mostClients);
  const effect: PeriodOutcome[] = [];
  for (const client of tried)
    for (const period of months.get(client) ?? []) {
      const pair = { client, period, facts: 'now' } as const;
      const documents = await deps.database.transaction(tx => documentsBeforeAndAfter(tx, now.workspace, then.workspace, pair));
      effect.push(comparedDocuments(documents));
      deps.log?.({ did: 'tried', client, period });
    }
  const periods = [...new Set(tried.flatMap(client => months.get(client) ?? []))].toSorted();
  return { faults, clients: changed, periods, effect, notTried: changed.length - tried.length };
}

/** A warning where what is rejected now would be accepted, because nothing says any more which clients or sites there are. */
function unlisted(now: Inspection, then: Inspection): readonly Fault[] {
  const rejects = ({ settings }: Workspace): boolean => settings.clients !== undefined && settings.on_unknown_client === 'reject';
  const { settings } = then.workspace;
  // Where it cannot be read, nothing can be said of what it lists.
  if (then.faults.some(({ place: { file }, severity }) => file === settingsFile && severity === 'error')) return [];
  const opensClients = rejects(now.workspace) && settings.clients === undefined && settings.on_unknown_client === 'reject';
  const place = { file: settingsFile };
  return [
    ...(opensClients ? [fault(configChangeFaults, 'config_clients_unlisted', {}, place)] : []),
    ...(now.registersSites && !then.registersSites ? [fault(configChangeFaults, 'config_sites_unlisted', {}, place)] : []),
  ];
}

/** The last months of each client that were evaluated. */
async function evaluatedMonths({ database }: Deps, workspace: Workspace): Promise<ReadonlyMap<string, readonly string[]>> {
  const heads = await database.transaction(tx => lastEvaluations(tx));
  const months = new Map<string, string[]>();
  for (const { client, period } of heads) {
    if (parsePeriod(period, clientOf(workspace, client))?.grain !== 'month') continue;
    months.set(client, [...(months.get(client) ?? []), period]);
  }
  return new Map([...months].map(([client, own]) => [client, own.toSorted().slice(-monthsEach)]));
}

const rulesOf = (workspace: Workspace, client: string): string =>
  `${workspace.settings.clients_see} ${freezeRules(workspace.rulebook, clientOf(workspace, client))}`;

const contentOf = ({ code, place, params }: Fault): string => JSON.stringify([code, place, params]);
