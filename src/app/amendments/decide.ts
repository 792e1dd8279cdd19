import type { Actor } from '../../store/actor.js';
import type { Decided, Effect } from '../../contract/amendments.js';
import { clientOf } from '../../rulebook/workspace.js';
import { type Amendment, decideAmendment } from '../../store/amendments.js';
import type { Transaction } from '../../store/connect.js';
import { clientsOfEntry } from '../../store/ledger.js';
import { lockClientsUntilCommit } from '../../store/transaction-locks.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluation/read-period.js';
import { effectOf, proposalsOf, type Window } from '../evaluation/effect.js';
import { findAmendment, requireDecidable, requireRevocable, requireText } from './find.js';
import { type ExclusionBody, exclusionOf, type OverrideBody } from '../evaluation/amendments-in-force.js';
import { reasonFor } from './reason.js';

/** What decides about an exclusion or an override. */
export interface DecisionRequest {
  readonly kind: 'exclusion' | 'override';
  readonly number: number;
  /** Only that client's are known, where one is given. */
  readonly client?: string | undefined;
  readonly decision: 'approval' | 'refusal' | 'revocation';
  /** Needed for all but approvals. */
  readonly why?: string | undefined;
  readonly actor: Actor;
  /** Only shows what it would change: anybody may look, and nothing is decided. */
  readonly dryRun?: boolean;
}

type Body = ExclusionBody | OverrideBody;

/**
 * Approves, refuses or revokes an exclusion or an override, in one transaction with all that follows from it. Who asked for it
 * cannot decide about it. A closed period stays as it is: a revision is proposed.
 */
export async function decide(deps: Deps, request: DecisionRequest): Promise<Decided> {
  const { kind, number, decision, actor, dryRun = false } = request;
  return deps.database.transaction(async tx => {
    await lockClientsUntilCommit(tx, await clientsOfEntry(tx, number));
    const amendment = await findAmendment<Body>(tx, kind, number, request.client);
    const { client } = amendment;
    if (decision === 'approval' && isExclusion(amendment)) await requireStillValid(tx, deps, amendment);
    const window = windowOf(deps, amendment);
    const effectNow = async () => (decision === 'refusal' ? [] : await effectOfDecision(tx, deps, amendment, decision));
    if (dryRun) return { kind, number, client, decision, effect: await effectNow(), proposed: [] };
    if (decision === 'revocation') requireRevocable(amendment, actor);
    else requireDecidable(amendment, actor);
    const why = decision === 'approval' ? request.why?.trim() : requireText(request.why, 'why', `a_${decision}_says_why`);
    const effect = await effectNow();
    await decideAmendment(tx, { kind: decision, client, number, actor, at: deps.clock(), why: why === '' ? undefined : why });
    const proposed = decision === 'refusal' ? [] : await proposalsOf(tx, deps, client, window, actor);
    return { kind, number, client, decision, effect, proposed };
  });
}

/** The facts may have other dates than when it was asked for, and the reason others. */
async function requireStillValid(
  tx: Transaction,
  { workspace }: Deps,
  { client, body }: Amendment<ExclusionBody>,
): Promise<void> {
  await reasonFor(tx, workspace, clientOf(workspace, client), body.reason.code, body);
}

function effectOfDecision(
  tx: Transaction,
  deps: Deps,
  amendment: Amendment<Body>,
  decision: 'approval' | 'revocation',
): Promise<readonly Effect[]> {
  const { client, number } = amendment;
  const window = windowOf(deps, amendment);
  return effectOf(tx, deps, client, window, ({ exclusions, overrides }, period) => {
    const others = {
      exclusions: exclusions.filter(one => one.number !== number),
      overrides: overrides.filter(one => one.number !== number),
    };
    if (decision === 'revocation') return others;
    if (isExclusion(amendment)) return { ...others, exclusions: [...others.exclusions, exclusionOf(amendment)] };
    const { body } = amendment;
    if (!('value' in body) || body.period !== period) return others;
    const { requested_by, requested_at } = amendment;
    const approved = { number, requested_by, requested_at, approved_by: '', approved_at: 0 };
    return { ...others, overrides: [...others.overrides, { ...body, ...approved }] };
  });
}

const isExclusion = (amendment: Amendment<Body>): amendment is Amendment<ExclusionBody> => amendment.kind === 'exclusion';

/** The time that an exclusion or override is about. */
function windowOf({ workspace }: Pick<Deps, 'workspace'>, amendment: Amendment<Body>): Window {
  const { body, client } = amendment;
  if ('value' in body) {
    const { from, to } = readPeriod(body.period, clientOf(workspace, client));
    return { from, to };
  }
  const { from, to } = body;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
