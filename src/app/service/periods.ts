import type { Actor } from '../../store/actor.js';
import type { Closed, ClosingPreviews } from '../../contract/closing.js';
import type { Periods, PeriodStatus, ReopenedPeriod } from '../../contract/periods.js';
import type { Signature } from '../../contract/sign-offs.js';
import { periodFaults } from '../../faults/periods.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { faultJson, withoutCommand } from '../../faults/worded.js';
import { clientsWithFacts } from '../../store/batches.js';
import type { Waiver } from '../../store/periods.js';
import { signOffsOf } from '../../store/sign-offs.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluation/read-period.js';
import { closePeriods, reopenPeriod } from '../periods/close.js';
import { inPageOfPeriods, type PageOfClients } from '../periods/client-pages.js';
import { previewPage } from '../periods/preview.js';
import { signatureOf } from '../periods/sign-off.js';
import { historyOf, periodStatusPage } from '../periods/status.js';
import { periodHistoryOf } from '../visible/documents.js';
import { type PeriodEvaluations, visibleEvaluationOf } from '../visible/period-history.js';
import { visibleMonths } from '../months/visible-months.js';
import { clientNotFound, seesClient, type Visibility } from '../visible/visibility.js';

/** How periods stand for the clients that the caller may see; a client itself sees only what it is shown. */
export async function visiblePeriods(
  deps: Deps,
  visibility: Visibility,
  { period, ...page }: { readonly period?: string | undefined } & PageOfClients,
): Promise<Periods> {
  if (period !== undefined) readPeriod(period, deps.workspace.settings.time_zone);
  if (visibility.isClient) {
    const own = await ownPeriods(deps, visibility, period);
    const { results: periods, next } = await inPageOfPeriods(deps, own, page, one => Promise.resolve(one));
    return { periods, next };
  }
  const { begin, offered } = await visibleMonths(deps, visibility);
  const months = { begin: begin.id, offered };
  const clients = visibility.clients === 'all' ? [] : visibility.clients;
  // Where nothing was imported yet there is nothing to show; whoever asks has done nothing wrong.
  if ((await deps.database.transaction(tx => clientsWithFacts(tx))).length === 0) return { periods: [], next: null, months };
  const { periods, next } = await periodStatusPage(deps, { period, clients, ...page });
  return { periods: periods.filter(one => seesClient(visibility, one.client)), next, months };
}

async function ownPeriods(deps: Deps, visibility: Visibility, period: string | undefined): Promise<readonly PeriodStatus[]> {
  const own: PeriodStatus[] = [];
  for (const client of visibility.clients === 'all' ? [] : visibility.clients)
    for (const periodEvaluations of (await periodHistoryOf(deps.database, client)).toReversed())
      if (period === undefined || periodEvaluations.period === period)
        own.push(...ownStatus(periodEvaluations, visibility, await signaturesOf(deps, client, periodEvaluations.period)));
  return own;
}

const signaturesOf = (deps: Deps, client: string, period: string): Promise<readonly Signature[]> =>
  deps.database.transaction(async tx => (await signOffsOf(tx, { client, period })).map(signatureOf));

/** What a client sees of its period: the evaluation that it is shown, and what happened up to then. */
function ownStatus(
  periodEvaluations: PeriodEvaluations,
  visibility: Visibility,
  signed: readonly Signature[],
): readonly PeriodStatus[] {
  const shown = visibleEvaluationOf(periodEvaluations, visibility);
  if (shown === undefined) return [];
  const { client, period, state, revision, id, hash } = shown;
  const { standing, heads } = periodEvaluations;
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
      uncovered: [],
      waivers: closing?.waivers ?? [],
      acknowledged: closing?.acknowledged ?? null,
      late: [],
      proposed: null,
      signed_off: signed.filter(one => one.revision <= revision),
      history: historyOf({ ...standing, reopenings }).map(step => ({ ...step, ledger: null })),
    },
  ];
}

/** Which clients' period is closed, and what it may go without. */
export interface ClosingRequest {
  readonly period: string;
  /** All that the caller may see and that have something to close, when none is named. */
  readonly clients: readonly string[];
  readonly waivers: readonly Waiver[];
  readonly acknowledge: string | undefined;
  readonly isStrict: boolean;
  readonly actor: Actor;
}

/** Closes a period for clients of the caller: all that it names or none; where it names none, each that can be closed, a page of them. */
export async function closeVisible(
  deps: Deps,
  visibility: Visibility,
  { cursor, limit, ...asked }: ClosingRequest & PageOfClients,
): Promise<Pick<Closed, 'closed' | 'refused' | 'next'>> {
  const unreasoned = asked.waivers.filter(({ reason }) => reason.trim() === '').length;
  if (unreasoned > 0) {
    const [waived, reasons] = [asked.waivers.length, asked.waivers.length - unreasoned];
    throw new Stop(2, [fault(periodFaults, 'period_waiver_reason', { waived, reasons })]);
  }
  const eachAlone = asked.clients.length === 0;
  const clients = clientsOf(visibility, asked.clients);
  const page = eachAlone ? { cursor, limit } : undefined;
  const { closed, refused, next } = await closePeriods(deps, { ...asked, clients, eachAlone, page });
  await deps.database.settle();
  return {
    closed,
    next,
    refused: refused.map(one => ({ ...one, faults: one.faults.map(fault => withoutCommand(faultJson(fault))) })),
  };
}

/** What closing a period would fix for clients of the caller, a page of them; nothing is closed. */
export function previewVisible(
  deps: Deps,
  visibility: Visibility,
  { clients, ...asked }: Pick<ClosingRequest, 'period' | 'clients'> & PageOfClients,
): Promise<Pick<ClosingPreviews, 'clients' | 'next'>> {
  return previewPage(deps, { ...asked, clients: clientsOf(visibility, clients) });
}

/** Reopens a closed period of clients of the caller, all of them or none. */
export async function reopenVisible(
  deps: Deps,
  visibility: Visibility,
  asked: { readonly period: string; readonly clients: readonly string[]; readonly reason: string; readonly actor: Actor },
): Promise<readonly ReopenedPeriod[]> {
  const reopened = await reopenPeriod(deps, { ...asked, clients: clientsOf(visibility, asked.clients) });
  await deps.database.settle();
  return reopened;
}

function clientsOf(visibility: Visibility, named: readonly string[]): readonly string[] {
  const hidden = named.find(client => !seesClient(visibility, client));
  if (hidden !== undefined) throw clientNotFound(hidden);
  return named.length === 0 && visibility.clients !== 'all' ? visibility.clients : named;
}
