import { z } from 'zod';
import type { Answer } from './answer.js';
import {
  intervalPair,
  membershipSchema,
  metricResultSchema,
  scoreNumber,
  standardAppliedSchema,
  statusSchema,
} from './evaluation.js';
import { exactText, factKindNames, labelSchema, neededSchema, periodText, revisionNumber, shownState } from './scalars.js';

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
export type Trend = Answer<typeof trendSchema>;

/** GET /clients/{client}/metrics/{metric}. */
export const metricViewSchema = z
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
        source_zh: z.string().nullable().describe('The same in Chinese.'),
        fields: z
          .array(z.strictObject({ kind: z.enum(factKindNames), field: z.string(), label: labelSchema }))
          .describe('The built-in fields that it reads; the help describes each. None of a formula.'),
      })
      .describe('As it was when the evaluation was made.'),
    needed: neededSchema.exactOptional(),
    result: metricResultSchema,
  })
  .meta({ id: 'MetricShown' });
export type MetricView = Answer<typeof metricViewSchema>;

/** GET /clients/{client}/metrics/{metric}/evidence. */
export const evidenceSchema = z
  .strictObject({
    metric: z.string(),
    period: periodText,
    evaluation: z.string(),
    membership: z.array(membershipSchema),
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
          .exactOptional()
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
        membership: membershipSchema,
        because: z.string().describe('The sentence that decided.'),
        batch: z.int().describe('The import that brought the value that decided.'),
        file: z.string().nullable(),
        row: z.int().describe('The row of the file; 0 where it is not known.'),
      }),
    ),
    next: z.string().nullable().describe('The cursor of the next page; null on the last one.'),
  })
  .meta({ id: 'Evidence' });
export type Evidence = Answer<typeof evidenceSchema>;
export type EvidenceRow = Evidence['rows'][number];
export type TrendPoint = Trend['points'][number];
