import type { ImportedBatch } from '../../app/imports/import-file.js';
import { lateText } from './late-batches.js';
import { textTable } from './result-table.js';

/** What became of imported files, as a table for the terminal. */
export function importSummary(batches: readonly ImportedBatch[]): string {
  const rows = batches.map(({ batch, file, layout, rows: counts }) => [
    batch === null ? 'dry run' : String(batch),
    file.split('/').at(-1) ?? file,
    layout,
    ...[counts.read, counts.new, counts.changed, counts.unchanged, counts.rejected, counts.skipped].map(count => String(count)),
  ]);
  const table = textTable(
    [['batch', 'file', 'layout', 'read', 'new', 'changed', 'unchanged', 'rejected', 'skipped'], ...rows],
    [3, 4, 5, 6, 7, 8],
  );
  const rejects = batches.flatMap(({ rejects: file }) => (file === null ? [] : [`Rejected rows, each with its reason: ${file}`]));
  const late = batches.flatMap(({ batch, late: touches }) => lateText(batch, touches));
  return [table, ...rejects, ...late].join('\n');
}
