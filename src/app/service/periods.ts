import type { ClosedPeriod, PeriodStatus, ReopenedPeriod } from '../../contract/periods.js';
import { periodFaults } from '../../faults/periods.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { clientsSeen } from '../../store/batches.js';
import type { Waiver } from '../../store/periods.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluation/evaluate.js';
import { closePeriod, reopenPeriod } from '../periods/close.js';
import { historyOf, periodStatus } from '../periods/status.js';
import { shelfOf } from '../visible/documents.js';
import { type ShelvedPeriod, shownOf } from '../visible/period-history.js';
import { clientNotHere, seesClient, type Sight } from '../visible/visibility.js';

/** How periods stand for the clients that the caller may see; a client itself sees only what it is shown. */
export async function periodsShown(deps: Deps, sight: Sight, period: string | undefined): Promise<readonly PeriodStatus[]> {
  if (period !== undefined) readPeriod(period, deps.workspace.settings.time_zone);
  if (sight.isClient) return ownPeriods(deps, sight, period);
  const clients = sight.clients === 'all' ? [] : sight.clients;
  // Where nothing was imported yet there is nothing to show; whoever asks has done nothing wrong.
  if ((await deps.database.transaction(tx => clientsSeen(tx))).length === 0) return [];
  const all = await periodStatus(deps, { period, clients });
  return all.filter(one => seesClient(sight, one.client));
}

async function ownPeriods(deps: Deps, sight: Sight, period: string | undefined): Promise<readonly PeriodStatus[]> {
  const own: PeriodStatus[] = [];
  for (const client of sight.clients === 'all' ? [] : sight.clients)
    for (const shelved of (await shelfOf(deps.database, client)).toReversed())
      if (period === undefined || shelved.period === period) own.push(...ownStatus(shelved, sight));
  return own;
}

/** What a client sees of its period: the evaluation that it is shown, and what happened up to then. */
function ownStatus(shelved: ShelvedPeriod, sight: Sight): readonly PeriodStatus[] {
  const shown = shownOf(shelved, sight);
  if (shown === undefined) return [];
  const { client, period, state, revision, id, hash } = shown;
  const { standing, heads } = shelved;
  const closing = state === 'closed' ? standing.closings.at(-1) : undefined;
  const until = closing?.entry ?? Number.POSITIVE_INFINITY;
  const reopenings = standing.reopenings.filter(({ entry }) => entry < until);
  const as_of_batch = heads.find(head => head.id === id)?.as_of_batch ?? 0;
  return [
    {
      client,
      period,
      state,
      revision,
      evaluation: { id, hash, as_of_batch },
      sources: [],
      waivers: closing?.waivers ?? [],
      late: [],
      proposed: null,
      history: historyOf({ ...standing, reopenings }),
    },
  ];
}

/** Which clients' period is closed, and what it may go without. */
export interface ClosingAsked {
  readonly period: string;
  /** All that the caller may see and that have something to close, when none is named. */
  readonly clients: readonly string[];
  readonly waivers: readonly Waiver[];
  readonly actor: string;
}

/** Closes a period for clients of the caller, all of them or none. */
export async function closeSeen(deps: Deps, sight: Sight, asked: ClosingAsked): Promise<readonly ClosedPeriod[]> {
  const unreasoned = asked.waivers.filter(({ reason }) => reason.trim() === '').length;
  if (unreasoned > 0) {
    const [waived, reasons] = [asked.waivers.length, asked.waivers.length - unreasoned];
    throw new Stop(2, [fault(periodFaults, 'period_waiver_reason', { waived, reasons })]);
  }
  const closed = await closePeriod(deps, { ...asked, clients: clientsOf(sight, asked.clients) });
  await deps.database.settle();
  return closed;
}

/** Reopens a closed period of clients of the caller, all of them or none. */
export async function reopenSeen(
  deps: Deps,
  sight: Sight,
  asked: { readonly period: string; readonly clients: readonly string[]; readonly reason: string; readonly actor: string },
): Promise<readonly ReopenedPeriod[]> {
  const reopened = await reopenPeriod(deps, { ...asked, clients: clientsOf(sight, asked.clients) });
  await deps.database.settle();
  return reopened;
}

function clientsOf(sight: Sight, named: readonly string[]): readonly string[] {
  const hidden = named.find(client => !seesClient(sight, client));
  if (hidden !== undefined) throw clientNotHere(hidden);
  return named.length === 0 && sight.clients !== 'all' ? sight.clients : named;
}
