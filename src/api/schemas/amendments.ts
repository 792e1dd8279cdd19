import { z } from 'zod';
import { instant, labelSchema, metricId, periodText } from './words.js';

const words = (description: string) => z.string().max(2000).meta({ description });
const metrics = z.array(metricId).max(200).default([]).meta({ description: 'Ids of metrics; all of them where none is named.' });
const facts = z
  .array(z.string().min(1).max(200))
  .max(1000)
  .default([])
  .meta({ description: 'Numbers of facts, such as shipment numbers.' });
const kind = z.string().max(40).optional().meta({ description: 'The kind of these facts, such as shipment.' });
const day = z.string().max(20).meta({ description: 'A day as yyyy-MM-dd, in the client’s zone.' });
const place = z.string().max(200);
const dryRun = z.boolean().default(false).meta({ description: 'Only show what it would change.' });

/** What a dispute says. */
export const disputeSchema = z.strictObject({
  period: periodText,
  metrics,
  facts,
  kind,
  text: words('What is wrong.'),
  evidence: words('What shows it: a document, a link, a mail.').optional(),
});

/** How a dispute is answered. */
export const answerSchema = z.strictObject({
  decision: z.enum(['accept', 'refuse']),
  why: words('Why; the client reads it. Needed unless it is only tried.').default(''),
  reason: z.string().max(40).optional().meta({ description: 'To accept: a reason code that excuses.' }),
  facts: facts.meta({ description: 'Leave these out instead of those that the dispute names.' }),
  dry_run: dryRun,
});

/** What is to be left out. */
export const exclusionSchema = z.strictObject({
  metrics,
  facts,
  kind,
  line: z.string().max(40).optional(),
  where: z
    .strictObject({
      site: place.exactOptional(),
      department: place.exactOptional(),
      origin: place.exactOptional(),
      destination: place.exactOptional(),
      lane: place.exactOptional(),
      carrier: place.exactOptional(),
    })
    .default({}),
  period: periodText.optional(),
  from: day.optional(),
  to: day.optional(),
  reason: z.string().max(40).meta({ description: 'A reason code that excuses.' }),
  evidence: words('What it refers to.'),
  dry_run: dryRun,
});

/** The value that is agreed. */
export const overrideSchema = z.strictObject({
  period: periodText,
  metric: metricId,
  value: z.string().max(60).meta({ description: 'In the metric’s unit, such as 97.5% or 12.5.' }),
  reason: words('Why.'),
  evidence: words('What it refers to.').default(''),
  dry_run: dryRun,
});

/** How an exclusion or an override is decided. */
export const decisionSchema = z.strictObject({
  decision: z.enum(['approval', 'refusal', 'revocation']),
  why: words('Needed to refuse and to revoke.').optional(),
  dry_run: dryRun,
});

const figure = z.strictObject({
  value: z.number().nullable(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  excluded: z.int(),
  status: z.string(),
  score: z.number().nullable(),
});
const effect = z
  .array(
    z.strictObject({
      period: z.string(),
      metric: z.string(),
      label: labelSchema,
      unit: z.string(),
      before: figure,
      after: figure,
    }),
  )
  .meta({ description: 'What it changes of the periods that were evaluated, figure by figure.' });
const proposed = z
  .array(z.strictObject({ period: z.string(), revision: z.int(), evaluation: z.string() }))
  .meta({ description: 'Closed periods stay: the revisions that are proposed for them.' });
const about = z.record(z.string(), z.unknown());

/** A list of amendments of one kind. */
export const listOf = (name: 'disputes' | 'exclusions' | 'overrides') =>
  z.strictObject({
    [name]: z.array(
      z.strictObject({
        kind: z.enum(['exclusion', 'override', 'dispute']),
        number: z.int(),
        client: z.string(),
        time_zone: z.string().meta({ description: 'The client’s, in which days are meant.' }),
        state: z.enum(['requested', 'approved', 'refused', 'revoked']),
        requested_by: z.string(),
        requested_at: instant,
        decisions: z.array(
          z.strictObject({
            kind: z.string(),
            by: z.string(),
            at: instant,
            why: z.string().nullable(),
            ledger: z.int().meta({ description: 'The ledger’s entry.' }),
          }),
        ),
        about: about.meta({ description: 'What it is about: period, metrics, facts, reason, evidence …' }),
      }),
    ),
  });

/** An opened dispute. */
export const openedSchema = z.strictObject({ dispute: z.int(), client: z.string(), body: about });

/** An answered dispute. */
export const answeredSchema = z.strictObject({
  dispute: z.int(),
  client: z.string(),
  decision: z.enum(['approval', 'refusal']),
  why: z.string(),
  exclusion: z.int().nullable(),
  effect,
  proposed,
});

/** What was asked for. */
export const requestedSchema = z.strictObject({
  number: z.int().nullable().meta({ description: 'Null where it was only tried.' }),
  client: z.string(),
  body: about,
  effect,
});

/** What was decided. */
export const decidedSchema = z.strictObject({
  kind: z.enum(['exclusion', 'override']),
  number: z.int(),
  client: z.string(),
  decision: z.enum(['approval', 'refusal', 'revocation']),
  effect,
  proposed,
});
