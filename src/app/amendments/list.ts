import type { AmendmentView } from '../../contract/amendments.js';
import { isoInstant } from '../../facts/time.js';
import { type Amendment, type AmendmentKind, amendmentsOf } from '../../store/amendments.js';
import { zoneOf } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { findAmendment } from './find.js';

/** An exclusion, override or dispute as lists show it; instants are ISO 8601 UTC. */
export type Listed<K extends AmendmentKind> = Extract<AmendmentView, { readonly kind: K }>;

/** What is asked for: a kind's amendments, of one client or in one state where that is given. */
export interface ListRequest<K extends AmendmentKind = AmendmentKind> {
  readonly kind: K;
  readonly client?: string | undefined;
  readonly state?: string | undefined;
}

/** Exclusions, overrides or disputes in the order in which they were asked for. */
export async function listAmendments<K extends AmendmentKind>(
  { database, workspace }: Deps,
  request: ListRequest<K>,
): Promise<readonly Listed<K>[]> {
  const { kind, client, state } = request;
  const all = await database.transaction(tx => amendmentsOf<Amendment['body']>(tx, { kind, client }));
  return all.filter(one => state === undefined || one.state === state).map(one => listed<K>(workspace, one));
}

/** One of them by its number. */
export async function showAmendment<K extends AmendmentKind>(
  { database, workspace }: Deps,
  kind: K,
  number: number,
): Promise<Listed<K>> {
  const found = await database.transaction(tx => findAmendment<Readonly<Record<string, unknown>>>(tx, kind, number));
  return listed<K>(workspace, found);
}

function listed<K extends AmendmentKind>(workspace: Deps['workspace'], amendment: Amendment): Listed<K> {
  const { kind, number, client, state, requested_by, requested_at, decisions, body } = amendment;
  const { client: _, ...about } = body;
  const iso = (name: string): object => (typeof about[name] === 'number' ? { [name]: isoInstant(about[name]) } : {});
  const shown = {
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
  // What stands in `about` is the body of its kind: written by the other use cases of this folder.
  return shown as unknown as Listed<K>;
}
