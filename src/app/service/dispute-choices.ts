import type { Reason } from '../../contract/amendments.js';
import type { AmendmentKind } from '../../store/amendments.js';
import { type Listed, listAmendments, type ListRequest } from '../amendments/list.js';
import type { Deps } from '../deps.js';
import { seesClient, type Visibility } from '../visible/visibility.js';

/** The disputes, exclusions or overrides of all clients that a caller may see, in one state where that is given. */
export async function visibleAmendmentsOfAll<K extends AmendmentKind>(
  deps: Deps,
  visibility: Visibility,
  request: Pick<ListRequest<K>, 'kind' | 'state'>,
): Promise<readonly Listed<K>[]> {
  const all = await listAmendments(deps, request);
  return all.filter(({ client }) => seesClient(visibility, client));
}

/** The reasons that hold for a client that the caller may see, each code once. */
export function visibleReasons({ workspace }: Deps, visibility: Visibility): readonly Reason[] {
  const known = new Map<string, Reason>();
  for (const { code, label, party, excusable, scope } of workspace.rulebook.reasons) {
    const isSeen = scope?.client === undefined || seesClient(visibility, scope.client);
    if (isSeen && !known.has(code)) known.set(code, { code, label, party, excusable });
  }
  return [...known.values()];
}
