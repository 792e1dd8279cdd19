import { z } from 'zod';
import type { Answer } from './answer.js';
import { labelSchema } from './scalars.js';

const level = z.string().nullable().describe('As it was agreed, such as 97.5%.');

const measure = z.strictObject({
  metric: z.string(),
  label: labelSchema,
  unit: z.string(),
  comparator: z.enum(['at_least', 'more_than', 'at_most', 'less_than', 'equals']).nullable(),
  level: level.describe('Null where no level was agreed: the metric is shown alone.'),
  minimum: level,
  stretch: level,
  min_population: z.int(),
  weight: level.describe('Its share of its group.'),
  scope: z.record(z.string(), z.string()).describe('The part of the client’s work that it is about; empty for all of it.'),
  reference: z.string().nullable(),
});

/** GET /clients/{client}/contract. */
export const contractSchema = z
  .strictObject({
    client: z.string(),
    on: z.string().describe('The day that it holds on, yyyy-MM-dd.'),
    contract: z
      .strictObject({
        id: z.string(),
        from: z.string(),
        until: z.string().nullable().describe('Its last day; null where it is open.'),
        reference: labelSchema.nullable(),
        month_starts_on: z.int().describe('The day on which its months begin.'),
        rules: z
          .array(z.strictObject({ name: z.string(), is: z.string(), says: labelSchema.nullable() }))
          .describe('Definitions and parameters in the wording of the contract.'),
        groups: z.array(z.strictObject({ group: labelSchema, weight: level, measures: z.array(measure) })),
      })
      .nullable()
      .describe('Null where no contract is in force that day.'),
  })
  .meta({ id: 'Contract' });
export type ContractAnswer = Answer<typeof contractSchema>;
export type ContractView = NonNullable<ContractAnswer['contract']>;
export type MeasureView = ContractView['groups'][number]['measures'][number];
