import { z } from 'zod';
import { amendmentState } from './amendments.js';
import type { Answer, Request } from './answer.js';
import { signatureSchema } from './sign-offs.js';
import { count, factKindNames, instant, ledgerNumber, periodText, revisionNumber } from './scalars.js';

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
    waivers: z.array(waiverSchema).describe('What the closed revision went without, and why.'),
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
        by: z.string(),
        at: instant,
        ledger: ledgerNumber,
      }),
    ),
  })
  .meta({ id: 'PeriodStatus' });
export type PeriodStatus = Answer<typeof statusSchema>;

/** GET /periods. */
export const periodsSchema = z.strictObject({ periods: z.array(statusSchema) }).meta({ id: 'Periods' });
export type Periods = Answer<typeof periodsSchema>;

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
  })
  .meta({ id: 'Closing' });
export type Closing = Request<typeof closingSchema>;

/** What was closed. */
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
      }),
    ),
  })
  .meta({ id: 'Closed' });
export type Closed = Answer<typeof closedSchema>;

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
export type ClosedPeriod = Closed['closed'][number];
export type ReopenedPeriod = Reopened['reopened'][number];
export type PeriodState = PeriodStatus['state'];
/** An expected source, and how far it has delivered. */
export type SourceStatus = PeriodStatus['sources'][number];
export type LateBatch = PeriodStatus['late'][number];
/** A revision that exclusions or overrides of a closed period propose; reopening and closing makes it. */
export type ProposedRevision = NonNullable<PeriodStatus['proposed']>;
