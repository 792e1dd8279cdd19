import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { messageOf } from '../faults/expected.js';
import { importSchema, lateSchema } from './imports.js';
import { mostReason } from './rejects.js';
import { count, labelSchema } from './scalars.js';

const faultOfRows = z.strictObject({
  code: z.string(),
  column: z.string().nullable().describe('The column of the cells; null where it is the rows.'),
  row: z.string().describe('The first row that has it.'),
  what: labelSchema.describe('What is wrong with that row.'),
  rows: count.describe('How many rows have it.'),
  to_mend: count.describe('How many of these are left to mend; 0 where the batch was withdrawn.'),
});
export type FaultOfRows = Answer<typeof faultOfRows>;

/** GET /imports/{batch}/details. */
export const importDetailsSchema = importSchema
  .extend({
    clients: z
      .array(
        z.strictObject({
          client: z.string().describe('`*` is the whole firm.'),
          facts: count,
          first_day: z.string().nullable().describe('Of the earliest moment that these facts name or named.'),
          last_day: z.string().nullable(),
        }),
      )
      .describe('Whose facts it changed, most facts first, 1,000 clients at most.'),
    faults: z.array(faultOfRows).describe('What its rows were rejected for, the most frequent first.'),
    is_cut: z.boolean().describe('Whether its list holds more rejected rows than were looked through for `faults`.'),
  })
  .meta({ id: 'ImportDetails' });
export type ImportDetails = Answer<typeof importDetailsSchema>;

/** POST /imports/{batch}/withdraw. */
export const withdrawalSchema = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .min(1)
      .max(mostReason)
      .exactOptional()
      .describe('Why; it stays visible. Needed unless it is only tried.'),
    dry_run: z.boolean().default(false).describe('Does everything and takes it back.'),
  })
  .refine(({ reason, dry_run: isTried }) => isTried || reason !== undefined, messageOf('a_reason'))
  .meta({ id: 'Withdrawal' });
export type Withdrawal = Request<typeof withdrawalSchema>;

/** What a withdrawal came to, or would come to. */
export const withdrawnImportSchema = z
  .strictObject({
    batch: z.int().nullable().describe('The batch that takes it back; null where that was only tried.'),
    withdraws: z.int(),
    facts: count.describe('Facts that the batch had brought, changed or confirmed.'),
    gone: count.describe('Facts of which no other batch speaks: they are taken back.'),
    changed: count.describe('Facts that are again as the other batches made them.'),
    late: lateSchema,
  })
  .meta({ id: 'WithdrawnImport' });
export type WithdrawnImport = Answer<typeof withdrawnImportSchema>;
