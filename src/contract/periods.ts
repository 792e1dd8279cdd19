import { z } from 'zod';
import { amendmentState } from './amendments.js';
import type { Answer, Request } from './answer.js';
import { signatureSchema } from './sign-offs.js';
import { count, factKindNames, instant, ledgerNumber, nextCursor, periodText, revisionNumber } from './scalars.js';

/** An expected source and what it has delivered. */
export const sourceFigures = {
  source: z.string(),
  fact: z.enum(factKindNames),
  site: z.string().nullable(),
  every: z.enum(['day', 'week', 'month']),
  due: z.string().nullable(),
  delivered_to: z
    .string()
    .nullable()
    .describe('The latest instant up to which it has delivered, ISO 8601 UTC; null when it has delivered nothing.'),
  batch: z.int().nullable(),
  file: z.string().nullable(),
};

/** What a period is closed without, and why. */
export const waiverSchema = z.strictObject({ source: z.string(), reason: z.string() });

/** How much of each kind is open in a period that is closed. */
export const openCountsSchema = z.strictObject({
  figures: count.describe('Figures that could still have come to another status or amount.'),
  credits: count.describe('Service credits that could still have come to another amount.'),
  requests: count.describe('Requests that waited for an answer.'),
  missing: count.describe('Sources that were missing or covered only a part, and metrics that were not final.'),
});
export type OpenCounts = Answer<typeof openCountsSchema>;

/** Why a period was closed with something open, and how much that was. */
export const acknowledgementSchema = openCountsSchema.extend({ reason: z.string() });
export type Acknowledgement = Answer<typeof acknowledgementSchema>;

const statusSchema = z
  .strictObject({
    client: z.string(),
    period: periodText,
    state: z
      .enum(['open', 'provisional', 'closed', 'reopened'])
      .describe('provisional: evaluated, never closed. reopened: closed before, and not yet again.'),
    revision: revisionNumber.describe('The closed one while it is closed; else the one that closing would make.'),
    evaluation: z.strictObject({ id: z.string(), hash: z.string(), as_of_batch: z.int() }).nullable(),
    sources: z.array(
      z.strictObject({ ...sourceFigures, is_complete: z.boolean().describe('Whether it has delivered past the period’s end.') }),
    ),
    uncovered: z
      .array(
        z.strictObject({
          fact: z.enum(factKindNames),
          field: z.string(),
          facts: count.describe('Facts that touch the period, have nothing in the field, and are covered by no source of it.'),
          of: count.describe('All facts of the kind that touch the period.'),
        }),
      )
      .describe(
        'What was not recorded of some facts, as sources say that they cover others: metrics cannot judge these facts by it.',
      ),
    waivers: z.array(waiverSchema).describe('What the closed revision went without, and why.'),
    acknowledged: acknowledgementSchema
      .nullable()
      .describe('With what open, and why, the revision was closed; null where nothing was acknowledged.'),
    late: z
      .array(
        z.strictObject({
          batch: z.int(),
          kind: z.enum(factKindNames),
          file: z.string().nullable(),
          committed_at: instant,
          withdraws: z.int().nullable().describe('The batch that it takes back.'),
          facts: count,
        }),
      )
      .describe('Imports that touched it since it was closed.'),
    proposed: z
      .strictObject({
        revision: revisionNumber,
        evaluation: z.string().nullable().describe('What was evaluated for it; null where no figure differs.'),
        amendments: z.array(
          z.strictObject({
            kind: z.enum(['exclusion', 'override']),
            number: z.int(),
            state: amendmentState,
            decided_by: z.string(),
          }),
        ),
      })
      .nullable()
      .describe('What was approved or revoked since it was closed; reopening and closing makes it the next revision.'),
    signed_off: z
      .array(signatureSchema)
      .describe('The client’s signatures under its revisions. The closed one is signed where one of them names it.'),
    history: z.array(
      z.strictObject({
        kind: z.enum(['closing', 'reopening']),
        revision: revisionNumber,
        evaluation: z.string().exactOptional(),
        reason: z.string().exactOptional(),
        waivers: z.array(waiverSchema).exactOptional(),
        acknowledged: acknowledgementSchema.exactOptional(),
        by: z.string(),
        at: instant,
        ledger: ledgerNumber,
      }),
    ),
  })
  .meta({ id: 'PeriodStatus' });
export type PeriodStatus = Answer<typeof statusSchema>;

/** GET /periods. */
export const periodsSchema = z
  .strictObject({
    periods: z.array(statusSchema),
    next: nextCursor,
    months: z
      .strictObject({
        begin: periodText.describe('Of the months that have ended, the last one with data, as the board begins with it.'),
        offered: z.array(periodText).describe('Those that were evaluated, and the months with data, the newest first.'),
      })
      .exactOptional()
      .describe('Left out for a client’s own key.'),
  })
  .meta({ id: 'Periods' });
export type Periods = Answer<typeof periodsSchema>;

/** POST /periods/{period}/reopen. */
export const reopeningSchema = z
  .strictObject({
    clients: z.array(z.string().min(1)).min(1).max(1000),
    reason: z.string().trim().min(1).max(2000).describe('It stays visible.'),
  })
  .meta({ id: 'Reopening' });
export type Reopening = Request<typeof reopeningSchema>;

/** What was reopened. */
export const reopenedSchema = z
  .strictObject({
    period: periodText,
    reopened: z.array(
      z.strictObject({
        client: z.string(),
        period: periodText,
        revision: revisionNumber,
        reason: z.string(),
        ledger: z.int(),
      }),
    ),
  })
  .meta({ id: 'Reopened' });
export type Reopened = Answer<typeof reopenedSchema>;
export type ReopenedPeriod = Reopened['reopened'][number];
export type PeriodState = PeriodStatus['state'];
/** An expected source, and how far it has delivered. */
export type SourceStatus = PeriodStatus['sources'][number];
export type LateBatch = PeriodStatus['late'][number];
/** A revision that exclusions or overrides of a closed period propose; reopening and closing makes it. */
export type ProposedRevision = NonNullable<PeriodStatus['proposed']>;
