import { isoInstant } from '../../facts/time.js';
import { type Amendment, type AmendmentKind, type AmendmentState, amendmentsOf } from '../../store/amendments.js';
import { zoneOf } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { amendmentNamed } from './find.js';

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
