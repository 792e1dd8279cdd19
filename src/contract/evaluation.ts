import { z } from 'zod';
import type { Answer } from './answer.js';
import { figureSchema, figureValue as value, spanFigures, spansSchema } from './figure.js';
import { exclusionShownSchema, overrideShownSchema } from './amendments-shown.js';
import {
  count,
  exactText,
  instant,
  type Label,
  labelSchema,
  ledgerNumber,
  periodText,
  revisionNumber,
  shownState,
} from './scalars.js';

/** What a fact is to a metric. */
export const membershipSchema = z.enum(['passed', 'failed', 'excluded', 'undetermined', 'undated', 'outside']);
export type Membership = z.output<typeof membershipSchema>;

/** Facts by membership. */
export const countsSchema = z
  .strictObject({
    passed: count,
    failed: count,
    excluded: count.describe('Left out by an approved exclusion.'),
    undetermined: count.describe('Could not be judged: a value that is needed is missing. Never counted as passed or failed.'),
    undated: count.describe(
      'Belongs to the metric but has no date to be counted by, and the span of its other dates touches the period.',
    ),
    outside: count.describe('Touches the period, but is not in the metric’s population or is dated outside the period.'),
  })
  .meta({ id: 'Counts', description: 'How many facts (groups, where the metric counts groups) have each membership.' });

/** Percentiles of a mean. */
export const percentiles = z
  .record(z.string(), z.number())
  .describe('Discrete percentiles in the metric’s unit, keyed "50", "90"; of means only.');

/** The six statuses of a metric. */
export const statusSchema = z.enum(['no_data', 'no_standard', 'insufficient', 'met', 'at_risk', 'missed']).meta({
  id: 'Status',
  description:
    'The first that holds: no_data · no_standard · insufficient (fewer judged than min_population, so no score; a total of 0 also where facts could not be judged that might count) · met · at_risk (misses the standard, reaches the minimum) · missed.',
});
export type Status = z.output<typeof statusSchema>;

const level = z.string().exactOptional();

/** For whom or what a rule holds. */
export const scopeSchema = z.strictObject({
  client: level,
  segment: level,
  department: level,
  site: level,
  carrier: level,
  lane: level,
});

/** A standard that applied. */
export const standardAppliedSchema = z
  .strictObject({
    at_least: level,
    more_than: level,
    at_most: level,
    less_than: level,
    equals: level,
    minimum: level.describe('Between this and the standard a metric is at_risk.'),
    stretch: level,
    min_population: z.int().exactOptional().describe('Below so many judged facts the standard is not applied.'),
    scope: scopeSchema.describe('For whom or what it holds; empty is everybody.'),
    from: level.describe('Its first day.'),
    reference: level.describe('Where it was agreed.'),
    contract: level.describe('The contract that it was agreed in; left out of what the firm holds itself to.'),
  })
  .meta({ id: 'StandardApplied', description: 'Exactly one of at_least … equals, with its level as it was written.' });
export type StandardApplied = Answer<typeof standardAppliedSchema>;

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

/** A figure compared with what was not agreed. */
export const internalSchema = z
  .strictObject({ standard: standardAppliedSchema, status: statusSchema, gap: gapNumber })
  .meta({ id: 'InternalResult', description: 'A figure by what the firm holds itself to, and did not agree with the client.' });

const sliceSchema = z.strictObject({
  key: z.string().nullable().describe('Null for facts that name none.'),
  numerator: exactText,
  denominator: exactText,
  value,
  counts: countsSchema,
  percentiles: percentiles.exactOptional(),
});
export type Slice = Answer<typeof sliceSchema>;

/** A metric of an evaluation. */
export const metricResultSchema = z
  .strictObject({
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
    override: overrideShownSchema
      .exactOptional()
      .describe('An approved value in place of the calculated one: who asked, who approved, why.'),
    calculated: figureSchema.exactOptional().describe('What the facts give; only where there is an override.'),
    interval: intervalPair,
    percentiles: percentiles.exactOptional(),
    score: scoreNumber,
    standard: standardAppliedSchema.nullable(),
    status: statusSchema,
    significant,
    gap: gapNumber,
    shortfall: z
      .number()
      .nullable()
      .describe('How many more judged facts had to pass; 0 where met, null where all would not be enough.'),
    previous: figureSchema.exactOptional().describe('The period before, where a formula asked for it.'),
    ...spanFigures,
    internal: internalSchema
      .exactOptional()
      .describe('By what the firm holds itself to besides the contract; for keys that are bound to no client.'),
    note: z
      .string()
      .exactOptional()
      .describe(
        'Why there is no figure although there is data: amounts in several currencies (`mixed: CNY, USD`), or `only_failures` or `only_passes` where nothing that was judged could have come out the other way.',
      ),
    by: z.record(z.string(), z.array(sliceSchema)).describe('Breakdowns by dimension: site, carrier, mode, lane …'),
  })
  .meta({ id: 'MetricResult' });
export type MetricResult = Answer<typeof metricResultSchema>;

const { metric, label, unit, improves, counts, standard, gap, shortfall } = metricResultSchema.shape;

/** The part of a client's work that a measure is about. */
export const partSchema = scopeSchema.describe('The part: a site, department, carrier or lane.');

/** A measure of a contract for a part of the work. */
export const measureResultSchema = z
  .strictObject({
    metric,
    label,
    unit,
    improves,
    counts,
    scope: partSchema,
    ...figureSchema.shape,
    score: scoreNumber.exactOptional().describe('Only where the measure has a weight.'),
    standard,
    status: statusSchema,
    significant,
    gap,
    shortfall,
    ...spanFigures,
    note: z
      .enum(['only_failures', 'only_passes'])
      .exactOptional()
      .describe('Why there is no figure: nothing that was judged of this part could have come out the other way.'),
  })
  .meta({ id: 'MeasureResult', description: 'What a contract agrees for a part of the client’s work, judged by itself.' });

/** A node of an index: a branch, or a metric. */
export interface IndexNode {
  readonly id: string;
  readonly metric?: string;
  readonly scope?: Answer<typeof partSchema>;
  readonly label: Label;
  readonly score: number | null;
  readonly weight: number;
  readonly effective_weight: number;
  readonly status?: Status;
  readonly children: readonly IndexNode[];
}

const node: z.ZodType<IndexNode> = z
  .strictObject({
    id: z.string().describe('The branch’s id, or the metric’s, with the part of the work that is weighed.'),
    metric: z.string().exactOptional().describe('Of a leaf.'),
    scope: partSchema.exactOptional().describe('The part of the work that is weighed; left out for the metric as a whole.'),
    label: labelSchema,
    score: scoreNumber,
    weight: z.number().describe('As declared; siblings add up to 1.'),
    effective_weight: z.number().describe('Among siblings, after amplifying and handling missing ones; 0 for a missing one.'),
    status: statusSchema.exactOptional(),
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
  coverage: z
    .number()
    .describe('Sum of the declared weights of what has a score, 0 to 1; without metrics on trial, and before amplifying.'),
};

const indexSchema = z
  .strictObject({
    ...indexFigures,
    min_coverage: z.number(),
    nodes: z.array(node).describe('For a client’s own key the tree ends at its depth.'),
  })
  .meta({ id: 'IndexResult' });
export type IndexResult = Answer<typeof indexSchema>;

/** One client's evaluation of one period: its envelope and inputs, then the results. */
const clientEvaluationSchema = z.strictObject({
  client: z.string(),
  evaluation: z.strictObject({
    id: z.string(),
    hash: z.string().describe('SHA-256 of the document: equal hashes are equal results.'),
    state: shownState,
    revision: revisionNumber,
    from: instant.describe('The period’s first instant.'),
    to: instant.describe('The first instant after it.'),
    time_zone: z.string(),
    as_of: instant.describe('The moment at which open work was judged.'),
    as_of_batch: z.int().describe('The last import that it has seen.'),
    contract: z
      .strictObject({ id: z.string(), reference: labelSchema.exactOptional() })
      .exactOptional()
      .describe('The contract in force when the period ended: its standards alone count. Left out where there was none.'),
    spans: spansSchema
      .exactOptional()
      .describe('What `year_to_date` and `last_year` are of; left out where the contract asks for neither.'),
    rulebook: z.string().describe('Hash of the rules it was made by.'),
    calculation: z.string(),
    previous: z
      .strictObject({ period: periodText, evaluation: z.string().nullable(), hash: z.string().nullable() })
      .exactOptional()
      .describe('The closed evaluation that formulas take the period before from, where that differs from what the facts give.'),
    exclusions: z.array(exclusionShownSchema).exactOptional().describe('The approved exclusions that it was made with.'),
    ledger: ledgerNumber,
    made_at: instant,
  }),
  metrics: z.array(metricResultSchema),
  measures: z.array(measureResultSchema).exactOptional().describe('Only where a contract agrees levels for parts of the work.'),
  indexes: z.array(indexSchema),
});
export type ClientEvaluation = Answer<typeof clientEvaluationSchema>;

/** GET /clients/{client}/performance and /evaluations/{evaluation}. */
export const performanceSchema = z
  .strictObject({ period: periodText, ...clientEvaluationSchema.shape })
  .meta({ id: 'Performance', description: 'One client, one period: every metric and index as they were evaluated.' });
export type Performance = Answer<typeof performanceSchema>;
