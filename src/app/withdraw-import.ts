import type { BatchReport } from '../store/facts/load.js';
import { withdrawBatch } from '../store/facts/withdraw.js';
import type { Deps } from './deps.js';

/** Takes an imported batch back in the open, as a batch of its own. Stops where there is no such batch or it cannot be taken back. */
export async function withdrawImport(
  deps: Deps,
  request: { readonly batch: number; readonly reason: string; readonly actor: string },
): Promise<BatchReport & { readonly withdraws: number }> {
  return withdrawBatch(deps.database, { ...request, at: deps.clock });
}
