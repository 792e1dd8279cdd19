import { z } from 'zod';
import { exactText, instant, labelSchema, periodText, revisionNumber, shownState } from './words.js';

const count = z.int().min(0);

/** Facts by membership. */
const countsSchema = z
  .strictObject({
    passed: count,
    failed: count,
    excluded: count.describe('Left out by an approved exclusion.'),
    undetermined: count.describe('Could not be judged: a value that is needed is missing. Never counted as passed or failed.'),
    undated: count.describe('Belongs to the metric but has no date to be counted by.'),
    outside: count.describe('Touches the period, but is not in the metric’s population or is dated outside the period.'),
  })
  .meta({ id: 'Counts', description: 'How many facts (groups, where the metric counts groups) have each membership.' });

const value = z
  .number()
  .nullable()
  .describe(
    'numerator / denominator in the metric’s unit (a share, 0 to 1, for `%`), 12 significant digits; null is no data, never 0.',
  );

const figureSchema = z.strictObject({ numerator: exactText, denominator: exactText, value }).meta({ id: 'Figure' });

const percentiles = z
  .record(z.string(), z.number())
  .optional()
  .describe('Discrete percentiles in the metric’s unit, keyed "50", "90"; of means only.');

/** The six statuses of a metric. */
export const statusSchema = z.enum(['no_data', 'no_standard', 'insufficient', 'met', 'at_risk', 'missed']).meta({
  id: 'Status',
  description:
    'The first that holds: no_data · no_standard · insufficient (fewer judged than min_population) · met · at_risk (misses the standard, reaches the minimum) · missed.',
});

const level = z.string().optional();

/** A standard that applied. */
export const standardAppliedSchema = z
  .looseObject({
    at_least: level,
    more_than: level,
    at_most: level,
    less_than: level,
    equals: level,
    minimum: level.describe('Between this and the standard a metric is at_risk.'),
    stretch: level,
    min_population: z.int().optional().describe('Below so many judged facts the standard is not applied.'),
    scope: z.record(z.string(), z.string()).describe('For whom or what it holds; empty is everybody.'),
    from: z.string().optional().describe('Its first day.'),
    reference: z.string().optional().describe('Where it was agreed.'),
  })
  .meta({ id: 'StandardApplied', description: 'Exactly one of at_least … equals, with its level as it was written.' });

const significant = z
  .boolean()
  .nullable()
  .describe('Whether the whole 95 % interval lies on the wrong side of the standard; null where that cannot be said.');

/** Distance from the standard. */
export const gapNumber = z
  .number()
  .nullable()
  .describe('Distance from the standard, negative is always worse; a share for `%`. Null without data or standard.');

/** 1 to 10. */
export const scoreNumber = z.number().nullable().describe('1 to 10; null where there is none.');

/** Wilson's interval. */
export const intervalPair = z
  .tuple([z.number(), z.number()])
  .nullable()
  .describe('Wilson 95 % interval of the share; proportions only, else null.');

/** A metric of an evaluation. */
export const metricResultSchema = z
  .looseObject({
    metric: z.string(),
    label: labelSchema,
    kind: z.enum(['proportion', 'ratio', 'total', 'mean', 'formula']),
    unit: z.string().describe('`%`, `hours`, `minutes`, `seconds`, `points`, `count`, or a currency per something.'),
    improves: z.enum(['up', 'down']),
    stage: z.enum(['fixed', 'trial']).describe('On trial: shown, not scored.'),
    counts: countsSchema,
    numerator: exactText,
    denominator: exactText,
    value,
    raw: figureSchema.describe('What the figure was before exclusions and overrides.'),
    override: z
      .looseObject({})
      .optional()
      .describe('An approved value in place of the calculated one: who asked, who approved, why.'),
    calculated: figureSchema.optional().describe('What the facts give; only beside an override.'),
    interval: intervalPair,
    percentiles,
    score: scoreNumber,
    standard: standardAppliedSchema.nullable(),
    status: statusSchema,
    significant,
    gap: gapNumber,
    shortfall: z.number().nullable().describe('How many more facts had to pass.'),
    previous: figureSchema.optional().describe('The period before, where a formula asked for it.'),
    note: z.string().optional().describe('Why there is no figure although there is data, e.g. amounts in several currencies.'),
    by: z
      .record(
        z.string(),
        z.array(
          z.looseObject({
            key: z.string().nullable().describe('Null for facts that name none.'),
            numerator: exactText,
            denominator: exactText,
            value,
            counts: countsSchema,
            percentiles,
          }),
        ),
      )
      .describe('Breakdowns by dimension: site, carrier, mode, lane …'),
  })
  .meta({ id: 'MetricResult' });

const node: z.ZodType = z
  .looseObject({
    id: z.string().describe('The branch’s id, or the metric’s.'),
    metric: z.string().optional().describe('Of a leaf.'),
    label: labelSchema,
    score: scoreNumber,
    weight: z.number().describe('As declared; siblings add up to 1.'),
    effective_weight: z.number().describe('Among siblings, after amplifying and handling missing ones; 0 for a missing one.'),
    status: statusSchema.optional(),
    get children() {
      return z.array(node).describe('Empty for a leaf, and where the client’s depth ends.');
    },
  })
  .meta({ id: 'IndexNode' });

/** What lists show of an index. */
export const indexFigures = {
  index: z.string(),
  label: labelSchema,
  score: scoreNumber.describe('1 to 10; null below the coverage that is asked for.'),
  percent: z.number().nullable().describe('Ten times the score.'),
  coverage: z.number().describe('Sum of the weights that had data, 0 to 1.'),
};

/** One client's evaluation of one period. */
export const performanceSchema = z
  .looseObject({
    period: periodText,
    client: z.string(),
    evaluation: z.looseObject({
      id: z.string(),
      hash: z.string().describe('SHA-256 of the document: equal hashes are equal results.'),
      state: shownState,
      revision: revisionNumber,
      from: instant.describe('The period’s first instant.'),
      to: instant.describe('The first instant after it.'),
      time_zone: z.string(),
      as_of: instant.describe('The moment at which open work was judged.'),
      as_of_batch: z.int().describe('The last import that it has seen.'),
      rulebook: z.string().describe('Hash of the rules it was made by.'),
      calculation: z.string(),
      ledger: z.int().describe('The ledger’s entry that recorded it.'),
      made_at: instant,
    }),
    metrics: z.array(metricResultSchema),
    indexes: z.array(
      z.looseObject({
        ...indexFigures,
        min_coverage: z.number(),
        nodes: z.array(node).describe('For a client’s own key the tree ends at its depth.'),
      }),
    ),
  })
  .meta({ id: 'Performance', description: 'One client, one period: every metric and index as they were evaluated.' });
