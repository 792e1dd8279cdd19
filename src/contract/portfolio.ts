import { z } from 'zod';
import type { Answer } from './answer.js';
import { gapNumber, indexFigures, internalSchema, scoreNumber, standardAppliedSchema, statusSchema } from './evaluation.js';
import { sourceFigures } from './periods.js';
import { labelSchema, nextCursor, periodText, revisionNumber } from './scalars.js';

/** GET /portfolio. */
export const portfolioSchema = z
  .strictObject({
    period: periodText.nullable().describe('Null while nothing was evaluated.'),
    periods: z.array(periodText).describe('Every period that was evaluated: months first, the newest first.'),
    metrics: z
      .array(z.strictObject({ metric: z.string(), label: labelSchema }))
      .describe('Every metric of the clients once, for who does not ask for its label with each figure.'),
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
            internal: internalSchema.exactOptional().describe('By what the firm holds itself to besides the contract.'),
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
    internal_gaps: z
      .array(z.strictObject({ client: z.string(), metric: z.string() }))
      .exactOptional()
      .describe(
        'What is below the standards that the firm holds itself to besides contracts, the worst first; for keys that are bound to no client.',
      ),
    missing_sources: z
      .array(z.strictObject({ client: z.string(), ...sourceFigures }))
      .describe('Expected sources that have not delivered past the period’s end.'),
    next: nextCursor.describe('The cursor of the next page; null on the last one, and where no `limit` was given.'),
  })
  .meta({ id: 'Portfolio' });
export type Portfolio = Answer<typeof portfolioSchema>;
export type PortfolioClient = Portfolio['clients'][number];
