import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { indexFigures, metricResultSchema, partSchema } from './evaluation.js';
import { faultSchema } from './fault.js';
import { clientCode, type Label, labelSchema, periodText } from './scalars.js';

/** A node of an index with its weights. */
export interface WeightedNode {
  readonly node: string;
  readonly label: Label;
  readonly weight: string;
  readonly share: number;
  readonly effective_weight: number | null;
  readonly children: readonly WeightedNode[];
}

const node: z.ZodType<WeightedNode> = z
  .strictObject({
    node: z.string().describe('The branch’s id, or the metric’s.'),
    label: labelSchema,
    weight: z.string().describe('Among its siblings, exact, as it is written.'),
    share: z.number().describe('Of the whole index.'),
    effective_weight: z.number().nullable().describe('In the period’s evaluation; null without one.'),
    get children() {
      return z.array(node);
    },
  })
  .meta({ id: 'WeightedNode' });

const nameOrNull = z.string().nullable();

/** GET /weights. */
export const weightsSchema = z
  .strictObject({
    day: z.string().describe('The day on which they are in force.'),
    period: nameOrNull,
    client: nameOrNull,
    evaluation: nameOrNull.describe('The one that effective weights are from.'),
    indexes: z.array(
      z.strictObject({
        index: z.string(),
        label: labelSchema,
        client: nameOrNull.describe('Null where the index holds for everybody.'),
        segment: nameOrNull,
        from: nameOrNull,
        until: nameOrNull,
        on_missing: z.enum(['renormalise', 'propagate']),
        min_coverage: z.string(),
        amplify: z.array(z.strictObject({ metric: z.string(), factor: z.string(), at_most: z.string() })),
        provenance: z.record(z.string(), z.string()).nullable().describe('Where derived weights come from.'),
        nodes: z.array(node),
      }),
    ),
  })
  .meta({ id: 'Weights' });
export type Weights = Answer<typeof weightsSchema>;
export type WeightedIndex = Weights['indexes'][number];

/** A table of weights or comparisons has some hundred cells. */
const mostOfFile = 200_000;

const sentFile = z.union([
  z.strictObject({ name: z.string().min(1).max(200), text: z.string().max(mostOfFile) }),
  z.strictObject({ name: z.string().min(1).max(200), base64: z.base64().max(2 * mostOfFile) }),
]);

const shares = z.record(z.string().max(50), z.string().max(50));

const method = z.enum(['given', 'survey', 'ahp', 'entropy', 'mix']);

/** POST /weights/derive. */
export const deriveSchema = z
  .strictObject({
    method,
    index: z.string().min(1).max(200),
    node: z
      .string()
      .max(200)
      .optional()
      .describe('The branch whose children are weighed; every level that the method can, without it.'),
    client: clientCode.optional().describe('Whose view it is; the weights then hold for that client alone.'),
    from: z.string().max(20).optional().describe('The first day as yyyy-MM-dd; the first of next month without it.'),
    matrices: z.array(sentFile).max(20).optional().describe('ahp: pairwise comparisons, csv as text or xlsx as base64.'),
    weights: sentFile.optional().describe('given: a column of nodes and one of weights.'),
    normalise: z
      .boolean()
      .optional()
      .describe('given: divide by their sum, for shares of a question that allowed several answers.'),
    wave: z.string().max(500).optional().describe('survey: whose answers about importance.'),
    roles: shares
      .optional()
      .describe('survey: how much client, consignee, internal, outsider count, such as { "client": "0.7" }.'),
    periods: z.array(periodText).max(24).optional().describe('entropy: evaluated periods, two or more.'),
    mix: shares.optional().describe('mix: methods and their shares, such as { "ahp": "0.6", "entropy": "0.4" }.'),
    dry_run: z.boolean().optional().describe('true without it: nothing is written.'),
  })
  .meta({ id: 'WeightsToDerive' });
export type WeightsToDerive = Request<typeof deriveSchema>;

const indexEffect = z.strictObject({ score: indexFigures.score, percent: indexFigures.percent, coverage: indexFigures.coverage });

/** What POST /weights/derive answers. */
export const derivedSchema = z
  .strictObject({
    index: z.string(),
    label: labelSchema,
    client: nameOrNull,
    from: z.string(),
    method,
    provenance: z.record(z.string(), z.string()),
    levels: z.array(
      z.strictObject({
        level: z.string(),
        weights: z.array(z.strictObject({ node: z.string(), label: labelSchema, before: z.string(), after: z.string() })),
      }),
    ),
    unchanged: z
      .array(z.strictObject({ level: z.string(), why: faultSchema.nullable().describe('Null where nothing was given for it.') }))
      .describe('Levels that keep their weights.'),
    effect: z
      .array(
        z.strictObject({
          client: z.string(),
          period: z.string(),
          before: indexEffect.nullable(),
          after: indexEffect.nullable(),
        }),
      )
      .describe('What the index of the last period of each client would have been.'),
    file: nameOrNull.describe('Below the workspace; null for a dry run.'),
    ledger: z.int().nullable(),
    yaml: z.string().describe('What the file holds, or would hold.'),
    dry_run: z.boolean(),
  })
  .meta({ id: 'WeightsDerived' });
export type WeightsDerived = Answer<typeof derivedSchema>;

/** POST /what-if. */
export const whatIfSchema = z
  .strictObject({
    periods: z.array(periodText).min(1).max(24),
    clients: z.array(z.string().min(1).max(200)).max(100).optional().describe('All that have facts, when it is left out.'),
    rules: z
      .union([z.record(z.string(), z.unknown()), z.string().max(500_000)])
      .describe('standards, scales, indexes and metrics, written as in config; or the text of such a file.'),
  })
  .meta({ id: 'WhatIf' });
export type WhatIf = Request<typeof whatIfSchema>;

const { value, numerator, denominator, status, score, gap, shortfall, significant, standard, year_to_date, last_year } =
  metricResultSchema.shape;
const metricTried = z
  .strictObject({ value, numerator, denominator, status, score, gap, shortfall, significant, standard, year_to_date, last_year })
  .nullable()
  .describe('Null where there is no such metric, or it is not agreed of this part of the work.');
const indexTried = indexEffect.nullable().describe('Null where there is no such index.');
const counts = z
  .strictObject({
    met: z.int(),
    at_risk: z.int(),
    missed: z.int(),
    insufficient: z.int(),
    no_data: z.int(),
    no_standard: z.int(),
  })
  .describe('How often it had which status.');
const tried = z.array(
  z.strictObject({
    kind: z.enum(['standards', 'scales', 'indexes', 'metrics', 'definitions', 'contracts', 'sources']),
    title: z.string(),
    metric: nameOrNull,
    from: nameOrNull.describe('Its first day.'),
  }),
);

/** What one period of a client would have come to. */
export const outcomeSchema = z.strictObject({
  client: z.string(),
  period: z.string(),
  as_of_batch: z.int().describe('Both sides are counted from the facts as known at this batch.'),
  evaluated_batch: z
    .int()
    .nullable()
    .describe('The batch of its last evaluation, whose figures are shown; null where there is none.'),
  metrics: z
    .array(z.strictObject({ metric: z.string(), label: labelSchema, unit: z.string(), before: metricTried, after: metricTried }))
    .describe('Those that would have come to something else.'),
  measures: z
    .array(
      z.strictObject({
        metric: z.string(),
        label: labelSchema,
        unit: z.string(),
        scope: partSchema,
        before: metricTried,
        after: metricTried,
      }),
    )
    .describe('The same of what contracts agree for a part of the work.'),
  left_out: z
    .array(z.strictObject({ figure: z.enum(['year_to_date', 'last_year']), missing: z.enum(['before', 'after']) }))
    .describe('Figures of other times that only one side has, because only one contract asks for them: not compared.'),
  indexes: z.array(z.strictObject({ index: z.string(), label: labelSchema, before: indexTried, after: indexTried })),
});

/** What POST /what-if answers. */
export const triedSchema = z
  .strictObject({
    tried,
    later: tried.describe('Those that begin after every period asked for.'),
    periods: z.array(z.string()),
    evaluations: z.array(outcomeSchema),
    summary: z.array(
      z.strictObject({
        metric: z.string(),
        label: labelSchema,
        scope: partSchema.exactOptional().describe('Left out for the whole metric.'),
        before: counts,
        after: counts,
      }),
    ),
  })
  .meta({ id: 'WhatIfAnswer' });
export type WhatIfAnswer = Answer<typeof triedSchema>;
export type LevelDerived = WeightsDerived['levels'][number];
export type WeightEffect = WeightsDerived['effect'][number];
export type PeriodOutcome = WhatIfAnswer['evaluations'][number];
export type BackTest = WhatIfAnswer['summary'][number];
export type StatusCounts = Answer<typeof counts>;
export type IndexSide = WeightEffect['before'];
export type MetricSide = PeriodOutcome['metrics'][number]['before'];
