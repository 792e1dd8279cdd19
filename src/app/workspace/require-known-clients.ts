import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { usageFaults } from '../../faults/usage.js';
import { clientsWithFacts } from '../../store/batches.js';
import type { Deps } from '../deps.js';

/** Stops where one of the codes is neither registered nor named by any fact. */
export async function requireKnownClients({ database, workspace }: Deps, codes: readonly string[]): Promise<void> {
  const registered = (workspace.settings.clients ?? []).map(client => client.code);
  if (codes.every(code => registered.includes(code))) return;
  const known = [...new Set([...registered, ...(await database.transaction(tx => clientsWithFacts(tx)))])];
  const faults = codes
    .filter(client => !known.includes(client))
    .map(client => fault(usageFaults, 'client_not_known', { client, known }));
  if (faults.length > 0) throw new Stop(2, faults);
}
