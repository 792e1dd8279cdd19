import { z } from 'zod';
import type { Answer } from './answer.js';
import { statusSchema } from './evaluation.js';
import { labelSchema } from './scalars.js';
const amount = z.string().describe('Exact decimal text; negative is paid back to the client.');

/** The service credits of a contract in one period. */
export const creditsSchema = z.strictObject({
  credit: z.string(),
  label: labelSchema,
  currency: z.string(),
  fee: z.string().nullable().describe('Null where no amount is a share of it.'),
  at_risk: z.string().nullable().describe('The most that can be paid back; null where nothing limits it.'),
  lines: z.array(
    z.strictObject({
      metric: z.string(),
      label: labelSchema.nullable(),
      value: z.number().nullable(),
      status: statusSchema.nullable(),
      failed: z.int().nullable().describe('Of a proportion: other kinds have no failing facts.'),
      step: z
        .string()
        .nullable()
        .describe('The step reached, such as "less_than 98%", or "each 25.00" for an amount for each failed fact.'),
      points: z.string().nullable(),
      amount: amount.nullable().describe('Null where the metric could not be judged.'),
      because: z.string(),
    }),
  ),
  malus: z.string(),
  bonus: z.string(),
  net: amount.describe('Bonus less malus, after the caps; rounded once, to two decimals.'),
  capped: z.boolean(),
  undecided: z.int().describe('Lines that could not be judged.'),
});
/** Service credits that hold in a period but are settled by periods of another length. */
export const creditsElsewhereSchema = z.strictObject({
  credit: z.string(),
  label: labelSchema,
  per: z.enum(['month', 'quarter', 'year']),
  from: z.string().describe('The first of the periods in which these days are settled.'),
  to: z.string().describe('The last of them: the same where there is one.'),
});
/** The service credits of a contract in one period. */
export type Credits = Answer<typeof creditsSchema>;
