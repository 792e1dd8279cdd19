import { contractFaults } from '../../faults/contracts.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { usageFaults } from '../../faults/usage.js';
import { dayText, localDay, parseDay } from '../../facts/time.js';
import type { Client } from '../../facts/place.js';
import { clientOf, type Workspace } from '../../rulebook/workspace.js';
import { type Contract, contractOn } from '../../standards/contract.js';
import { isInForce } from '../../standards/in-force.js';

/** The day that is asked about (`yyyy-MM-dd`): the one given, else today by the client's clock; a Stop where it is no day. */
export function dayAsked(given: string | undefined, now: number, zone: string): string {
  if (given === undefined) return dayText(localDay(zone, now));
  if (parseDay(given) === undefined) throw new Stop(2, [fault(usageFaults, 'day_unreadable', { given })]);
  return given;
}

/** The client of a code; a Stop with the nearest where clients are registered and it is none of them. */
export function clientNamed(workspace: Workspace, code: string): Client {
  const known = workspace.settings.clients?.map(client => client.code);
  const isKnown = known === undefined || workspace.settings.on_unknown_client === 'register' || known.includes(code);
  if (!isKnown) throw new Stop(2, [fault(usageFaults, 'client_not_known', { client: code, known })]);
  return clientOf(workspace, code);
}

/** The contracts of a workspace, of one client (its segment's among them) or on one day where that is asked. */
export function contractsAsked(
  workspace: Workspace,
  { client, on }: { readonly client?: Pick<Client, 'code' | 'segment'> | undefined; readonly on?: string | undefined },
): readonly Contract[] {
  const concerns = ({ scope }: Contract): boolean =>
    client === undefined ||
    (scope.client === undefined
      ? scope.segment === client.segment && client.segment !== undefined
      : scope.client === client.code);
  return (workspace.rulebook.contracts ?? [])
    .filter(one => concerns(one) && (on === undefined || isInForce(one, on)))
    .toSorted((a, b) => byScope(a).localeCompare(byScope(b), 'en') || (a.from < b.from ? -1 : 1));
}

const byScope = ({ scope }: Contract): string => scope.client ?? `~${scope.segment ?? ''}`;

/** The contract of an id; a Stop with the nearest where there is none. */
export function contractNamed(workspace: Workspace, id: string): Contract {
  const all = workspace.rulebook.contracts ?? [];
  const found = all.find(one => one.id === id);
  if (found !== undefined) return found;
  throw new Stop(2, [fault(contractFaults, 'contract_unknown', { contract: id, known: all.map(one => one.id) })]);
}

/** The contract in force for a client on a day, if there is one. */
export const contractInForce = (workspace: Workspace, client: Client, day: string): Contract | undefined =>
  contractOn(workspace.rulebook.contracts, client, day);
