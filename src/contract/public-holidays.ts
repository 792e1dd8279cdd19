import { z } from 'zod';
import { messageOf } from '../faults/expected.js';
import type { Answer } from './answer.js';
import { labelSchema, languageName } from './scalars.js';

/** GET /config/holiday-places. */
export const holidayPlacesSchema = z
  .strictObject({
    places: z.array(
      z.strictObject({
        country: z.string().describe('By ISO 3166.'),
        name: labelSchema,
        regions: z.array(
          z.strictObject({
            region: z.string().describe('Its code, with that of a part of it behind a dot: `BY.A`.'),
            name: labelSchema,
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'HolidayPlaces' });
export type HolidayPlaces = Answer<typeof holidayPlacesSchema>;

/** GET /config/public-holidays: whose, and of which years. */
export const holidaysAskedSchema = z.strictObject({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .meta({ description: 'By ISO 3166.', example: 'ES' }),
  region: z
    .string()
    .regex(/^[A-Za-z0-9]{1,20}(?:\.[A-Za-z0-9]{1,20})?$/)
    .optional()
    .describe('As `GET /config/holiday-places` lists it; without it, what is a holiday in the whole country.'),
  first_year: z
    .string()
    .regex(/^(?:19[7-9]\d|20[0-8]\d|209[0-6])$/, messageOf({ phrase: 'whole_number', least: 1970, most: 2096 }))
    .transform(Number)
    .meta({ description: 'From 1970 to 2096.' }),
  years: z
    .string()
    .regex(/^[1-5]$/, messageOf({ phrase: 'whole_number', least: 1, most: 5 }))
    .transform(Number)
    .meta({ description: 'How many, 1 to 5.' }),
  lang: languageName,
});

/** GET /config/public-holidays. */
export const publicHolidaysSchema = z
  .strictObject({
    source: z.string().describe('Where they come from, with its version.'),
    days: z.array(
      z.strictObject({
        from: z.string(),
        to: z.string().describe('The last day; the same for a single one.'),
        name: z.string(),
        may_move: z.boolean().describe('Whether it follows the moon, so that it may be announced for a day before or after.'),
      }),
    ),
    partial: z
      .array(z.strictObject({ day: z.string(), name: z.string() }))
      .describe('Holidays of which only a part of the day is off: they are not among the days.'),
  })
  .meta({ id: 'PublicHolidays' });
export type PublicHolidays = Answer<typeof publicHolidaysSchema>;
