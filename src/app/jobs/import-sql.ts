import { type Finding, findingsOf } from '../../faults/finding.js';
import { jobFaults } from '../../faults/jobs.js';
import { fault } from '../../faults/make.js';
import type { JobOf } from '../../rulebook/shapes/job.js';
import type { Deps } from '../deps.js';
import { importFile } from '../imports/import-file.js';
import type { ImportedBatch } from '../imports/imported-batch.js';
import { forEachIndependently, type Outcome, type JobContext } from './job-context.js';

/**
 * Imports the rows of queries, each query from where its last run ended. That place is recorded after the batch is committed: a
 * process that is killed in between reads some rows again, which changes nothing, and never skips one.
 */
export async function importSqlJob(deps: Deps, job: JobOf<'import_sql'>, work: JobContext): Promise<Outcome> {
  const batches: ImportedBatch[] = [];
  const { failed, failures } = await forEachIndependently(
    work,
    job.with.layouts,
    layout => layout,
    async layout => {
      const request = { path: layout, layout, dryRun: work.dryRun, actor: work.actor, clients: 'all' } as const;
      const batch = await importFile(deps, request);
      batches.push(batch);
      work.note(importedText(batch));
    },
  );
  if (!work.dryRun) await deps.database.settle();
  return { counts: { ...rowCounts(batches), failed }, findings: batches.flatMap(findingsOfBatch), failures };
}

/** The rows of some batches, added up. */
export function rowCounts(batches: readonly ImportedBatch[]): Readonly<Record<string, number>> {
  const sum = (name: keyof ImportedBatch['rows']): number => batches.reduce((total, { rows }) => total + rows[name], 0);
  return { batches: batches.length, read: sum('read'), new: sum('new'), changed: sum('changed'), rejected: sum('rejected') };
}

/** A batch as a line of the log. */
export function importedText({ batch, file, layout, rows, repeated, dealt_before: before }: ImportedBatch): string {
  const apart = { ...rows, unchanged: rows.unchanged - repeated };
  const counts = (['read', 'new', 'changed', 'unchanged', 'rejected', 'skipped'] as const).map(name => `${apart[name]} ${name}`);
  if (before !== undefined) counts[4] += ` (${before} of them settled or mended before)`;
  if (repeated > 0) counts.splice(4, 0, `${repeated} twice in the file`);
  return `${batch === null ? 'Would import' : `Batch ${batch}:`} ${file} as ${layout}: ${counts.join(', ')}.`;
}

/** Rejected rows are for a person to look at; so is what came too late for a closed period. */
export function findingsOfBatch({ batch, file, rows, rejects, late }: ImportedBatch): readonly Finding[] {
  const rejected = rows.rejected === 0 ? [] : [fault(jobFaults, 'rows_rejected', { rows: rows.rejected, rejects })];
  const tooLate = late.map(({ client, period }) => fault(jobFaults, 'batch_late', { batch, client, period }));
  return findingsOf([...rejected, ...tooLate], file);
}
