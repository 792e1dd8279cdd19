import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { messageOf } from '../faults/expected.js';
import { count, instant, labelSchema, languageSchema } from './scalars.js';

/** The most rows that are mended at once. */
export const mostMended = 200;

/** A list of rejected rows is looked through as far as this: nobody mends more by hand. */
export const mostListed = 20_000;

/** Characters of the reason for which rows are settled, at most. */
export const mostReason = 500;

/** The most cells of a row that can be told one by one. */
const mostCells = 2000;

const rejectedRowSchema = z
  .strictObject({
    at: z.int().min(1).describe('Its place in the list, from 1 on.'),
    row: z.string().describe('Its number in the source, after the name of its sheet where there were several.'),
    cells: z
      .array(z.string())
      .describe('As the source has them; more or fewer than there are columns where that is what is wrong.'),
    faults: z.array(
      z.strictObject({
        code: z.string(),
        column: z.string().nullable().describe('The column of the cell that is at fault; null where it is the row.'),
        what: z.string(),
        in_both: z
          .strictObject({ what: labelSchema, what_on_page: labelSchema.exactOptional(), remedy: labelSchema })
          .exactOptional()
          .describe(
            'The same in both languages, also with the names of fields where it has their codes, and with what is done about it on the pages; left out of lists that were written before this was kept.',
          ),
      }),
    ),
    remedy: z.string().describe('Of all its faults.'),
    imported_again: z
      .strictObject({ batch: z.int(), is_taken: z.boolean().describe('False where that batch has rejected it again.') })
      .nullable()
      .describe(
        'The batch that has it now: by which it was imported once more, or in whose file it came again; an earlier one where that has taken the identical row of a file before.',
      ),
    settled: z
      .strictObject({
        reason: z.string(),
        by: z.string(),
        at: instant,
        ledger: z.int().describe('The entry that settled it.'),
        with_batch: z
          .int()
          .exactOptional()
          .describe('The earlier batch with whose identical row it was settled; left out where it was settled itself.'),
      })
      .nullable()
      .describe('Why nobody will mend it, where it was settled.'),
  })
  .meta({ id: 'RejectedRow' });
export type RejectedRow = Answer<typeof rejectedRowSchema>;

/** GET /imports/{batch}/rejects. */
export const rejectedRowsSchema = z
  .strictObject({
    batch: z.int(),
    file: z.string().describe('The source that the rows come from.'),
    layout: z.string().nullable(),
    language: languageSchema.describe('In which `what` and `remedy` are said: that of the workspace.'),
    columns: z.array(z.string()),
    to_mend: count.describe(
      'Rows that were neither imported once more, nor came again in a later file, nor were settled, nor are identical to one of an earlier batch that was mended or settled; 0 where the batch was withdrawn.',
    ),
    settled: count.describe('Rows that nobody will mend.'),
    withdrawn_by: z.int().nullable(),
    rows: z.array(rejectedRowSchema),
    next: z.string().nullable(),
    is_cut: z.boolean().describe('Whether the list holds more rows than can be mended here; rejects.csv holds them all.'),
    rejected_again: z
      .array(z.strictObject({ batch: z.int(), to_mend: count }))
      .describe('Batches that imported rows of this one once more, rejected some of them, and have these to mend.'),
  })
  .meta({ id: 'RejectedRows' });
export type RejectedRows = Answer<typeof rejectedRowsSchema>;

const mendedRowSchema = z.strictObject({
  at: z.int().min(1).max(mostListed).describe('As the list has it.'),
  row: z.string().max(400).describe('As the list has it: a row that is another one by now is refused.'),
  changes: z
    .array(
      z.strictObject({
        cell: z.int().min(0).max(mostCells).describe('Which cell, from 0 on.'),
        text: z.string().max(100_000),
      }),
    )
    .max(mostCells)
    .default([])
    .describe('The cells that are other now; the rest stays as it is in the list.'),
  as_it_stands: z
    .boolean()
    .default(false)
    .describe('Whether somebody has looked at the row and says that what cannot be seen in its cells is right.'),
});
export type MendedRow = Request<typeof mendedRowSchema>;

/** POST /imports/{batch}/rejects. */
export const mendingSchema = z
  .strictObject({
    rows: z.array(mendedRowSchema).min(1).max(mostMended),
    dry_run: z.boolean().default(false).describe('Does everything and takes it back.'),
    replace_later: z
      .boolean()
      .default(false)
      .describe('Whether facts that a later batch brought may be replaced; else such a request is refused.'),
  })
  .meta({ id: 'Mending' });
export type Mending = Request<typeof mendingSchema>;

const rowNames = z.array(z.string().min(1).max(400).describe('As the list has it.')).min(1).max(mostMended);
const rowsSaid = z.array(z.string()).describe('The rows, by their numbers in the source.');
const ledger = z.int().describe('The entry of the ledger that says so.');

/** POST /imports/{batch}/rejects/settle. */
export const settlingSchema = z
  .strictObject({
    reason: z.string().trim().min(1).max(mostReason).describe('Why nobody will mend them; it stays visible.'),
    rows: rowNames.exactOptional().describe('Which rows; or else `fault`, or `left`.'),
    fault: z
      .strictObject({ code: z.string().min(1).max(100), column: z.string().max(2000).nullable().exactOptional() })
      .exactOptional()
      .describe(
        'All rows left to mend that were rejected for it: in this column where one is named, as a row where that is null, in any column where it is left out.',
      ),
    left: z.literal(true).exactOptional().describe('All rows that are left to mend.'),
  })
  .refine(
    given => [given.rows, given.fault, given.left].filter(one => one !== undefined).length === 1,
    messageOf('rows_or_a_fault'),
  )
  .meta({ id: 'Settling' });
export type Settling = Request<typeof settlingSchema>;
export const settledRejectsSchema = z
  .strictObject({ batch: z.int(), rows: rowsSaid, reason: z.string(), ledger })
  .meta({ id: 'SettledRejects' });
export type SettledRejects = Answer<typeof settledRejectsSchema>;

/** POST /imports/{batch}/rejects/reopen. */
export const reopeningSchema = z.strictObject({ rows: rowNames }).meta({ id: 'ReopeningRejects' });
export type Reopening = Request<typeof reopeningSchema>;
export const reopenedRejectsSchema = z.strictObject({ batch: z.int(), rows: rowsSaid, ledger }).meta({ id: 'ReopenedRejects' });
export type ReopenedRejects = Answer<typeof reopenedRejectsSchema>;
