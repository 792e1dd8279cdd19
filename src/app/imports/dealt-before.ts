import type { BatchReport } from '../../store/facts/load.js';
import { dealtBefore } from '../../store/rejected-marks.js';
import { restrictedTo } from '../../store/row-security.js';
import type { Deps } from '../deps.js';
import type { ImportedBatch, ImportRequest } from './imported-batch.js';

/** How many of a batch's rejected rows are left to nobody, as far as whoever imports it may know. */
export async function dealtBeforeOf(
  { database }: Pick<Deps, 'database'>,
  { clients }: Pick<ImportRequest, 'clients'>,
  { batch, rows }: Pick<BatchReport, 'batch' | 'rows'>,
): Promise<Pick<ImportedBatch, 'dealt_before'>> {
  if (batch === null || rows.rejected === 0 || clients === undefined) return {};
  // The import itself works with the login of the service, which sees everybody's decisions.
  const seeing = clients === 'all' ? database : restrictedTo(database, clients, { hold: 'none', does: 'read' });
  const dealt = await seeing.transaction(tx => dealtBefore(tx, batch));
  return dealt === 0 ? {} : { dealt_before: dealt };
}
