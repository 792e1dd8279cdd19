import { type Actor, actorOf } from './actor.js';
import type { Knex } from 'knex';
import { appendLedger, type ClientEntry, entriesOf } from './ledger.js';

/** What can be asked for in the open: facts left out, a value agreed, a figure disputed. */
export const amendmentKinds = ['exclusion', 'override', 'dispute'] as const;
export type AmendmentKind = (typeof amendmentKinds)[number];

const decisionKinds = ['approval', 'refusal', 'revocation'] as const;
type DecisionKind = (typeof decisionKinds)[number];

/** How it stands: asked for, then approved or refused; what was approved can be revoked. */
export type AmendmentState = 'requested' | 'approved' | 'refused' | 'revoked';

/** What was decided about an amendment, by whom, when, and why. */
export interface Decision {
  readonly entry: number;
  readonly kind: DecisionKind;
  readonly by: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly why?: string;
}

/** An amendment as it follows from its entries in the ledger. Its number is that of the entry that asked for it. */
export interface Amendment<B = Readonly<Record<string, unknown>>> {
  readonly number: number;
  readonly kind: AmendmentKind;
  readonly client: string;
  readonly state: AmendmentState;
  readonly requested_by: string;
  /** The same with what tells the person apart, where that was known. */
  readonly requester: Actor;
  /** UTC milliseconds. */
  readonly requested_at: number;
  readonly body: B;
  readonly decisions: readonly Decision[];
}

interface AmendmentQuery {
  readonly kind?: AmendmentKind | undefined;
  readonly client?: string | undefined;
  /** Those of several clients. */
  readonly clients?: readonly string[] | undefined;
  readonly number?: number | undefined;
}

/** Amendments in the order in which they were asked for. `B` is what the kind's bodies hold, as `requestAmendment` was given them. */
export async function amendmentsOf<B>(tx: Knex.Transaction, asked: AmendmentQuery = {}): Promise<readonly Amendment<B>[]> {
  const { client, clients, kind, number } = asked;
  const rows = await entriesOf<AmendmentKind | DecisionKind, Readonly<Record<string, unknown>>>(
    tx,
    [...amendmentKinds, ...decisionKinds],
    { client },
    clients,
  );
  const decisions = new Map<number, Decision[]>();
  for (const row of rows) {
    const { kind: entryKind, entry, actor: by, at, body } = row;
    const of = body['amendment'];
    if (!isDecision(entryKind) || typeof of !== 'number') continue;
    const why = body['why'];
    decisions.set(of, [
      ...(decisions.get(of) ?? []),
      { entry, kind: entryKind, by, at, ...(typeof why === 'string' ? { why } : {}) },
    ]);
  }
  return rows.flatMap(row => {
    const { kind: entryKind, entry } = row;
    if (isDecision(entryKind) || (kind !== undefined && entryKind !== kind) || (number !== undefined && entry !== number))
      return [];
    const own = decisions.get(entry) ?? [];
    if (client !== undefined && row.body['client'] !== client) return [];
    const { acting: _acting, ...body } = row.body;
    return [
      {
        number: entry,
        kind: entryKind,
        client: String(body['client']),
        state: stateOf(own),
        requested_by: row.actor,
        requester: actorOf(row.actor, row.body),
        requested_at: row.at,
        // Entries of these kinds are written below, from a body of the kind's own type.
        body: body as B,
        decisions: own,
      },
    ];
  });
}

const isDecision = (kind: AmendmentKind | DecisionKind): kind is DecisionKind => decisionKinds.some(known => known === kind);

/** How an amendment stands after some decisions. */
export function stateOf(decisions: readonly Decision[]): AmendmentState {
  const last = decisions.at(-1)?.kind;
  return last === undefined ? 'requested' : last === 'approval' ? 'approved' : last === 'refusal' ? 'refused' : 'revoked';
}

/** Asks for an amendment; its number. The caller has the turn to load. */
export async function requestAmendment(
  tx: Knex.Transaction,
  { kind, client, actor, at, body }: ClientEntry & { readonly kind: AmendmentKind; readonly body: object },
): Promise<number> {
  return (await appendLedger(tx, { kind, actor, at, body: { ...body, client } })).entry;
}

/** Decides about an amendment. The caller has seen to it that it may be decided so, and by whom, and has the turn to load. */
export async function decideAmendment(
  tx: Knex.Transaction,
  decision: ClientEntry & { readonly kind: DecisionKind; readonly number: number; readonly why?: string | undefined },
): Promise<number> {
  const { kind, client, actor, at, number: amendment, why } = decision;
  return (await appendLedger(tx, { kind, actor, at, body: { client, amendment, ...(why === undefined ? {} : { why }) } })).entry;
}
