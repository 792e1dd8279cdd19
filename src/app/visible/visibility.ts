import { fault } from '../../faults/make.js';
import { serviceFaults } from '../../faults/service.js';
import { Stop } from '../../faults/stop.js';
import { clientsWithFacts } from '../../store/batches.js';
import type { Deps } from '../deps.js';

/** What a caller may see. */
export interface Visibility {
  /** The clients that the caller is bound to. */
  readonly clients: readonly string[] | 'all';
  /** Evaluations that no closing names yet, too. */
  readonly seesProvisional: boolean;
  /** Sees what a client's own scorecard shows: indexes down to its depth, standards that concern it, nothing of how it is made. */
  readonly isClient: boolean;
}

/** Whether a client is among those that the caller may see. */
export const seesClient = ({ clients }: Visibility, client: string): boolean => clients === 'all' || clients.includes(client);

/** Whether what the firm holds itself to besides contracts is shown: it is the firm's own, and nothing for a client. */
export const seesInternal = ({ clients, isClient }: Visibility): boolean => clients === 'all' && !isClient;

/** What the answer is for a client that is not there, and for one that the caller may not see. */
export const clientNotFound = (client: string): Stop => new Stop(2, [fault(serviceFaults, 'client_not_here', { client })]);

/** The codes of the clients that a caller may see: registered ones in their order, then others with facts. */
export async function visibleClients({ database, workspace }: Deps, { clients }: Visibility): Promise<readonly string[]> {
  if (clients !== 'all') return clients;
  const registered = (workspace.settings.clients ?? []).map(client => client.code);
  return [...new Set([...registered, ...(await database.transaction(tx => clientsWithFacts(tx)))])];
}

/** Stops where a client is not there for the caller. */
export async function checkClient(deps: Deps, visibility: Visibility, client: string): Promise<void> {
  if (!seesClient(visibility, client)) throw clientNotFound(client);
  if (visibility.clients !== 'all' || deps.workspace.settings.clients?.some(({ code }) => code === client) === true) return;
  if (!(await visibleClients(deps, visibility)).includes(client)) throw clientNotFound(client);
}
