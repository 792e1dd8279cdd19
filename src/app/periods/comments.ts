import type { Actor } from '../../store/actor.js';
import type { CommentView, CommentWritten } from '../../contract/comments.js';
import { isoInstant } from '../../facts/time.js';
import { fault } from '../../faults/make.js';
import { periodFaults } from '../../faults/periods.js';
import { ruleFaults } from '../../faults/rules.js';
import { Stop } from '../../faults/stop.js';
import { clientOf } from '../../rulebook/workspace.js';
import { type Comment, commentsOf, recordComment, standingComments } from '../../store/comments.js';
import type { Transaction } from '../../store/connect.js';
import { findEvaluation } from '../../store/evaluations.js';
import { lockClientsUntilCommit } from '../../store/transaction-locks.js';
import type { Deps } from '../deps.js';
import { chosenClients } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';
import { remarkText } from './remark-text.js';

/** Which period of a client a comment is about, and which metric of it. */
interface CommentPlace {
  readonly client: string;
  readonly period: string;
  /** Null where it is about the whole period. */
  readonly metric: string | null;
}

/**
 * Writes a comment in the place of the one before; an empty text takes that away. Stops where the period was not evaluated or has no
 * such metric, and where there is nothing to take away.
 */
export async function writeComment(
  deps: Deps,
  request: CommentPlace & { readonly text: string; readonly actor: Actor },
): Promise<CommentWritten> {
  const { client, metric, actor } = request;
  const { workspace } = deps;
  await chosenClients(deps, { clients: [client] });
  const period = readPeriod(request.period, clientOf(workspace, client)).id;
  const text = remarkText(request.text, 'text');
  return deps.database.transaction(async tx => {
    await lockClientsUntilCommit(tx, [client]);
    const before = standingComments(await commentsOf(tx, { client, period })).find(one => one.metric === metric);
    const place = { client, period, metric };
    if (text === '' && before === undefined) throw new Stop(1, [fault(periodFaults, 'comment_not_there', place)]);
    if (text !== '') await requirePlace(tx, place);
    // The same words again are no new comment.
    if (text === before?.text) return { ...place, text, ledger: null };
    return { ...place, text, ledger: await recordComment(tx, { ...place, text, actor, at: deps.clock() }) };
  });
}

async function requirePlace(tx: Transaction, { client, period, metric }: CommentPlace): Promise<void> {
  const evaluation = await findEvaluation(tx, { client, period });
  if (evaluation === undefined) throw new Stop(1, [fault(periodFaults, 'comment_too_early', { client, period })]);
  const known = evaluation.document.metrics.map(one => one.metric);
  if (metric !== null && !known.includes(metric)) throw new Stop(2, [fault(ruleFaults, 'metric_unknown', { metric, known })]);
}

/** The comments that stand, of one client and one period where these are given. */
export async function listComments(
  deps: Deps,
  { client, period }: { readonly client?: string | undefined; readonly period?: string | undefined },
): Promise<readonly CommentView[]> {
  if (client !== undefined) await chosenClients(deps, { clients: [client] });
  const of = client === undefined ? deps.workspace.settings.time_zone : clientOf(deps.workspace, client);
  const asked = { client, period: period === undefined ? undefined : readPeriod(period, of).id };
  const all = await deps.database.transaction(tx => commentsOf(tx, asked));
  return standingComments(all).map(commentView);
}

/** A comment as it is answered. */
export const commentView = ({ client, period, metric, text, by, at }: Comment): CommentView => ({
  client,
  period,
  metric,
  text,
  by,
  at: isoInstant(at),
});
