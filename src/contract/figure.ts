import { z } from 'zod';
import type { Answer } from './answer.js';
import { exactText, instant, periodText } from './scalars.js';

/** A metric's value. */
export const figureValue = z
  .number()
  .nullable()
  .describe(
    'numerator / denominator in the metric’s unit (a share, 0 to 1, for `%`), 12 significant digits; null is no data, never 0.',
  );

/** A quotient with what it is the quotient of. */
export const figureSchema = z
  .strictObject({ numerator: exactText, denominator: exactText, value: figureValue })
  .meta({ id: 'Figure' });
export type Figure = Answer<typeof figureSchema>;

/** A metric's figures of other times, where the contract asks for them. */
export const spanFigures = {
  year_to_date: figureSchema
    .exactOptional()
    .describe('Of the year so far, to the end of the period, counted from its facts: with exclusions, without overrides.'),
  last_year: figureSchema
    .exactOptional()
    .describe('Of the same period a year before, counted from its facts: with exclusions, without overrides.'),
};

/** From its first instant to the first one after it. */
const bounds = { from: instant, to: instant };

/** The times that these figures are of. */
export const spansSchema = z.strictObject({
  year_to_date: z
    .strictObject(bounds)
    .exactOptional()
    .describe('From the first day of the contract’s year that holds the period’s last day, to the end of the period.'),
  last_year: z
    .strictObject({ period: periodText, ...bounds })
    .exactOptional()
    .describe('The period of the same name a year before; left out where there is none.'),
});
