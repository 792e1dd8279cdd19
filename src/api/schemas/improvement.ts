import { z } from 'zod';
import { metricId } from './words.js';

const short = (description: string) => z.string().max(300).meta({ description });
const day = z.string().max(20).meta({ description: 'A day as yyyy-MM-dd, in the client’s zone.' });
const grade = z.number().int().min(1).max(5).transform(String);

const described = {
  what: short('What is done.').optional(),
  metric: metricId.optional(),
  slice: short('The part of it, such as carrier=FastTrans: site, carrier, mode, lane or reason.').optional(),
  cause: z.enum(['3pl', 'client', 'volume_spike', 'systems', 'chance']).optional(),
  ease: grade.optional().meta({ description: 'How easily it is done, 1 to 5.' }),
  benefit: grade.optional().meta({ description: 'How much the client has from it, 1 to 5.' }),
  owner: short('Who does it.').optional(),
  internal_owner: z.boolean().optional().meta({ description: 'The client is not told who.' }),
  start: day.optional(),
  due: day.optional(),
};

/** An action to be added. */
export const actionSchema = z.strictObject(described);

/** What changes of an action; with `close` it ends: done on a day, or dropped with a note. */
export const actionChangeSchema = z.strictObject({
  ...described,
  note: z.string().max(2000).optional(),
  close: z.enum(['done', 'dropped']).optional(),
  done: day.optional().meta({ description: 'The last day on which it was worked at; today without it.' }),
});

/** What was written about an action. */
export const writtenSchema = z.strictObject({ action: z.int(), client: z.string(), ledger: z.int() });

const open = z.record(z.string(), z.unknown());

/** Improvement of one period, as `plumbline improvement --json`. */
export const improvementSchema = z.strictObject({
  client: z.string(),
  period: z.string(),
  evaluation: z.strictObject({ id: z.string(), state: z.string(), revision: z.int() }),
  ranking: z.array(open).meta({ description: 'By index: metrics by recoverable points, weight × lost score.' }),
  quadrants: z.array(open).meta({ description: 'By index: importance and performance, and the cross-hairs.' }),
  slices: z.array(open).meta({
    description:
      'Of each metric below standard, the slice with most failures first, then all with significantly more than their share.',
  }),
  signals: z.array(open).meta({ description: 'Periods outside their control limits, and runs of misses.' }),
  consequences: z.array(open).meta({ description: 'What follows runs of misses, as configured.' }),
  gaps: open.meta({ description: 'The five gaps, and the largest.' }),
  credits: z.array(open).meta({ description: 'Service credits; none where none are configured.' }),
  events: z.array(open).meta({ description: 'The facts behind credits.' }),
  self_audit: z.array(open),
  actions: z.array(open),
});

/** Actions, each judged by the months that the caller is shown. */
export const actionsSchema = z.strictObject({ actions: z.array(open) });
