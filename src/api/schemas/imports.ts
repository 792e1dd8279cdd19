import { z } from 'zod';
import { faultSchema } from './fault.js';

const count = z.number().int().min(0);
const instant = z.string().describe('ISO 8601, UTC');

const rows = z
  .strictObject({ read: count, new: count, changed: count, unchanged: count, rejected: count, skipped: count })
  .describe('read = new + changed + unchanged + rejected + skipped')
  .meta({ id: 'RowCounts' });

const batch = z
  .strictObject({
    batch: z.number().int().nullable().describe('Null where the file was only tried.'),
    file: z.string(),
    sha256: z.string(),
    layout: z.string(),
    fact: z.string(),
    rows,
    rejects: z.string().nullable().describe('Where the rejected rows can be fetched.'),
    warnings: z.array(faultSchema),
    findings: z.array(faultSchema).describe('The first faults of rejected rows, with line and column.'),
    late: z
      .array(z.strictObject({ client: z.string(), period: z.string(), revision: z.number().int(), facts: count }))
      .describe('Closed periods that it touches; nothing of them has changed.'),
  })
  .meta({ id: 'ImportedBatch' });

/** What an import answers. */
export const answerSchema = z.strictObject({ batches: z.array(batch) }).meta({ id: 'ImportAnswer' });

/** How far an upload is. */
export const uploadSchema = z
  .strictObject({
    id: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    file: z.string(),
    layout: z.string(),
    rows: count.nullable().describe('Rows read so far, while it runs.'),
    bytes: count.nullable(),
    started_at: instant,
    ended_at: instant.nullable(),
    answer: z.unknown().describe('Once it is done what POST /imports would have answered, once it has failed { faults }.'),
  })
  .meta({ id: 'Upload' });

/** A batch in the list of imports. */
export const importSchema = z
  .strictObject({
    batch: z.number().int(),
    kind: z.string(),
    layout: z.string().nullable(),
    file: z.string().nullable(),
    sha256: z.string().nullable(),
    actor: z.string(),
    committed_at: instant,
    rows,
    rejects: z.string().nullable(),
    withdraws: z.number().int().nullable().describe('The batch that this one takes back.'),
    withdrawn_by: z.number().int().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Import' });

/** A page of imports. */
export const importPageSchema = z
  .strictObject({ imports: z.array(importSchema), next: z.string().nullable() })
  .meta({ id: 'ImportPage' });
