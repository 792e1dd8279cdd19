import type { Actor } from '../../store/actor.js';
import type { CommentView, CommentWritten } from '../../contract/comments.js';
import type { Signed, SignOffState } from '../../contract/sign-offs.js';
import { commentsOf, standingComments } from '../../store/comments.js';
import { closedBy, periodStandingOf } from '../../store/periods.js';
import { signOffsOf } from '../../store/sign-offs.js';
import type { Deps } from '../deps.js';
import { commentView, writeComment } from '../periods/comments.js';
import { commentsOfRevision } from '../periods/remarks.js';
import { signatureOf, signOff, type SignOffRequest } from '../periods/sign-off.js';
import { visibleDocument } from '../visible/documents.js';
import { checkClient, type Visibility } from '../visible/visibility.js';
import { visiblePeriod } from '../visible/visible-period.js';

interface Place {
  readonly client: string;
  readonly period: string;
}

/** The comments that stand beside what the caller is shown of a period. */
export async function visibleComments(deps: Deps, visibility: Visibility, asked: Place): Promise<readonly CommentView[]> {
  const shown = await visiblePeriod(deps, visibility, asked);
  const { client, period } = shown;
  return deps.database.transaction(async tx => {
    const all = await commentsOf(tx, { client, period });
    // Who sees what is open sees what is written for it, also before it is evaluated anew.
    const comments = visibility.seesProvisional
      ? standingComments(all)
      : commentsOfRevision(all, await periodStandingOf(tx, client, period), shown);
    const { document } = await visibleDocument(tx, shown);
    const known = new Set<string | null>([null, ...document.metrics.map(({ metric }) => metric)]);
    return comments.filter(({ metric }) => known.has(metric)).map(commentView);
  });
}

/** Writes or takes away a comment of a client that the caller may see. */
export async function commentVisibly(
  deps: Deps,
  visibility: Visibility,
  asked: Place & { readonly metric: string | null; readonly text: string; readonly actor: Actor },
): Promise<CommentWritten> {
  await checkClient(deps, visibility, asked.client);
  const written = await writeComment(deps, asked);
  await deps.database.settle();
  return written;
}

/** Who signed what the caller is shown of a period, and the revisions before it. */
export async function visibleSignOffs(deps: Deps, visibility: Visibility, asked: Place): Promise<SignOffState> {
  const { client, period, state, revision } = await visiblePeriod(deps, visibility, asked);
  return deps.database.transaction(async tx => {
    const closing = closedBy(await periodStandingOf(tx, client, period));
    const signed = (await signOffsOf(tx, { client, period })).filter(one => one.revision <= revision);
    const can_be_signed = state === 'closed' && closing?.revision === revision;
    return { client, period, state, revision, can_be_signed, signed_off: signed.map(signatureOf) };
  });
}

/**
 * Signs a closed revision with the client's own key, or records for a client that the caller may see what it signed on paper. A
 * client is not told the ledger's number, which counts what is done for others too.
 */
export async function signOffVisibly(deps: Deps, visibility: Visibility, asked: SignOffRequest): Promise<Signed> {
  await checkClient(deps, visibility, asked.client);
  const signed = await signOff(deps, asked);
  await deps.database.settle();
  return visibility.isClient ? { ...signed, ledger: null } : signed;
}
