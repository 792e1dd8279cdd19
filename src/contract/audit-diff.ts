import { z } from 'zod';
import type { Answer } from './answer.js';
import { countsSchema, partSchema, percentiles, statusSchema } from './evaluation.js';
import { spanFigures } from './figure.js';
import { waiverSchema } from './periods.js';
import { exactText, instant, labelSchema, periodText, shownState } from './scalars.js';

const compared = z.strictObject({
  id: z.string(),
  client: z.string(),
  period: periodText,
  state: shownState,
  revision: z.int(),
  as_of: instant,
  as_of_batch: z.int(),
  rulebook: z.string(),
  calculation: z.string(),
  waivers: z.array(waiverSchema).describe('What it was closed without; this changes no figure by itself.'),
});

/** Why a figure is another one. */
const causeSchema = z.enum([
  'late_data',
  'correction',
  'withdrawal',
  'moment',
  'previous',
  'exclusion',
  'override',
  'definition',
  'contract',
  'standard',
  'scale',
  'weight',
  'calculation',
  'other',
]);

const step = {
  cause: causeSchema,
  batch: z.int().nullable(),
  file: z.string().nullable(),
  amendment: z.int().nullable().describe('The exclusion or override that came or went.'),
};
const difference = z.record(z.string(), z.string().nullable()).describe('By figure, exact; null where one end has none.');
const { passed, failed, excluded, undetermined, undated } = countsSchema.shape;

const metricFigures = z.strictObject({
  counts: z.strictObject({ passed, failed, excluded, undetermined, undated }).nullable(),
  percentiles: percentiles.nullable(),
  value: z.number().nullable(),
  numerator: exactText,
  denominator: exactText,
  score: z.number().nullable(),
  status: statusSchema.nullable(),
  gap: z.number().nullable(),
  ...spanFigures,
});
const indexFigures = z.strictObject({ score: z.number().nullable(), coverage: z.number().nullable() });

const creditFigures = z
  .strictObject({
    net: z.string().describe('Exact decimal text; negative is paid back to the client.'),
    malus: z.string(),
    bonus: z.string(),
    undecided: z.int().describe('How many of its metrics could not be judged.'),
  })
  .nullable()
  .describe('Null where there are no such credits.');

const changed = <F extends z.ZodType>(figures: F) => ({
  label: labelSchema,
  unit: z.string(),
  before: figures,
  after: figures,
  difference,
  causes: z.array(z.strictObject({ ...step, before: figures, after: figures, difference })),
});

/** GET /audit/diff. */
export const diffSchema = z
  .strictObject({
    before: compared,
    after: compared,
    causes: z.array(z.strictObject(step)).describe('What changed anything, in the order in which it was applied.'),
    metrics: z
      .array(z.strictObject({ metric: z.string(), ...changed(metricFigures) }))
      .describe('Without those that have no figure on either side.'),
    measures: z
      .array(z.strictObject({ metric: z.string(), scope: partSchema, ...changed(metricFigures) }))
      .describe('What contracts agree for parts of the work.'),
    indexes: z.array(z.strictObject({ index: z.string(), ...changed(indexFigures) })),
    credits: z
      .array(z.strictObject({ credit: z.string(), ...changed(creditFigures) }))
      .describe('Service credits, in the currency that `unit` names.'),
  })
  .meta({
    id: 'Diff',
    description: 'What differs between two evaluations; the differences of all causes add up to the whole one.',
  });
export type Diff = Answer<typeof diffSchema>;
export type ComparedEvaluation = Diff['before'];
/** A figure that differs, with what each cause has to do with it. */
export type ChangedMetric = Diff['metrics'][number];
export type ChangedIndex = Diff['indexes'][number];
export type ChangedCredit = Diff['credits'][number];
export type Cause = z.output<typeof causeSchema>;
