import type { Explanation, LedgerEntryView, TracedFact } from '../../contract/audit.js';
import type { Diff } from '../../contract/audit-diff.js';
import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { readFaults } from '../../faults/reads.js';
import { Stop } from '../../faults/stop.js';
import { isoInstant } from '../../facts/time.js';
import { ledgerBefore } from '../../store/ledger.js';
import { diffEvaluations } from '../audit/diff.js';
import { type ExplainRequest, explain } from '../audit/explain.js';
import { resolveEvaluation } from '../audit/find-evaluation.js';
import { trace, type TraceRequest } from '../audit/trace.js';
import { verificationJson, verify } from '../audit/verify.js';
import type { Deps } from '../deps.js';
import { clientNotFound, seesClient, seesInternal, type Visibility } from '../visible/visibility.js';

/** A page of the ledger, the last entry first; who is bound to clients sees the entries that name them. */
export async function ledgerPage(
  { database }: Deps,
  { clients }: Visibility,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly entries: readonly LedgerEntryView[]; readonly next: string | null }> {
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) throw new Stop(2, [fault(readFaults, 'cursor_unreadable', { cursor })]);
  const before = cursor === undefined ? undefined : Number(cursor);
  const found = await database.transaction(tx => ledgerBefore(tx, { before, limit: limit + 1, clients }));
  const entries = found.slice(0, limit).map(entry => ({ ...entry, at: isoInstant(entry.at) }));
  return { entries, next: found.length > limit ? String(entries.at(-1)?.entry ?? '') : null };
}

/** Verifies one evaluation, or everything where none is named, with the ledger and the facts behind: this is of all clients. */
export const verifyAll = (deps: Deps, evaluation: string | undefined): Promise<ReturnType<typeof verificationJson>> =>
  verify(deps, evaluation).then(verificationJson);

/** Every version of the facts with a number, of the clients that the caller may see. */
export async function visibleTrace(
  deps: Deps,
  visibility: Visibility,
  { number, client, language }: Pick<TraceRequest, 'number' | 'client' | 'language'>,
): Promise<readonly TracedFact[]> {
  if (client !== undefined && !seesClient(visibility, client)) throw clientNotFound(client);
  if (visibility.clients === 'all') return trace(deps, { number, client, language });
  const found: TracedFact[] = [];
  for (const own of client === undefined ? visibility.clients : [client]) {
    // Of similar numbers, too, only the caller's own would be named.
    found.push(...(await trace(deps, { number, client: own, language }).catch(emptyOn('number_unknown'))));
  }
  if (found.length > 0) return found;
  throw new Stop(2, [fault(auditFaults, 'number_unknown', { number, kind: undefined, near: undefined })]);
}

const emptyOn =
  (code: string) =>
  (failure: unknown): readonly TracedFact[] => {
    if (failure instanceof Stop && failure.faults[0]?.code === code) return [];
    throw failure;
  };

/** What changed between two evaluations, by cause. */
export async function visibleDiff(
  deps: Deps,
  visibility: Visibility,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Diff> {
  const [before, after] = [await visibleEvaluationId(deps, visibility, from), await visibleEvaluationId(deps, visibility, to)];
  return diffEvaluations(deps, before, after);
}

/** How a figure came about. */
export async function visibleExplanation(
  deps: Deps,
  visibility: Visibility,
  asked: Pick<ExplainRequest, 'evaluation' | 'metric' | 'memberships' | 'language'>,
): Promise<Explanation> {
  const isWhole = seesInternal(visibility);
  const evaluation = await visibleEvaluationId(deps, visibility, asked.evaluation);
  const { internal, ...explained } = await explain(deps, { ...asked, evaluation, isOfContractAlone: !isWhole });
  return isWhole && internal !== undefined ? { ...explained, internal } : explained;
}

/** The name as it was given, once it names an evaluation that the caller may see. */
async function visibleEvaluationId(deps: Deps, visibility: Visibility, given: string): Promise<string> {
  if (visibility.clients === 'all') return given;
  const hidden = new Stop(2, [fault(readFaults, 'evaluation_not_here', { evaluation: given })]);
  // Nearest names and ambiguous beginnings would reveal evaluations of other clients.
  const named = await deps.database
    .transaction(tx => resolveEvaluation(tx, given))
    .catch((failure: unknown) => {
      throw failure instanceof Stop ? hidden : failure;
    });
  if (!seesClient(visibility, named.client)) throw hidden;
  return given;
}
