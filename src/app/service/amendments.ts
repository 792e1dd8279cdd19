import { closedEvaluation } from '../../store/evaluations.js';
import { periodStandings } from '../../store/periods.js';
import { type Listed, listAmendments, type ListRequest } from '../amendments/list.js';
import type { AmendmentKind } from '../../store/amendments.js';
import type { Deps } from '../deps.js';
import type { Visibility } from '../visible/visibility.js';

/**
 * Disputes, exclusions or overrides as a caller may see them. Staff see all of them, and a client all its disputes. Of the
 * others a client sees those that were approved or revoked; where it sees only closed revisions, those that a closed revision
 * was made with.
 */
export async function visibleAmendments<K extends AmendmentKind>(
  deps: Deps,
  { isClient, seesProvisional }: Visibility,
  request: ListRequest<K> & { readonly client: string },
): Promise<readonly Listed<K>[]> {
  const all = await listAmendments(deps, request);
  if (!isClient || request.kind === 'dispute') return all;
  const decided = all.filter(({ state }) => state === 'approved' || state === 'revoked');
  if (seesProvisional) return decided;
  const used = await amendmentsOfClosings(deps, request.client);
  return decided.filter(({ number }) => used.has(number));
}

/** The exclusions and overrides that the closed revisions of a client were made with. */
function amendmentsOfClosings({ database }: Deps, client: string): Promise<ReadonlySet<number>> {
  return database.transaction(async tx => {
    const used = new Set<number>();
    for (const { closings } of await periodStandings(tx, { client })) {
      for (const closing of closings) {
        const { exclusions = [], metrics } = (await closedEvaluation(tx, closing)).document;
        for (const { exclusion } of exclusions) used.add(exclusion);
        for (const { override } of metrics) if (override !== undefined) used.add(override.override);
      }
    }
    return used;
  });
}
