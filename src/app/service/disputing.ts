import type { Label } from '../../facts/label.js';
import { type AmendmentListed, listAmendments, type ListRequest } from '../amendments/list.js';
import type { Deps } from '../deps.js';
import { seesClient, type Sight } from '../visible/visibility.js';
import { rulesSeen } from './rules.js';

/** The disputes, exclusions or overrides of all clients that a caller may see, in one state where that is given. */
export async function amendmentsOfAll(
  deps: Deps,
  sight: Sight,
  request: Pick<ListRequest, 'kind' | 'state'>,
): Promise<readonly AmendmentListed[]> {
  const all = await listAmendments(deps, request);
  return all.filter(({ client }) => seesClient(sight, client));
}

/** A reason as the catalogue has it. */
export interface KnownReason {
  readonly code: string;
  readonly label: Label;
  readonly party: string;
  readonly excusable: boolean;
}

/** The reasons that hold for a client that the caller may see, each code once. */
export function reasonsKnown(deps: Deps, sight: Sight): readonly KnownReason[] {
  const known = new Map<string, KnownReason>();
  for (const { code, label, party, excusable } of rulesSeen(deps, sight).reasons) {
    if (!known.has(code)) known.set(code, { code, label, party, excusable });
  }
  return [...known.values()];
}
