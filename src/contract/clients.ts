import { z } from 'zod';
import type { Answer } from './answer.js';
import { instant, labelSchema, periodText, revisionNumber, shownState } from './scalars.js';

const depth = z
  .union([z.int(), z.literal('all'), z.record(z.string(), z.union([z.int(), z.literal('all')]))])
  .describe('How deep its own scorecard shows the satisfaction tree: a level, all, or one per branch.');

/** GET /clients. */
export const clientsSchema = z
  .strictObject({
    clients: z.array(
      z.strictObject({
        client: z.string().describe('Its code: any text, percent-encoded in paths.'),
        name: labelSchema,
        segment: z.string().nullable(),
        time_zone: z.string(),
        depth,
      }),
    ),
  })
  .meta({ id: 'Clients' });
export type Clients = Answer<typeof clientsSchema>;
export type ClientView = Clients['clients'][number];

/** GET /clients/{client}/periods. */
export const clientPeriodsSchema = z
  .strictObject({
    periods: z
      .array(
        z.strictObject({
          period: periodText,
          state: shownState,
          revision: revisionNumber,
          evaluation: z.string().describe('Its id: GET /evaluations/{id}.'),
          made_at: instant,
        }),
      )
      .describe('The newest first.'),
  })
  .meta({ id: 'ClientPeriods' });
export type ClientPeriods = Answer<typeof clientPeriodsSchema>;
export type ClientPeriod = ClientPeriods['periods'][number];

/** GET /clients/{client}/scorecards. */
export const scorecardsSchema = z
  .strictObject({
    scorecards: z
      .array(
        z.strictObject({
          period: periodText,
          revision: revisionNumber,
          state: shownState,
          href: z.string().describe('Where the workbook is.'),
        }),
      )
      .describe('The newest period first, of each the newest revision first.'),
  })
  .meta({ id: 'Scorecards' });
export type Scorecards = Answer<typeof scorecardsSchema>;
