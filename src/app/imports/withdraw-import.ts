import type { LateTouch } from '../../contract/imports.js';
import type { Actor } from '../../store/actor.js';
import type { BatchReport } from '../../store/facts/load.js';
import { withdrawBatch } from '../../store/facts/withdraw.js';
import type { Deps } from '../deps.js';
import { lateTouches } from '../periods/late.js';

/** Takes an imported batch back in the open, as a batch of its own. Stops where there is no such batch or it cannot be taken back. */
export async function withdrawImport(
  deps: Deps,
  request: { readonly batch: number; readonly reason: string; readonly actor: Actor },
): Promise<Omit<BatchReport, 'overwritten' | 'changes'> & { readonly withdraws: number; readonly late: readonly LateTouch[] }> {
  const report = await withdrawBatch(deps.database, { ...request, at: deps.clock });
  return { ...report, late: await lateTouches(deps, report) };
}
