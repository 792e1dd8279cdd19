import type { ContractAnswer } from '../../contract/contracts.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { checkClient, type Visibility } from '../visible/visibility.js';
import { contractInForce, dayAsked } from './find-contract.js';
import { contractView } from './show.js';

/** The contract in force for a client that the caller may see, on a day or today. */
export async function contractOf(
  deps: Deps,
  visibility: Visibility,
  { client: code, on }: { readonly client: string; readonly on: string | undefined },
): Promise<ContractAnswer> {
  await checkClient(deps, visibility, code);
  const client = clientOf(deps.workspace, code);
  const day = dayAsked(on, deps.clock(), client.time_zone);
  const found = contractInForce(deps.workspace, client, day);
  return { client: code, on: day, contract: found === undefined ? null : contractView(deps.workspace, found) };
}
