import { dayText, isoInstant, localDay, startOfDay } from '../../facts/time.js';
import type { ExcludedFact } from '../../metrics/exclusion.js';
import { type Amendment, type AmendmentKind, type AmendmentState, amendmentsOf } from '../../store/amendments.js';
import { zoneOf } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { textTable } from '../../cli/text/result-table.js';
import type { DisputeBody } from './dispute.js';
import { amendmentNamed } from './find.js';
import type { ExclusionBody, OverrideBody } from '../evaluation/amendments-in-force.js';

/** An exclusion, override or dispute as lists show it; instants are ISO 8601 UTC. */
export interface AmendmentListed {
  readonly kind: AmendmentKind;
  readonly number: number;
  readonly client: string;
  /** The client’s, in which days are meant. */
  readonly time_zone: string;
  readonly state: AmendmentState;
  readonly requested_by: string;
  readonly requested_at: string;
  readonly decisions: readonly {
    readonly kind: string;
    readonly by: string;
    readonly at: string;
    readonly why: string | null;
    readonly ledger: number;
  }[];
  /** What it is about, as its kind has it. */
  readonly about: Readonly<Record<string, unknown>>;
}

/** What is asked for: a kind's amendments, of one client or in one state where that is given. */
export interface ListRequest {
  readonly kind: AmendmentKind;
  readonly client?: string | undefined;
  readonly state?: string | undefined;
}

/** Exclusions, overrides or disputes in the order in which they were asked for. */
export async function listAmendments({ database, workspace }: Deps, request: ListRequest): Promise<readonly AmendmentListed[]> {
  const { kind, client, state } = request;
  const all = await database.transaction(tx => amendmentsOf<Amendment['body']>(tx, { kind, client }));
  return all.filter(one => state === undefined || one.state === state).map(one => listed(workspace, one));
}

/** One of them by its number. */
export async function showAmendment(
  { database, workspace }: Deps,
  kind: AmendmentKind,
  number: number,
): Promise<AmendmentListed> {
  return listed(workspace, await database.transaction(tx => amendmentNamed<Readonly<Record<string, unknown>>>(tx, kind, number)));
}

function listed(workspace: Deps['workspace'], amendment: Amendment): AmendmentListed {
  const { kind, number, client, state, requested_by, requested_at, decisions, body } = amendment;
  const { client: _, ...about } = body;
  const iso = (name: string): object => (typeof about[name] === 'number' ? { [name]: isoInstant(about[name]) } : {});
  return {
    kind,
    number,
    client,
    time_zone: zoneOf(workspace, undefined, client),
    state,
    requested_by,
    requested_at: isoInstant(requested_at),
    decisions: decisions.map(({ kind: decision, by, at, why, entry }) => ({
      kind: decision,
      by,
      at: isoInstant(at),
      why: why ?? null,
      ledger: entry,
    })),
    about: { ...about, ...iso('from'), ...iso('to') },
  };
}

/** A list for the terminal. */
export function listText(kind: AmendmentKind, all: readonly AmendmentListed[]): string {
  if (all.length === 0) return `There are no ${kind}s.`;
  const head = [kind, 'client', 'state', 'about', 'why', 'asked for by', 'decided by'];
  const rows = all.map(one => [
    String(one.number),
    one.client,
    one.state,
    aboutText(one),
    whyText(one),
    one.requested_by,
    one.decisions.at(-1)?.by ?? '–',
  ]);
  return textTable([head, ...rows], [0]);
}

/** One amendment for the terminal, with everything that was said and decided. */
export function amendmentText(one: AmendmentListed): string {
  const { kind, number, client, state, requested_by, requested_at, decisions } = one;
  const { evidence } = one.about;
  return [
    `${kind} ${number}  ${client}  ${state}`,
    `About: ${aboutText(one)}`,
    `Why: ${whyText(one)}`,
    ...(typeof evidence !== 'string' || evidence === '' ? [] : [`Evidence: ${evidence}`]),
    `Asked for by ${requested_by} at ${requested_at}.`,
    ...decisions.map(({ kind: decision, by, at, why }) => `${decision} by ${by} at ${at}${why === null ? '' : `: ${why}`}`),
  ].join('\n');
}

// What stands in `about` is the body of its kind: written by the other use cases of this folder.
function aboutText({ kind, about, time_zone: zone }: AmendmentListed): string {
  if (kind === 'override') {
    const { metric, period, value } = about as unknown as OverrideBody;
    return `${metric} of ${period} is ${value}`;
  }
  const { metrics, facts, period } = about as unknown as Pick<DisputeBody, 'metrics' | 'facts' | 'period'>;
  const {
    where = {},
    from,
    to,
  } = about as unknown as Partial<Omit<ExclusionBody, 'from' | 'to'>> & { from?: string; to?: string };
  const place = Object.entries(where).map(([field, value]) => `${field} ${value}`);
  const time = period ?? windowText(zone, from, to);
  return [factsText(facts), ...place, time, metrics.length === 0 ? 'all metrics' : metrics.join(', ')]
    .filter(text => text !== '')
    .join('; ');
}

/** A window in the client's days, the last one included; an end within a day stands as the instant it is. */
function windowText(zone: string, from: string | undefined, to: string | undefined): string {
  const day = (at: number): string | undefined =>
    startOfDay(zone, localDay(zone, at)) === at ? dayText(localDay(zone, at)) : undefined;
  const end = to === undefined ? undefined : Date.parse(to);
  const last = end === undefined || day(end) === undefined ? undefined : dayText(localDay(zone, end - 1));
  return [
    ...(from === undefined ? [] : [`from ${day(Date.parse(from)) ?? from}`]),
    ...(to === undefined ? [] : [last === undefined ? `to before ${to}` : `to ${last}`]),
  ].join(' ');
}

function factsText(facts: readonly ExcludedFact[]): string {
  const numbers = [...new Set(facts.map(({ number, line }) => (line === undefined ? number : `${number} line ${line}`)))];
  return numbers.length > 3 ? `${numbers.slice(0, 3).join(', ')} and ${numbers.length - 3} more` : numbers.join(', ');
}

function whyText({ kind, about }: AmendmentListed): string {
  if (kind === 'dispute') return (about as unknown as DisputeBody).text;
  if (kind === 'override') return (about as unknown as OverrideBody).reason;
  const { reason } = about as unknown as ExclusionBody;
  return `${reason.code} ${reason.label.en} (${reason.party})`;
}
