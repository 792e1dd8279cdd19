import { type Actor, actorOf } from './actor.js';
import type { Knex } from 'knex';
import { appendLedger, type ClientEntry, entriesOf } from './ledger.js';

/** How a client's signature came: with its key, or to the firm, which recorded it. */
export const waysOfSigning = ['key', 'paper', 'mail'] as const;
export type WayOfSigning = (typeof waysOfSigning)[number];

interface SignOffBody {
  readonly client: string;
  readonly period: string;
  readonly revision: number;
  /** What was signed: the evaluation that the revision was closed with, and its hash. */
  readonly evaluation: string;
  readonly hash: string;
  /** Who signed. */
  readonly by: string;
  readonly received: WayOfSigning;
  /** The day that stands beside a signature on paper. */
  readonly signed_on?: string;
  readonly note?: string;
}

/** A client's signature under a closed revision. */
export interface SignOff extends SignOffBody {
  /** Who signed, with what tells the person apart where a key vouches for it. */
  readonly signatory: Actor;
  /** Who entered it. */
  readonly recordedBy: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly entry: number;
}

/** The signatures of clients in their order; of one client, of one period, where these are given. */
export async function signOffsOf(
  tx: Knex.Transaction,
  { client, period }: { readonly client?: string | undefined; readonly period?: string | undefined },
): Promise<readonly SignOff[]> {
  const entries = await entriesOf<'sign_off', SignOffBody & { readonly acting?: unknown }>(tx, ['sign_off'], { client, period });
  return entries.flatMap(({ entry, at, actor, body }) => {
    const { acting, ...signed } = body;
    if ((client !== undefined && signed.client !== client) || (period !== undefined && signed.period !== period)) return [];
    const signatory = signed.received === 'key' ? actorOf(actor, { acting }) : signed.by;
    return [{ ...signed, signatory, recordedBy: actor, at, entry }];
  });
}

/** Records a signature; the number of its entry. The caller has seen to it that the revision can be signed, and has the turn to load. */
export async function recordSignOff(tx: Knex.Transaction, { actor, at, ...signed }: ClientEntry & SignOffBody): Promise<number> {
  return (await appendLedger(tx, { kind: 'sign_off', actor, at, body: signed })).entry;
}
