import type { Reason } from '../../contract/amendments.js';
import type { Deps } from '../deps.js';
import { seesClient, type Visibility } from '../visible/visibility.js';

/** The reasons that hold for a client that the caller may see, each code once. */
export function visibleReasons({ workspace }: Deps, visibility: Visibility): readonly Reason[] {
  const known = new Map<string, Reason>();
  for (const { code, label, party, excusable, scope } of workspace.rulebook.reasons) {
    const isSeen = scope?.client === undefined || seesClient(visibility, scope.client);
    if (isSeen && !known.has(code)) known.set(code, { code, label, party, excusable });
  }
  return [...known.values()];
}
