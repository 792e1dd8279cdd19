import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { creditsElsewhereSchema, creditsSchema } from './credits.js';
import { statusSchema } from './evaluation.js';
import { instant, labelSchema, metricId, shownState } from './scalars.js';

const short = (description: string) => z.string().max(300).meta({ description });
const day = z.string().max(20).meta({ description: 'A day as yyyy-MM-dd, in the client’s zone.' });
const grade = z.number().int().min(1).max(5).transform(String);

const causeOfMiss = z.enum(['3pl', 'client', 'volume_spike', 'systems', 'chance']);
export type CauseOfMiss = z.output<typeof causeOfMiss>;

const described = {
  what: short('What is done.').optional(),
  metric: metricId.optional(),
  slice: short('The part of it, such as carrier=FastTrans: site, carrier, mode, lane or reason.').optional(),
  cause: causeOfMiss.optional(),
  ease: grade.optional().meta({ description: 'How easily it is done, 1 to 5.' }),
  benefit: grade.optional().meta({ description: 'How much the client has from it, 1 to 5.' }),
  owner: short('Who does it.').optional(),
  internal_owner: z.boolean().optional().meta({ description: 'The client does not see who it is.' }),
  start: day.optional(),
  due: day.optional(),
};

/** An action to be added. */
export const actionSchema = z.strictObject(described);
export type NewAction = Request<typeof actionSchema>;

/** What changes of an action; with `close` it ends: done on a day, or dropped with a note. */
export const actionChangeSchema = z.strictObject({
  ...described,
  note: z.string().max(2000).optional(),
  close: z.enum(['done', 'dropped']).optional(),
  done: day.optional().meta({ description: 'The last day on which it was worked at; today without it.' }),
});
export type ActionChange = Request<typeof actionChangeSchema>;

/** What was written about an action. */
export const writtenSchema = z.strictObject({ action: z.int(), client: z.string(), ledger: z.int() });

const named = { metric: z.string(), label: labelSchema };
const share = z.number().describe('0 to 1.');
const pair = z.tuple([z.number(), z.number()]);

const rankedSchema = z.strictObject({
  rank: z.int(),
  ...named,
  part_of: z.string().exactOptional().describe('The metric of which the index weighs a part alone; left out for a whole one.'),
  weight: z.number().describe('Of the whole index.'),
  score: z.number(),
  points: z.number().describe('Index points that a full score would give back: weight × (10 − score).'),
  status: statusSchema.nullable().describe('Null for a branch.'),
  unit: z.string().nullable().describe('Of the gap, `%` where it is a share; null for a branch.'),
  gap: z.number().nullable(),
  shortfall: z.number().nullable(),
  significant: z.boolean().nullable(),
});
const rankingSchema = z.strictObject({
  index: z.string(),
  label: labelSchema,
  score: z.number().nullable(),
  points: z.number().describe('Of all its metrics: ten less its score.'),
  metrics: z.array(rankedSchema),
});
export type Ranking = Answer<typeof rankingSchema>;

const quadrant = z.enum(['concentrate_here', 'keep_up', 'low_priority', 'possible_overkill']);
const quadrantsSchema = z.strictObject({
  importance: z.enum(['weights', 'survey']),
  cross_hairs: z.enum(['middle', 'mean', 'median']),
  index: z.string(),
  label: labelSchema,
  importance_at: z.number().nullable().describe('A cross-hair; null where there is no metric.'),
  performance_at: z.number().nullable(),
  metrics: z.array(z.strictObject({ ...named, importance: z.number(), performance: z.number(), quadrant })),
});
export type Quadrants = Answer<typeof quadrantsSchema>;

const sliceSchema = z.strictObject({
  ...named,
  dimension: z.string(),
  key: z.string(),
  failed: z.int(),
  judged: z.int(),
  share_of_failures: share,
  share_of_volume: share,
  is_most: z.boolean().describe('No other slice, of whatever dimension, holds more failures.'),
  slices: z.int().describe('How many slices of the metric were tested.'),
  p: z
    .number()
    .nullable()
    .describe('The chance of so many failures in it if they fell evenly; null where the dimension is only known of failures.'),
  p_adjusted: z.number().nullable().describe('As it counts among so many slices (Holm).'),
  is_more: z.boolean().nullable().describe('The adjusted chance is below 5 %.'),
  test: z.string(),
});
export type FailingSlice = Answer<typeof sliceSchema>;

const signalSchema = z.strictObject({
  ...named,
  centre: share.nullable().describe('p-chart: the share of all periods together; null for what is no proportion.'),
  out: z
    .array(
      z.strictObject({
        period: z.string(),
        share,
        low: z.number(),
        high: z.number(),
        side: z.enum(['better', 'worse']),
      }),
    )
    .describe('The periods outside mean ± 3 sigma.'),
  misses: z.int().describe('Consecutive periods up to this one that missed the standard.'),
  since: z.string().nullable().describe('The first of them.'),
  significant: z.boolean().nullable(),
});
export type Signal = Answer<typeof signalSchema>;

const consequenceSchema = z.strictObject({ ...named, after: z.int(), misses: z.int(), since: z.string() });
export type ConsequenceDue = Answer<typeof consequenceSchema>;

const gapKind = z.enum(['goal', 'understanding', 'delivery', 'promise', 'experience']);
export type GapKind = z.output<typeof gapKind>;
const gapSchema = z.strictObject({
  kind: gapKind,
  ...named,
  unit: z.string(),
  is: z.number().describe('The firm’s goal, the standard, what was delivered or experienced.'),
  against: z.number().describe('What the client expects, what managers think it does, the standard, the promise.'),
  gap: z.number().describe('Negative is worse for the client.'),
  relative: z.number().describe('In proportion to what it is held against.'),
  basis: z.enum(['experience', 'best_in_industry', 'competitor', 'stated']).nullable(),
  wave: z.string().nullable().describe('The survey wave that a side comes from.'),
  earlier: z.literal(true).exactOptional().describe('The wave was asked before the period.'),
  too_few: z.literal(true).exactOptional().describe('The value rests on fewer facts than its standard asks for.'),
  staff: z
    .strictObject({ mean: z.number(), n: z.int(), wave: z.string() })
    .nullable()
    .describe('How the staff rate the delivery.'),
});
export type Gap = Answer<typeof gapSchema>;
const gapsSchema = z.strictObject({
  gaps: z.array(gapSchema),
  largest: gapSchema.nullable(),
  largest_by_kind: z.strictObject({
    goal: gapSchema.nullable(),
    understanding: gapSchema.nullable(),
    delivery: gapSchema.nullable(),
    promise: gapSchema.nullable(),
    experience: gapSchema.nullable(),
  }),
});

const eventsSchema = z.strictObject({
  metric: z.string(),
  total: z.int(),
  facts: z.array(
    z.strictObject({
      fact: z.union([z.string(), z.number(), z.boolean(), z.null()]).describe('The fact by the first field of its key.'),
      batch: z.int(),
      file: z.string(),
      row: z.int(),
    }),
  ),
});

const auditedSchema = z.strictObject({
  id: z.string(),
  area: labelSchema,
  label: labelSchema,
  answer: z.enum(['yes', 'no']).nullable().describe('Null where there is none, which is neither yes nor no.'),
  on: z.string().nullable(),
  by: z.string().nullable(),
  note: z.string().nullable(),
});

const actionState = z.enum(['planned', 'under_way', 'done', 'dropped']);
const slice = z.strictObject({ dimension: z.string(), key: z.string() });
const side = z.strictObject({
  periods: z.array(z.string()),
  passed: z.int(),
  judged: z.int(),
  value: z.number().nullable().describe('The share of all the periods together; of what is no proportion, the last value.'),
  interval: pair.nullable(),
  satisfaction: z.number().nullable().describe('Mean score of the client’s satisfaction over these periods.'),
});
const changes = z.strictObject({
  what: z.string().exactOptional(),
  metric: z.string().exactOptional(),
  slice: slice.exactOptional(),
  cause: causeOfMiss.exactOptional(),
  ease: z.int().exactOptional(),
  benefit: z.int().exactOptional(),
  owner: z.string().exactOptional(),
  internal_owner: z.boolean().exactOptional(),
  start: z.string().exactOptional(),
  due: z.string().exactOptional(),
  state: actionState.exactOptional(),
  done: z.string().exactOptional(),
  note: z.string().exactOptional(),
});
const listedSchema = z
  .strictObject({
    number: z.int(),
    client: z.string(),
    state: actionState,
    overdue: z.boolean().describe('Neither done nor dropped, and its due day is past.'),
    what: z.string(),
    ...named,
    unit: z.string(),
    slice: slice.nullable(),
    cause: causeOfMiss,
    ease: z.int(),
    benefit: z.int(),
    key_area: z.boolean().describe('Easily done, and of clear benefit to the client: both 4 or 5.'),
    owner: z.string().nullable().describe('Null for a client where the owner is internal.'),
    internal_owner: z.boolean(),
    start: z.string(),
    due: z.string(),
    done: z.string().nullable(),
    added_by: z.string().nullable(),
    added_at: instant,
    history: z.array(z.strictObject({ ledger: z.int(), by: z.string(), at: instant, changes })),
    effect: z.strictObject({
      verdict: z.enum(['effective', 'not_effective', 'too_early']),
      because: z.enum([
        'not_done',
        'no_period_after',
        'no_period_before',
        'too_few',
        'better',
        'worse',
        'no_difference',
        'satisfaction_fell',
      ]),
      before: side,
      after: side,
      difference: pair.nullable().describe('95 % interval of the difference, in the direction in which more is better.'),
    }),
  })
  .meta({ id: 'Action' });
export type ActionView = Answer<typeof listedSchema>;

/** Improvement of one period, as `plumbline improvement --json`. */
export const improvementSchema = z
  .strictObject({
    client: z.string(),
    period: z.string(),
    evaluation: z.strictObject({ id: z.string(), state: shownState, revision: z.int() }),
    ranking: z.array(rankingSchema).meta({
      description:
        'By index: missed, at risk, met, then without a standard; within a status by points lost in any index, then by gap.',
    }),
    quadrants: z.array(quadrantsSchema).meta({ description: 'By index: importance and performance, and the cross-hairs.' }),
    slices: z.array(sliceSchema).meta({
      description:
        'Of each metric below standard, the slice with most failures first, then all with significantly more than their share.',
    }),
    signals: z.array(signalSchema).meta({ description: 'Periods outside their control limits, and runs of misses.' }),
    consequences: z.array(consequenceSchema).meta({ description: 'What follows runs of misses, as configured.' }),
    gaps: gapsSchema.meta({ description: 'The five gaps, and the largest.' }),
    credits: z.array(creditsSchema).meta({ description: 'Service credits; none where none are configured.' }),
    credits_elsewhere: z
      .array(creditsElsewhereSchema)
      .meta({ description: 'Service credits that are settled by periods of another length; left out where there are none.' })
      .exactOptional(),
    events: z.array(eventsSchema).meta({ description: 'The facts behind credits.' }),
    self_audit: z.array(auditedSchema),
    actions: z.array(listedSchema),
  })
  .meta({ id: 'Improvement' });
export type Improvement = Answer<typeof improvementSchema>;

/** Actions, each judged by the months that the caller is shown. */
export const actionsSchema = z.strictObject({ actions: z.array(listedSchema) });
export type Actions = Answer<typeof actionsSchema>;
export type ActionWritten = Answer<typeof writtenSchema>;
