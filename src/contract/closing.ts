import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { partSchema, standardAppliedSchema, statusSchema } from './evaluation.js';
import { faultSchema } from './fault.js';
import { rejectsOfBatch } from './month.js';
import { acknowledgementSchema, openCountsSchema, sourceFigures, waiverSchema } from './periods.js';
import { count, cursorText, instant, labelSchema, nextCursor, periodText, revisionNumber } from './scalars.js';

const notClosedBefore = z
  .array(periodText)
  .describe(
    'Earlier periods with facts, under a contract if the period is, that are not closed: where clients see closed periods alone, the scorecard has no trend and no previous figures of them.',
  );

const openFigureSchema = z
  .strictObject({
    metric: z.string(),
    scope: partSchema.exactOptional().describe('The part of the work that it is of; left out for all of it.'),
    label: labelSchema.describe('With the part of the work.'),
    unit: z.string(),
    undetermined: count.describe('Facts that cannot be judged.'),
    undated: count.describe('Facts without a date that could belong to the period.'),
    through: z.array(z.string()).describe('Of a formula: the metrics that it is calculated from and that have such facts.'),
    value: z.number().nullable(),
    lowest: z
      .number()
      .nullable()
      .describe('The lowest value that it could have once these facts are judged; null where nobody can say.'),
    highest: z.number().nullable(),
    standard: standardAppliedSchema.nullable(),
    status: statusSchema,
    statuses: z.array(statusSchema).describe('Every status that it could have, the present one first.'),
    moves_index: z.boolean().describe("Whether the contract's index weighs it, and could come to another score with it."),
  })
  .meta({ id: 'OpenFigure' });
export type OpenFigure = Answer<typeof openFigureSchema>;

const openCreditsSchema = z
  .strictObject({
    credit: z.string(),
    label: labelSchema,
    currency: z.string(),
    net: z.string().describe('What it comes to now; negative is paid back to the client.'),
    lowest: z
      .string()
      .nullable()
      .describe('Null where nobody can say, because nothing limits what an unknown number of cases costs.'),
    highest: z.string(),
  })
  .meta({ id: 'OpenCredits' });

const previewSchema = z
  .strictObject({
    client: z.string(),
    time_zone: z.string().describe("The client's, in which its moments are said."),
    period: periodText,
    revision: revisionNumber,
    refused: faultSchema.nullable().describe('Why it cannot be closed, whatever reason is given.'),
    needs_reason: z.boolean().describe('Whether closing it takes a reason, or a waiver for each thing that is missing.'),
    figures: z
      .array(openFigureSchema)
      .describe('Figures that could still come to another status or amount, or change the index of the contract.'),
    credits: z.array(openCreditsSchema).describe('Service credits that could still come to another amount.'),
    other_figures: count.describe('Figures with facts that cannot be judged, none of which could change a status or an amount.'),
    not_judgeable: z
      .array(z.strictObject({ metric: z.string(), label: labelSchema, facts: count }))
      .describe(
        'Facts that no source covers, so that nothing that may still come judges them: closing takes no reason for these.',
      ),
    without_previous: z
      .array(z.string())
      .describe(
        'Metrics handed to the client that have no data, because their formula asks for the period before, which is not closed.',
      ),
    requests: z
      .array(
        z.strictObject({
          kind: z.enum(['exclusion', 'override', 'dispute']),
          number: z.int(),
          requested_by: z.string(),
          requested_at: instant,
        }),
      )
      .describe('Requests that wait for an answer.'),
    rejects: z
      .array(rejectsOfBatch)
      .describe(
        'Batches with rejected rows that are left to mend and are of the period, or may be: closing takes no reason for these.',
      ),
    not_closed_before: notClosedBefore,
    sources: z.array(z.strictObject({ ...sourceFigures })).describe('Sources that are missing or cover only a part.'),
    not_final: z.array(z.strictObject({ metric: z.string(), from: instant })).describe('Metrics that are final only later.'),
  })
  .meta({ id: 'ClosingPreview' });
export type ClosingPreview = Answer<typeof previewSchema>;

/** GET /periods/{period}/closing. */
export const previewsSchema = z
  .strictObject({ period: periodText, clients: z.array(previewSchema), next: nextCursor })
  .meta({ id: 'ClosingPreviews' });
export type ClosingPreviews = Answer<typeof previewsSchema>;

/** POST /periods/{period}/close. */
export const closingSchema = z
  .strictObject({
    clients: z.array(z.string().min(1)).max(1000).default([]).describe('All that have something to close, when none is named.'),
    waivers: z
      .array(z.strictObject({ source: z.string().min(1).max(200), reason: z.string().max(2000).optional() }))
      .max(1000)
      .default([])
      .describe('Expected sources, or metrics that are not final yet, to go without, each with why.'),
    reason: z.string().max(2000).optional().describe('Taken for the waivers that give none of their own.'),
    acknowledge: z
      .string()
      .trim()
      .min(1)
      .max(2000)
      .optional()
      .describe('Why it is closed with everything that is open; GET /periods/{period}/closing shows what that is.'),
    strict: z.boolean().default(false).describe('Refuse while anything is open.'),
    cursor: cursorText.describe('Where no client is named: `next` of the answer before.'),
    limit: z.int().min(1).max(1000).optional().describe('Where no client is named: how many have their turn at most.'),
  })
  .meta({ id: 'Closing' });
export type Closing = Request<typeof closingSchema>;

/** What was closed, and what was refused beside it. */
export const closedSchema = z
  .strictObject({
    period: periodText,
    closed: z.array(
      z.strictObject({
        client: z.string(),
        period: periodText,
        revision: revisionNumber,
        evaluation: z.string(),
        hash: z.string(),
        as_of_batch: z.int(),
        ledger: z.int(),
        waivers: z.array(waiverSchema),
        acknowledged: acknowledgementSchema.nullable(),
        open: openCountsSchema.describe('What was open when it was closed, whether or not it took a reason.'),
        not_closed_before: notClosedBefore,
      }),
    ),
    refused: z
      .array(z.strictObject({ client: z.string(), period: periodText, faults: z.array(faultSchema) }))
      .describe('Where no client was named: those that were not closed, and why.'),
    next: nextCursor.describe(
      'Where no client was named and not all had their turn in about ten seconds: the `cursor` with which to ask again; null otherwise.',
    ),
  })
  .meta({ id: 'Closed' });
export type Closed = Answer<typeof closedSchema>;
export type ClosedPeriod = Closed['closed'][number];
