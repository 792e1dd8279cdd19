import { z } from 'zod';
import type { Answer } from './answer.js';
import { count, labelSchema, periodText } from './scalars.js';

/** For how many of the clients a step is done, and for which of them it is to do next. */
const progressSchema = z.strictObject({
  done: count,
  of: count,
  next: z.strictObject({ client: z.string(), name: labelSchema }).nullable().describe('The first client that it is to do for.'),
});
export type StepProgress = Answer<typeof progressSchema>;

/** GET /first-steps. */
export const firstStepsSchema = z
  .strictObject({
    handed_out: z.boolean().describe('Whether any period was closed; nothing more is said from then on.'),
    period: periodText.nullable().describe('The month that the steps are about, as of GET /board.'),
    settings: z.boolean().describe('Whether the settings were changed by the program.'),
    clients: count.describe('Clients that are registered, or have data.'),
    data: progressSchema.describe('Clients that have data.'),
    contracts: progressSchema.describe('Clients with data that have a contract in force on the last day of the month.'),
    evaluated: progressSchema.describe('Clients with data that were evaluated in the month.'),
  })
  .meta({ id: 'FirstSteps' });
export type FirstSteps = Answer<typeof firstStepsSchema>;
