import { type Actor, actorName } from '../../store/actor.js';
import type { Signature, Signed } from '../../contract/sign-offs.js';
import { dayText, isoInstant, localDay, parseDay } from '../../facts/time.js';
import { identityFaults } from '../../faults/identity.js';
import { fault } from '../../faults/make.js';
import { periodFaults } from '../../faults/periods.js';
import { Stop } from '../../faults/stop.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Transaction } from '../../store/connect.js';
import { type Closing, closedBy, periodStandingOf } from '../../store/periods.js';
import { recordSignOff, type SignOff, signOffsOf, type WayOfSigning } from '../../store/sign-offs.js';
import { lockClientsUntilCommit } from '../../store/transaction-locks.js';
import type { Deps } from '../deps.js';
import { chosenClients } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';
import { isPlainName } from '../keys/plain-name.js';
import { isSamePerson } from '../keys/same-person.js';
import { remarkText } from './remark-text.js';

/** Which closed revision is signed, by whom. */
export interface SignOffRequest {
  readonly client: string;
  readonly period: string;
  readonly revision: number;
  readonly note?: string | undefined;
  /** Who enters it: the client with its own key, or somebody at the firm. */
  readonly actor: Actor;
  /** A signature that came to the firm. */
  readonly onPaper?: SignedOnPaper;
}

/** Whose signature came to the firm, how, and the day that stands beside it. */
export interface SignedOnPaper {
  readonly by: string;
  readonly received: Exclude<WayOfSigning, 'key'>;
  /** `2026-07-03`. */
  readonly signedOn?: string | undefined;
}

/**
 * Signs the closed revision of a client's period. Who has signed it before changes nothing by signing again without a new note. Stops
 * where the period is not closed, another revision is the current one, who signs has closed it or records it, or the day cannot be.
 */
export async function signOff(deps: Deps, request: SignOffRequest): Promise<Signed> {
  const { client, actor, onPaper } = request;
  await chosenClients(deps, { clients: [client] });
  const profile = clientOf(deps.workspace, client);
  const period = readPeriod(request.period, profile).id;
  const note = remarkText(request.note ?? '', 'note');
  const by = onPaper === undefined ? actorName(actor) : onPaper.by.trim();
  if (!isPlainName(by)) throw new Stop(2, [fault(identityFaults, 'name_unsafe', { of: 'signatory', name: by })]);
  return deps.database.transaction(async tx => {
    await lockClientsUntilCommit(tx, [client]);
    const closing = await requireCurrent(tx, { client, period, revision: request.revision });
    const { revision, evaluation, hash } = closing;
    const received: WayOfSigning = onPaper?.received ?? 'key';
    const signatory = onPaper === undefined ? actor : by;
    const on = onPaper?.signedOn;
    if (on !== undefined)
      requirePlausibleDay(on, { closing, now: deps.clock(), zones: [profile.time_zone, deps.workspace.settings.time_zone] });
    refuseOwnWork(closing, { signatory, recorder: onPaper === undefined ? undefined : actor });
    const own = (await signOffsOf(tx, { client, period })).filter(
      one => one.revision === revision && isSamePerson(one.signatory, signatory),
    );
    const same = own.find(one => isSaidBy(one, { received, note, on }));
    if (same !== undefined) return { client, period, ...signatureOf(same), ledger: same.entry, is_new: false };
    const signed = {
      client,
      period,
      revision,
      evaluation,
      hash,
      by,
      received,
      actor,
      at: deps.clock(),
      ...(note === '' ? {} : { note }),
      ...(on === undefined ? {} : { signed_on: on }),
    };
    const entry = await recordSignOff(tx, signed);
    const made: SignOff = { ...signed, signatory, recordedBy: actorName(actor), entry };
    return { client, period, ...signatureOf(made), ledger: entry, is_new: true };
  });
}

/**
 * Whether an earlier signature of the same person says all that a new one says. What somebody else recorded never stands for the
 * client's own key.
 */
const isSaidBy = (
  earlier: SignOff,
  { received, note, on }: { readonly received: WayOfSigning; readonly note: string; readonly on: string | undefined },
): boolean =>
  (received !== 'key' || earlier.received === 'key') &&
  (note === '' || note === earlier.note) &&
  (on === undefined || on === earlier.signed_on);

/** A revision can be signed from the day on which it was closed, and not after today: days where the client is, or where the firm is. */
function requirePlausibleDay(
  on: string,
  { closing, now, zones }: { readonly closing: Closing; readonly now: number; readonly zones: readonly string[] },
): void {
  const days = (instant: number): readonly number[] => zones.map(zone => localDay(zone, instant));
  const [first, last] = [Math.min(...days(closing.at)), Math.max(...days(now))];
  const day = parseDay(on);
  if (day !== undefined && first <= day && day <= last) return;
  throw new Stop(2, [fault(periodFaults, 'sign_off_day', { given: on, first: dayText(first), last: dayText(last) })]);
}

/** A signature is the word of somebody else than who closed the revision, or who enters what came on paper. */
function refuseOwnWork(
  { client, period, revision, closer }: Closing,
  { signatory, recorder }: { readonly signatory: Actor; readonly recorder: Actor | undefined },
): void {
  const isCloser = isSamePerson(signatory, closer);
  if (!isCloser && (recorder === undefined || !isSamePerson(signatory, recorder))) return;
  const params = { client, period, revision, signatory: actorName(signatory), is: isCloser ? 'closer' : 'recorder' } as const;
  throw new Stop(1, [fault(periodFaults, 'sign_off_own_work', params)]);
}

/** The closing of the revision that is named, while it is the one that is closed. */
async function requireCurrent(
  tx: Transaction,
  { client, period, revision }: { readonly client: string; readonly period: string; readonly revision: number },
): Promise<Closing> {
  const standing = await periodStandingOf(tx, client, period);
  const closing = closedBy(standing);
  if (closing === undefined) {
    const isReopened = standing.state === 'reopened';
    throw new Stop(1, [fault(periodFaults, 'sign_off_not_closed', { client, period, isReopened, next: standing.next })]);
  }
  if (closing.revision === revision) return closing;
  const params = { client, period, revision, current: closing.revision };
  throw new Stop(1, [fault(periodFaults, 'sign_off_outdated', params)]);
}

/** A signature as it is answered. */
export const signatureOf = ({ revision, by, at, received, recordedBy, signed_on: on, note }: SignOff): Signature => ({
  revision,
  by,
  at: isoInstant(at),
  received,
  recorded_by: received === 'key' ? null : recordedBy,
  signed_on: on ?? null,
  note: note ?? null,
});
