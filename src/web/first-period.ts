import type { ClientPeriod } from '../contract/clients.js';
import type { Role } from '../contract/me.js';

/**
 * The period that a client's pages begin with, of all that may be chosen, newest first: for the client itself what was handed over last,
 * also where a later month is provisional; for others the newest.
 */
export function firstPeriod(known: readonly Pick<ClientPeriod, 'period' | 'state'>[], role: Role): string | undefined {
  const handedOver = role === 'client' ? known.find(({ state }) => state === 'closed') : undefined;
  return (handedOver ?? known[0])?.period;
}
