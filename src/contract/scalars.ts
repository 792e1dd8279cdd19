import { z } from 'zod';
import type { FactKindName } from '../facts/kinds.js';
import { messageOf } from '../faults/expected.js';
import type { Answer } from './answer.js';

/** A name in the product's two languages. */
export const labelSchema = z.strictObject({ en: z.string(), zh: z.string() }).meta({ id: 'Label' });
export type Label = Answer<typeof labelSchema>;

/** The fields that a verdict of a metric needs. */
export const neededSchema = z
  .strictObject({ pass: labelSchema, failure: labelSchema })
  .meta({ id: 'NeededFields' })
  .describe(
    'Fields without which no fact can be judged to pass, or to fail, as a text; empty where none is needed. Proportions only. Fields that every counted fact has are left out.',
  );

/** A stretch of time as it is named. */
export const periodText = z
  .string()
  .max(40)
  .meta({ description: '2026-10, 2026-Q4, 2026, 2026-W41 or 2026-10-01..2026-10-15 (both days in).', example: '2026-06' });

/** The code of a client. */
export const clientCode = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'The client’s code, percent-encoded.', example: 'ACME' });

/** The id of a metric. */
export const metricId = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'The metric’s id: GET /metrics lists them.', example: 'on_time_delivery' });

/** A moment. */
export const instant = z.string().meta({ description: 'ISO 8601, UTC.', example: '2026-07-01T00:00:00Z' });

/** Text of an exact decimal number. */
export const exactText = z
  .string()
  .nullable()
  .meta({ description: 'An exact decimal as text, milliseconds for durations; null where there is no data.', example: '13' });

/** The languages of the product. */
export const languageSchema = z.enum(['en', 'zh']);
export type Language = z.output<typeof languageSchema>;

/** How many. */
export const count = z.int().min(0);

/** The language of sentences. */
export const languageName = languageSchema
  .optional()
  .meta({ description: 'Of the sentences; the workspace’s own language without it.' });

/** How many a page holds. */
export const pageLimit = z
  .string()
  .regex(/^(?:[1-9]\d{0,2}|1000)$/, messageOf({ phrase: 'whole_number', least: 1, most: 1000 }))
  .transform(Number)
  .optional()
  .meta({ description: 'Rows of a page, 1 to 1000; 100 without it.' });

/** How many clients a page holds, where each of them takes its time. */
export const clientLimit = z
  .string()
  .regex(/^(?:[1-9]\d?|100)$/, messageOf({ phrase: 'whole_number', least: 1, most: 100 }))
  .transform(Number)
  .optional()
  .meta({
    description: 'Clients of a page, 1 to 100; 25 without it. A page ends sooner where its clients take longer than 10 seconds.',
  });

/** How many a page holds, where a list is whole unless a number is named. */
export const optionalLimit = pageLimit.meta({ description: 'How many a page holds, 1 to 1000; all of them without it.' });

/** How many periods a page holds. */
export const periodLimit = pageLimit.meta({
  description:
    'Periods of clients a page holds, 1 to 1000; 1000 without it. A page ends sooner where they take longer than 10 seconds.',
});

/** Where a list goes on. */
export const cursorText = z
  .string()
  .max(4000)
  .optional()
  .meta({ description: '`next` of the page before, as it stands; without it the list begins.' });

/** The next page's cursor. */
export const nextCursor = z.string().nullable().meta({ description: 'The cursor of the next page; null on the last one.' });

/** The entry of the ledger. */
export const ledgerNumber = z
  .int()
  .nullable()
  .meta({ description: 'The ledger’s entry; null for a client’s own key, to which it would tell how much is done for others.' });

/** Whether a revision is closed. */
export const shownState = z
  .enum(['provisional', 'closed'])
  .meta({ description: 'provisional: may still change. closed: stays as it is; what changes is the next revision.' });

/** Which revision. */
export const revisionNumber = z.int().min(1).meta({ description: 'Counts closings; a reopened period is the next one.' });

/** The kinds of facts. */
export const factKindNames = [
  'transport_demand',
  'shipment',
  'warehouse_task',
  'stock_count',
  'complaint',
  'contact',
  'quality_check',
  'survey_answer',
  'invoice',
  'reading',
] as const satisfies readonly FactKindName[];
