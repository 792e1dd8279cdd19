import type { DisputeOpened } from '../../contract/amendments.js';
import { closedEvaluation } from '../../store/evaluations.js';
import { periodStandings } from '../../store/periods.js';
import { type DisputeRequest, openDispute } from '../amendments/dispute.js';
import { type Listed, listAmendments, type ListRequest } from '../amendments/list.js';
import type { AmendmentKind } from '../../store/amendments.js';
import type { Deps } from '../deps.js';
import { type OwnNumber, ownDisputeNumbers, withOwnDispute } from '../visible/own-disputes.js';
import { seesClient, type Visibility } from '../visible/visibility.js';

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
  if (!isClient) return all;
  const own = await deps.database.transaction(tx => ownDisputeNumbers(tx, request.client));
  const forClient = (listed: readonly Listed<K>[]) => listed.map(one => amendmentForClient(one, own));
  if (request.kind === 'dispute') return forClient(all);
  const decided = all.filter(({ state }) => state === 'approved' || state === 'revoked');
  if (seesProvisional) return forClient(decided);
  const used = await amendmentsOfClosings(deps, request.client);
  return forClient(decided.filter(({ number }) => used.has(number)));
}

/** The disputes, exclusions or overrides of all clients that a caller may see, in one state where that is given. */
export async function visibleAmendmentsOfAll<K extends AmendmentKind>(
  deps: Deps,
  visibility: Visibility,
  request: Pick<ListRequest<K>, 'kind' | 'state'>,
): Promise<readonly Listed<K>[]> {
  const { clients, isClient } = visibility;
  if (!isClient || clients === 'all') {
    const all = await listAmendments(deps, request);
    return all.filter(({ client }) => seesClient(visibility, client));
  }
  const own: Listed<K>[] = [];
  for (const client of clients) own.push(...(await visibleAmendments(deps, visibility, { ...request, client })));
  return own.toSorted((a, b) => (a.requested_at < b.requested_at ? -1 : a.requested_at > b.requested_at ? 1 : 0));
}

/** Opens a dispute as a caller sees periods, and numbers it as the caller sees disputes. */
export async function openVisibly(
  deps: Deps,
  { isClient, seesProvisional }: Visibility,
  asked: Omit<DisputeRequest, 'seesClosedOnly'>,
): Promise<DisputeOpened> {
  const opened = await openDispute(deps, { ...asked, seesClosedOnly: !seesProvisional });
  if (!isClient) return opened;
  const own = await deps.database.transaction(tx => ownDisputeNumbers(tx, opened.client));
  return { ...opened, dispute: own(opened.dispute) };
}

/** Without numbers that count what is done for others: disputes are counted among the client's own, entries are not named. */
function amendmentForClient<K extends AmendmentKind>(one: Listed<K>, own: OwnNumber): Listed<K> {
  const { kind, number, decisions, about } = one;
  const shown = {
    ...one,
    number: kind === 'dispute' ? own(number) : number,
    decisions: decisions.map(decision => ({ ...decision, ledger: null })),
    about: 'dispute' in about ? withOwnDispute(about, own) : about,
  };
  // Of the same kind as before: only numbers were replaced.
  return shown as Listed<K>;
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
