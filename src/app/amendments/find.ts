import { type Actor, actorName } from '../../store/actor.js';
import { amendmentFaults, type ExclusionMade } from '../../faults/amendments.js';
import { fault } from '../../faults/make.js';
import type { PlainPhrase } from '../../faults/phrase.js';
import { Stop } from '../../faults/stop.js';
import { isoInstant } from '../../facts/time.js';
import { type Amendment, type AmendmentKind, amendmentsOf } from '../../store/amendments.js';
import type { Transaction } from '../../store/connect.js';
import { clientsOfEntry } from '../../store/ledger.js';
import { isSamePerson } from '../keys/same-person.js';

/** The amendment of a kind with that number, of that client where one is given. Stops where there is none. */
export async function findAmendment<B>(
  tx: Transaction,
  kind: AmendmentKind,
  number: number,
  client?: string,
): Promise<Amendment<B>> {
  const own = client === undefined ? (await clientsOfEntry(tx, number))[0] : client;
  const ofClient = own === undefined ? [] : await amendmentsOf<B>(tx, { kind, client: own });
  const found = ofClient.find(one => one.number === number);
  if (found !== undefined) return found;
  const all = await amendmentsOf<B>(tx, { kind, client });
  throw new Stop(2, [fault(amendmentFaults, 'amendment_unknown', { kind, number, known: all.slice(-5).map(one => one.number) })]);
}

/** Stops where an amendment cannot be decided any more, or not by who asked for it. `exclusion` is what accepting a dispute made. */
export function requireDecidable(amendment: Amendment<unknown>, actor: Actor, exclusion?: ExclusionMade): void {
  const { kind, number, state, decisions, requester } = amendment;
  const last = decisions.at(-1);
  if (last !== undefined) {
    const params = { kind, number, state, by: last.by, at: isoInstant(last.at), exclusion };
    throw new Stop(1, [fault(amendmentFaults, 'amendment_decided', params)]);
  }
  if (isSamePerson(requester, actor))
    throw new Stop(1, [fault(amendmentFaults, 'amendment_four_eyes', { kind, number, actor: actorName(actor) })]);
}

/** Stops where somebody takes back what they asked for themselves. */
export function requireRevocable({ kind, number, state, requester }: Amendment<unknown>, actor: Actor): void {
  if (state !== 'approved') throw new Stop(1, [fault(amendmentFaults, 'amendment_not_approved', { kind, number, state })]);
  if (isSamePerson(requester, actor))
    throw new Stop(1, [fault(amendmentFaults, 'amendment_four_eyes', { kind, number, actor: actorName(actor) })]);
}

/** A text that must say something. */
export function requireText(text: string | undefined, input: string, why: PlainPhrase): string {
  const trimmed = text?.trim() ?? '';
  if (trimmed !== '') return trimmed;
  throw new Stop(2, [fault(amendmentFaults, 'amendment_text_missing', { input, why })]);
}
