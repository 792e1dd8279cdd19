import { z } from 'zod';
import { indexFigures } from './evaluation.js';
import { labelSchema, periodText } from './words.js';

const node: z.ZodType = z
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

/** POST /what-if. */
export const whatIfSchema = z
  .strictObject({
    periods: z.array(periodText).min(1).max(24),
    clients: z.array(z.string().min(1).max(200)).max(100).optional().describe('All that have facts, when it is left out.'),
    rules: z.looseObject({}).describe('standards, scales, indexes and metrics, written as in config.'),
  })
  .meta({ id: 'WhatIf' });

const metricTried = z
  .looseObject({ value: z.number().nullable(), status: z.string(), score: z.number().nullable() })
  .nullable()
  .describe('Null where there is no such metric.');
const indexTried = z
  .strictObject({ score: indexFigures.score, percent: indexFigures.percent, coverage: indexFigures.coverage })
  .nullable()
  .describe('Null where there is no such index.');
const counts = z.record(z.string(), z.int()).describe('How often it had which status.');
const tried = z.array(
  z.strictObject({ kind: z.string(), title: z.string(), metric: nameOrNull, from: nameOrNull.describe('Its first day.') }),
);

/** What POST /what-if answers. */
export const triedSchema = z
  .strictObject({
    tried,
    later: tried.describe('Those that begin after every period asked for.'),
    periods: z.array(z.string()),
    evaluations: z.array(
      z.strictObject({
        client: z.string(),
        period: z.string(),
        metrics: z
          .array(
            z.strictObject({ metric: z.string(), label: labelSchema, unit: z.string(), before: metricTried, after: metricTried }),
          )
          .describe('Those that would have come to something else.'),
        indexes: z.array(z.strictObject({ index: z.string(), label: labelSchema, before: indexTried, after: indexTried })),
      }),
    ),
    summary: z.array(z.strictObject({ metric: z.string(), label: labelSchema, before: counts, after: counts })),
  })
  .meta({ id: 'WhatIfAnswer' });
