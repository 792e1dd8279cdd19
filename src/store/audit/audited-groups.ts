import type { Knex } from 'knex';
import type { Part } from '../../metrics/compile.js';
import { isByIndex, mostLookedUp } from '../group-search.js';
import { runStatement } from '../run-statement.js';
import { countInWindow, type FactWindow, isBounded, nameOf, searchTried } from './fact-window.js';

/** Which groups of parts, all of one kind, are to be looked up in an index for `factsFor` and `isOfSeveral`, as `waysLookedUp` has it. */
export async function groupsLookedUp(
  tx: Knex.Transaction,
  parts: readonly Part[],
  known: FactWindow & { readonly search?: 'look_up' | 'compare' },
): Promise<ReadonlySet<string>> {
  const ways = [...new Map(parts.filter(({ per }) => per.length > 0).map(part => [nameOf(part), part])).values()];
  const [first] = ways;
  if (first === undefined || !isBounded(parts, known) || known.search === 'compare') return new Set();
  const isAsked = known.search === 'look_up';
  const most = isAsked ? Number.MAX_SAFE_INTEGER : await mostLookedUp(tx, [known.client]);
  if (most === 0) return new Set();
  const [inWindow] = await runStatement(tx, countInWindow(parts, known, most));
  if (inWindow === undefined || Number(inWindow['facts']) >= most || inWindow['is_long'] === true) return new Set();
  const found = new Set<string>();
  for (const part of ways)
    if (isAsked || (await isByIndex(tx, searchTried(part, parts, known), part.per))) found.add(nameOf(part));
  return found;
}
