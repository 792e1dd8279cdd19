import type { RejectsOfBatch } from '../../contract/month.js';
import { fileName } from '../../facts/file-name.js';
import type { Period } from '../../facts/period.js';
import type { Workspace } from '../../rulebook/workspace.js';
import type { Transaction } from '../../store/connect.js';
import { batchesWithRejects, type BatchWithRejects } from '../../store/mended.js';

/** A batch with rejected rows, its file by its name alone. */
export function batchJson(one: BatchWithRejects): RejectsOfBatch {
  const { batch, rejected, to_mend, mended, rejected_again, settled } = one;
  return { batch, file: one.file === null ? null : fileName(one.file), rejected, to_mend, mended, rejected_again, settled };
}

/** The batches with rejected rows that are left to mend and are of a client's period, or may be. */
export async function rejectsLeft(
  tx: Transaction,
  { isBound }: Pick<Workspace, 'isBound'>,
  client: string,
  { from, to }: Period,
): Promise<readonly RejectsOfBatch[]> {
  const batches = await batchesWithRejects(tx, [{ client, from, to }], isBound === true);
  return batches.filter(({ to_mend: left }) => left > 0).map(batchJson);
}
