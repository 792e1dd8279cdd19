import type { ImportedBatch as ImportedBatchJson } from '../../contract/imports.js';
import type { Fault } from '../../faults/fault.js';
import { faultJson } from '../../faults/worded.js';
import type { Actor } from '../../store/actor.js';
import type { RowsToMend } from './mending-rows.js';
import type { RepeatedFault } from './row-findings.js';

/** Which file to import, how to read it, and on whose behalf. */
export interface ImportRequest {
  readonly path: string;
  /** The layout's name; without it the import stops and shows a proposal. */
  readonly layout?: string | undefined;
  /** Does everything and takes it back. */
  readonly dryRun: boolean;
  /** Reads no more rows than so many: for a dry run that answers at once. */
  readonly firstRows?: number;
  readonly actor: Actor;
  /** Whose decisions about rejected rows are told of: those in batches that are all of these clients. Left out: nobody's. */
  readonly clients?: readonly string[] | 'all' | undefined;
  /** The rejected rows that the file holds once more. */
  readonly mends?: RowsToMend | undefined;
}

/** What became of one file. `rejects` is the file that holds the rejected rows, `findings` the first of their faults. */
export interface ImportedBatch extends Omit<ImportedBatchJson, 'warnings' | 'errors' | 'findings'> {
  readonly warnings: readonly RepeatedFault[];
  readonly errors: readonly RepeatedFault[];
  readonly findings: readonly Fault[];
}

/** A batch as JSON carries it. */
export const batchJson = (batch: ImportedBatch) => ({
  ...batch,
  warnings: batch.warnings.map(faultJson),
  errors: batch.errors.map(faultJson),
  findings: batch.findings.map(faultJson),
});
