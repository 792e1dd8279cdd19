import { z } from 'zod';
import {
  gapNumber,
  indexFigures,
  intervalPair,
  metricResultSchema,
  scoreNumber,
  standardAppliedSchema,
  statusSchema,
} from './evaluation.js';
import { exactText, instant, labelSchema, periodText, revisionNumber, shownState } from './words.js';

const depth = z
  .union([z.int(), z.literal('all'), z.record(z.string(), z.union([z.int(), z.literal('all')]))])
  .describe('How deep its own scorecard shows the satisfaction tree: a level, all, or one per branch.');

/** GET /clients. */
export const clientsSchema = z
  .strictObject({
    clients: z.array(
      z.strictObject({
        client: z.string().describe('Its code: any text, percent-encoded in paths.'),
        name: labelSchema,
        segment: z.string().nullable(),
        time_zone: z.string(),
        depth,
      }),
    ),
  })
  .meta({ id: 'Clients' });

/** GET /clients/{client}/periods. */
export const clientPeriodsSchema = z
  .strictObject({
    periods: z
      .array(
        z.strictObject({
          period: periodText,
          state: shownState,
          revision: revisionNumber,
          evaluation: z.string().describe('Its id: GET /evaluations/{id}.'),
          made_at: instant,
        }),
      )
      .describe('The newest first.'),
  })
  .meta({ id: 'ClientPeriods' });

/** GET /clients/{client}/scorecards. */
export const scorecardsSchema = z
  .strictObject({
    scorecards: z
      .array(
        z.strictObject({
          period: periodText,
          revision: revisionNumber,
          state: shownState,
          href: z.string().describe('Where the workbook is.'),
        }),
      )
      .describe('The newest period first, of each the newest revision first.'),
  })
  .meta({ id: 'Scorecards' });

/** GET /clients/{client}/trend. */
export const trendSchema = z
  .strictObject({
    metric: z.string(),
    label: labelSchema,
    unit: z.string(),
    improves: z.enum(['up', 'down']),
    points: z
      .array(
        z.strictObject({
          period: periodText,
          state: shownState.nullable(),
          value: z.number().nullable().describe('In the unit (a share for `%`); null is no data.'),
          numerator: exactText,
          denominator: exactText,
          interval: intervalPair,
          n: z.int().describe('How many facts, or groups of them, were judged.'),
          status: z.union([statusSchema, z.literal('not_evaluated')]),
          standard: standardAppliedSchema.nullable().describe('The standard in force that month.'),
          score: scoreNumber,
          limits: z
            .strictObject({ center: z.number(), lower: z.number(), upper: z.number() })
            .nullable()
            .describe('p-chart: the share of all months together ± 3 sigma, by the month’s own n; proportions with data only.'),
        }),
      )
      .describe('One for each month from the first to the last, also where there is none to show.'),
  })
  .meta({ id: 'Trend' });

/** GET /clients/{client}/metrics/{metric}. */
export const metricShownSchema = z
  .strictObject({
    client: z.string(),
    period: periodText,
    evaluation: z.string(),
    state: shownState,
    revision: revisionNumber,
    metric: z.string(),
    label: labelSchema,
    unit: z.string(),
    improves: z.enum(['up', 'down']),
    definition: z
      .strictObject({
        words: z.strictObject({ en: z.array(z.string()), zh: z.array(z.string()) }),
        expressions: z.array(z.string()).describe('As it is computed, line by line.'),
        source: z.string().nullable().describe('The document and clause that it comes from.'),
      })
      .describe('As it was when the evaluation was made.'),
    result: metricResultSchema,
  })
  .meta({ id: 'MetricShown' });

const membership = z.enum(['passed', 'failed', 'excluded', 'undetermined', 'undated', 'outside']);

/** GET /clients/{client}/metrics/{metric}/evidence. */
export const evidenceSchema = z
  .strictObject({
    metric: z.string(),
    period: periodText,
    evaluation: z.string(),
    membership: z.array(membership),
    total: z
      .int()
      .describe(
        'How many the evaluation counts with these memberships: groups, where the metric counts groups; the rows are their members.',
      ),
    columns: z.array(
      z.strictObject({
        name: z.string(),
        label: labelSchema,
        type: z.enum(['text', 'instant', 'day', 'number', 'boolean']),
        values: z
          .record(z.string(), labelSchema)
          .optional()
          .describe('What its values are called, where only known ones are allowed.'),
      }),
    ),
    rows: z.array(
      z.strictObject({
        values: z
          .array(z.union([z.string(), z.boolean(), z.null()]))
          .describe(
            'In the order of the columns: instants and days as ISO 8601, numbers as exact decimal text, null where missing.',
          ),
        membership,
        because: z.string().describe('The sentence that decided.'),
        batch: z.int().describe('The import that brought it.'),
        file: z.string().nullable(),
        row: z.int().describe('The row of the file; 0 for what a withdrawal has left.'),
      }),
    ),
    next: z.string().nullable().describe('The cursor of the next page; null on the last one.'),
  })
  .meta({ id: 'Evidence' });

const source = {
  source: z.string(),
  fact: z.string(),
  site: z.string().nullable(),
  every: z.enum(['day', 'week', 'month']),
  due: z.string().nullable(),
  delivered_to: z
    .string()
    .nullable()
    .describe('The latest instant that it told of, ISO 8601 UTC; null when it has told nothing.'),
  batch: z.int().nullable(),
  file: z.string().nullable(),
};

/** GET /portfolio. */
export const portfolioSchema = z
  .strictObject({
    period: periodText.nullable().describe('Null while nothing was evaluated.'),
    clients: z.array(
      z.strictObject({
        client: z.string(),
        name: labelSchema,
        state: z.enum(['open', 'provisional', 'closed']).describe('open: not evaluated yet.'),
        revision: revisionNumber.nullable(),
        evaluation: z.string().nullable(),
        indexes: z.array(z.strictObject(indexFigures)),
        metrics: z.array(
          z.strictObject({
            metric: z.string(),
            label: labelSchema,
            unit: z.string(),
            value: z.number().nullable(),
            standard: standardAppliedSchema.nullable(),
            status: statusSchema,
            gap: gapNumber,
            score: scoreNumber,
          }),
        ),
      }),
    ),
    gaps: z
      .array(
        z.strictObject({
          client: z.string(),
          metric: z.string(),
          points: z.number().nullable().describe('Points that it costs an index of its client; null where it is in none.'),
        }),
      )
      .describe('Every metric below its standard, the worst first: missed before at risk, what costs most first.'),
    missing_sources: z
      .array(z.strictObject({ client: z.string(), ...source }))
      .describe('Expected sources that have not delivered past the period’s end.'),
  })
  .meta({ id: 'Portfolio' });

const waiver = z.strictObject({ source: z.string(), reason: z.string() });

/** GET /periods. */
export const periodsSchema = z
  .strictObject({
    periods: z.array(
      z.looseObject({
        client: z.string(),
        period: periodText,
        state: z.enum(['open', 'provisional', 'closed', 'reopened']),
        revision: revisionNumber.describe('The closed one while it is closed; else the one that closing would make.'),
        evaluation: z.strictObject({ id: z.string(), hash: z.string(), as_of_batch: z.int() }).nullable(),
        sources: z.array(z.strictObject({ ...source, is_complete: z.boolean() })),
        waivers: z.array(waiver).describe('What the closed revision went without, and why.'),
        late: z.array(z.looseObject({ batch: z.int(), facts: z.int() })).describe('Imports that touched it since it was closed.'),
        history: z.array(
          z.looseObject({
            kind: z.enum(['closing', 'reopening']),
            revision: revisionNumber,
            by: z.string(),
            at: instant,
            ledger: z.int(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Periods' });

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
        waivers: z.array(waiver),
      }),
    ),
  })
  .meta({ id: 'Closed' });

/** POST /periods/{period}/reopen. */
export const reopeningSchema = z
  .strictObject({
    clients: z.array(z.string().min(1)).min(1).max(1000),
    reason: z.string().trim().min(1).max(2000).describe('It stays visible.'),
  })
  .meta({ id: 'Reopening' });

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
