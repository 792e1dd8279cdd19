import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { namedFactSchema, placeSchema, reasonNamedSchema } from './amendments-shown.js';
import { partSchema, statusSchema } from './evaluation.js';
import { exactText, instant, labelSchema, ledgerNumber, metricId, periodText } from './scalars.js';

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
export type NewDispute = Request<typeof disputeSchema>;

/** How a dispute is answered. */
export const answerSchema = z.strictObject({
  decision: z.enum(['accept', 'refuse']),
  why: words('Why; the client reads it. Needed unless it is only tried.').default(''),
  reason: z.string().max(40).optional().meta({ description: 'To accept: a reason code that excuses.' }),
  facts: facts.meta({
    description:
      'Leave out only these of the facts that the dispute names; where it names none, these, once somebody else approves it.',
  }),
  dry_run: dryRun,
});
export type DisputeAnswer = Request<typeof answerSchema>;

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
export type NewExclusion = Request<typeof exclusionSchema>;

/** The value that is agreed. */
export const overrideSchema = z.strictObject({
  period: periodText,
  metric: metricId,
  value: z.string().max(60).meta({ description: 'In the metric’s unit, such as 97.5% or 12.5.' }),
  reason: words('Why.'),
  evidence: words('What it refers to.').default(''),
  dry_run: dryRun,
});
export type NewOverride = Request<typeof overrideSchema>;

/** How an exclusion or an override is decided. */
export const decisionSchema = z.strictObject({
  decision: z.enum(['approval', 'refusal', 'revocation']),
  why: words('Needed to refuse and to revoke.').optional(),
  dry_run: dryRun,
});
export type NewDecision = Request<typeof decisionSchema>;

const figure = z.strictObject({
  value: z.number().nullable(),
  numerator: exactText,
  denominator: exactText,
  excluded: z.int(),
  status: statusSchema,
  score: z.number().nullable(),
});
const effectSchema = z.strictObject({
  period: z.string(),
  metric: z.string(),
  scope: partSchema.exactOptional().describe('The part of the work that the figure is of; left out for all of it.'),
  label: labelSchema.describe('With the part of the work.'),
  unit: z.string(),
  before: figure,
  after: figure,
});
export type Effect = Answer<typeof effectSchema>;
const effect = z
  .array(effectSchema)
  .meta({ description: 'What it changes of the periods that were evaluated, figure by figure.' });
const proposed = z
  .array(z.strictObject({ period: z.string(), revision: z.int(), evaluation: z.string() }))
  .meta({ description: 'Closed periods stay: the revisions that are proposed for them.' });

/** How an amendment stands: requested, then approved or refused; what was approved can be revoked. */
export const amendmentState = z.enum(['requested', 'approved', 'refused', 'revoked']);

/** What a dispute is about. */
const disputed = z.strictObject({
  period: z.string(),
  metrics: z.array(z.string()),
  facts: z.array(namedFactSchema),
  text: z.string(),
  evidence: z.string(),
});

const excluded = {
  metrics: z.array(z.string()),
  facts: z.array(namedFactSchema),
  where: placeSchema,
  period: z.string().exactOptional(),
  reason: reasonNamedSchema,
  evidence: z.string(),
  dispute: z.int().exactOptional(),
};

/** What an override is about. */
const overridden = z.strictObject({
  metric: z.string(),
  period: z.string(),
  value: z.string().describe('Exact decimal text in the metric’s unit, a share for `%`.'),
  reason: z.string(),
  evidence: z.string(),
});

const listed = <K extends string, A extends z.ZodType>(kind: K, about: A) =>
  z.strictObject({
    kind: z.literal(kind),
    number: z.int().describe('The ledger’s entry that requested it; of a dispute, to a client’s own key, counted among its own.'),
    client: z.string(),
    time_zone: z.string().meta({ description: 'The client’s, in which days are meant.' }),
    state: amendmentState,
    requested_by: z.string(),
    requested_at: instant,
    decisions: z.array(
      z.strictObject({
        kind: z.enum(['approval', 'refusal', 'revocation']),
        by: z.string(),
        at: instant,
        why: z.string().nullable(),
        ledger: ledgerNumber,
      }),
    ),
    about,
  });

const disputeListed = listed('dispute', disputed).meta({ id: 'Dispute' });
const exclusionListed = listed(
  'exclusion',
  z.strictObject({
    ...excluded,
    from: instant.exactOptional(),
    to: instant.exactOptional().describe('The first moment after it.'),
  }),
).meta({ id: 'Exclusion' });
const overrideListed = listed('override', overridden).meta({ id: 'Override' });
export type Dispute = Answer<typeof disputeListed>;
export type Exclusion = Answer<typeof exclusionListed>;
export type Override = Answer<typeof overrideListed>;

/** An amendment as lists show it, of whichever kind. */
export type AmendmentView = Dispute | Exclusion | Override;

/** GET of disputes, exclusions and overrides. */
export const disputesSchema = z.strictObject({ disputes: z.array(disputeListed) });
export const exclusionsSchema = z.strictObject({ exclusions: z.array(exclusionListed) });
export const overridesSchema = z.strictObject({ overrides: z.array(overrideListed) });

/** GET /reasons. */
export const reasonsSchema = z
  .strictObject({
    reasons: z.array(
      z.strictObject({
        code: z.string().describe('The usual status reason of carriers (X12, element 1651), or one of ours.'),
        label: labelSchema,
        party: z.string().describe('Whose part it was.'),
        excusable: z.boolean().describe('Whether an exclusion may be requested with it.'),
      }),
    ),
  })
  .meta({ id: 'Reasons' });
export type Reasons = Answer<typeof reasonsSchema>;
export type Reason = Reasons['reasons'][number];

/** An opened dispute. */
export const openedSchema = z.strictObject({
  dispute: z.int(),
  client: z.string(),
  body: disputed,
  failed: z
    .array(
      z.strictObject({
        metric: z.string(),
        numbers: z.array(z.string()).describe('The first of them.'),
        total: z.int().describe('How many there are in all; of numbers that are not listed each line counts.'),
      }),
    )
    .exactOptional()
    .describe('Where the dispute names no facts: those that fail its metrics in the period, to choose from.'),
});
export type DisputeOpened = Answer<typeof openedSchema>;

/** An answered dispute. */
export const answeredSchema = z.strictObject({
  dispute: z.int(),
  client: z.string(),
  decision: z.enum(['approval', 'refusal']),
  why: z.string(),
  exclusion: z.int().nullable(),
  exclusion_state: z.enum(['approved', 'requested']).nullable().meta({
    description:
      'requested: the dispute named no facts, and somebody else has to approve those that were chosen. Null where there is none.',
  }),
  effect,
  proposed,
});

const requested = <B extends z.ZodType>(body: B) =>
  z.strictObject({
    number: z.int().nullable().meta({ description: 'Null where it was only tried.' }),
    client: z.string(),
    body,
    effect,
  });

/** What was requested. */
export const exclusionRequestedSchema = requested(
  z.strictObject({
    ...excluded,
    from: z.int().exactOptional().describe('UTC milliseconds.'),
    to: z.int().exactOptional().describe('UTC milliseconds; the first moment after it.'),
  }),
);
export const overrideRequestedSchema = requested(overridden);

/** What was decided. */
export const decidedSchema = z.strictObject({
  kind: z.enum(['exclusion', 'override']),
  number: z.int(),
  client: z.string(),
  decision: z.enum(['approval', 'refusal', 'revocation']),
  effect,
  proposed,
});
export type Answered = Answer<typeof answeredSchema>;
export type Decided = Answer<typeof decidedSchema>;
export type Proposal = Decided['proposed'][number];
export type FigureView = Effect['before'];
/** What trying, requesting or deciding answers: the effect, and the revisions that are proposed for closed periods. */
export type Changed = Pick<Decided, 'effect'> & Partial<Pick<Decided, 'proposed'>>;
export type Disputes = Answer<typeof disputesSchema>;
export type Exclusions = Answer<typeof exclusionsSchema>;
export type Overrides = Answer<typeof overridesSchema>;
export type Requested = Answer<typeof exclusionRequestedSchema> | Answer<typeof overrideRequestedSchema>;
