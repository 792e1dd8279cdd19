import type { WithdrawnImport } from '../../contract/import-details.js';
import type { LateTouch } from '../../contract/imports.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { storeFaults } from '../../faults/store.js';
import type { Actor } from '../../store/actor.js';
import { type WithdrawalReport, withdrawBatch } from '../../store/facts/withdraw.js';
import { isBatchOf } from '../../store/mended.js';
import type { Deps } from '../deps.js';
import { lateTouches } from '../periods/late.js';
import { importShown } from './list-imports.js';

interface WithdrawalRequest {
  readonly batch: number;
  readonly reason: string;
  readonly actor: Actor;
  /** Does everything and takes it back. */
  readonly dryRun?: boolean;
}

/** Takes an imported batch back in the open, as a batch of its own. Stops where there is no such batch or it cannot be taken back. */
export async function withdrawImport(
  deps: Deps,
  request: WithdrawalRequest,
): Promise<WithdrawalReport & { readonly late: readonly LateTouch[] }> {
  const report = await withdrawBatch(deps.database, { ...request, at: deps.clock });
  return { ...report, late: await lateTouches(deps, report) };
}

/**
 * The same for who asks the service, in numbers of facts; undefined where the caller sees no such batch. Stops with exit code 1 where it was
 * withdrawn already, or is a withdrawal itself.
 */
export async function withdrawShown(
  deps: Deps,
  { clients, ...request }: WithdrawalRequest & { readonly clients: readonly string[] | 'all' },
): Promise<WithdrawnImport | undefined> {
  const { batch } = request;
  const isOwn = clients === 'all' || (await deps.database.transaction(tx => isBatchOf(tx, batch, clients)));
  const shown = isOwn ? await importShown(deps, batch, 'all') : undefined;
  if (shown === undefined) return undefined;
  const { withdrawn_by: by, withdraws } = shown;
  if (withdraws !== null) throw new Stop(1, [fault(storeFaults, 'batch_is_withdrawal', { batch, withdraws })]);
  if (by !== null) throw new Stop(1, [fault(storeFaults, 'batch_already_withdrawn', { batch, by })]);
  const { batch: made, gone, rows, late } = await withdrawImport(deps, request);
  return { batch: made, withdraws: batch, facts: rows.read, gone, changed: rows.changed - gone, late };
}
