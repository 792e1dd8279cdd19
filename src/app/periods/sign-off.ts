import { type Actor, actorName } from '../../store/actor.js';
import type { Signature, Signed } from '../../contract/sign-offs.js';
import { isoInstant } from '../../facts/time.js';
import { identityFaults } from '../../faults/identity.js';
import { fault } from '../../faults/make.js';
import { periodFaults } from '../../faults/periods.js';
import { Stop } from '../../faults/stop.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Transaction } from '../../store/connect.js';
import { type Closing, closedBy, periodStandingOf } from '../../store/periods.js';
import { recordSignOff, type SignOff, signOffsOf, type WayOfSigning } from '../../store/sign-offs.js';
import { lockUntilCommit } from '../../store/transaction-locks.js';
import type { Deps } from '../deps.js';
import { chosenClients, readPeriod } from '../evaluation/evaluate.js';
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
  /** A signature that came to the firm: whose it is, and how it came. */
  readonly onPaper?: { readonly by: string; readonly received: Exclude<WayOfSigning, 'key'> };
}

/**
 * Signs the closed revision of a client's period. Who has signed it before changes nothing by signing again. Stops where the period is
 * not closed, or another revision is the current one.
 */
export async function signOff(deps: Deps, request: SignOffRequest): Promise<Signed> {
  const { client, actor, onPaper } = request;
  await chosenClients(deps, { clients: [client] });
  const period = readPeriod(request.period, clientOf(deps.workspace, client)).id;
  const note = remarkText(request.note ?? '', 'note');
  const by = onPaper === undefined ? actorName(actor) : onPaper.by.trim();
  if (!isPlainName(by)) throw new Stop(2, [fault(identityFaults, 'name_unsafe', { of: 'signatory', name: by })]);
  return deps.database.transaction(async tx => {
    await lockUntilCommit(tx, 'load');
    const { revision, evaluation, hash } = await requireCurrent(tx, { client, period, revision: request.revision });
    const received: WayOfSigning = onPaper?.received ?? 'key';
    const signatory = onPaper === undefined ? actor : by;
    const earlier = await signOffsOf(tx, { client, period });
    const same = earlier.find(one => one.revision === revision && isSamePerson(one.signatory, signatory));
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
    };
    const entry = await recordSignOff(tx, signed);
    const made: SignOff = { ...signed, signatory, recordedBy: actorName(actor), entry };
    return { client, period, ...signatureOf(made), ledger: entry, is_new: true };
  });
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
export const signatureOf = ({ revision, by, at, received, recordedBy, note }: SignOff): Signature => ({
  revision,
  by,
  at: isoInstant(at),
  received,
  recorded_by: received === 'key' ? null : recordedBy,
  note: note ?? null,
});
