import { z } from 'zod';
import type { Answer } from './answer.js';
import { statusSchema } from './evaluation.js';
import { count, languageSchema, periodText, revisionNumber, shownState } from './scalars.js';

const dayText = z.string().describe('yyyy-MM-dd, in the client’s time zone.');
const shownNumber = z
  .strictObject({ value: z.number(), text: z.string().describe('As the page shows it, with its unit.') })
  .meta({ id: 'ShownNumber' });
const shownOrNone = shownNumber.nullable();
const amountShown = z.strictObject({ value: z.number(), text: z.string() }).meta({ id: 'ShownAmount' });

const head = z.strictObject({
  organisation: z.string().describe('Who reports.'),
  client: z.string(),
  period: z.string(),
  days: z.tuple([dayText, dayText]).readonly().nullable().describe('First and last day.'),
  time_zone: z.string(),
  contract: z
    .strictObject({ id: z.string(), reference: z.string().describe('Empty where it has none.') })
    .nullable()
    .describe('The contract in force when the period ended; null where there was none.'),
  state: z.string().describe('How the period stands, and its revision, in words.'),
  evaluation: z.string(),
});

const comment = z.strictObject({ text: z.string(), by: z.string(), day: dayText });

const trendPoint = z.strictObject({
  period: z.string(),
  value: z.number().nullable(),
  level: z.number().nullable().describe('What was in force for that period; under a contract only what was agreed.'),
});

const measure = z
  .strictObject({
    metric: z.string(),
    name: z.string().describe('With the part of the work that it is about.'),
    unit: z.string(),
    value: shownOrNone,
    facts: count.nullable().describe('How many facts the value rests on; null where it is no rate or mean of facts.'),
    level: z.string().nullable().describe('Null where none was agreed: then nothing is judged.'),
    status: statusSchema.nullable(),
    gap: shownOrNone.describe('Negative is always worse; of a share in percentage points.'),
    trend: z.array(trendPoint).describe('Oldest first, the period itself last, at most twelve.'),
    previous: shownOrNone,
    last_year: shownOrNone,
    year_to_date: shownOrNone,
    not_counted: z
      .array(z.enum(['year_to_date', 'last_year']))
      .describe('Figures that the evaluation does not have of this measure, which is not the same as no data.'),
    comment: z.string().nullable(),
    note: z
      .string()
      .describe('Why there is no figure, or how many facts could not be judged; empty where nothing is to be said.'),
    is_whole: z.boolean().describe('Whether it is about the whole metric, not a part of the work.'),
  })
  .meta({ id: 'HandoutMeasure' });
/** A measure of a client's first page. */
export type HandoutMeasure = Answer<typeof measure>;

const laterComment = z.strictObject({
  metric: z.string().nullable().describe('Null where it is about the whole period.'),
  about: z.string().describe('What it is about, in words.'),
  text: z.string(),
  by: z.string(),
  at: z.string().describe('yyyy-MM-dd HH:mm, in the client’s time zone.'),
});

const share = z.number().describe('0 to 1.');

const missed = z
  .strictObject({
    metric: z.string(),
    name: z.string(),
    status: statusSchema,
    value: z.string(),
    level: z.string(),
    failed: z.int().nullable().describe('Of a proportion: other kinds have no failing facts.'),
    parts: z.array(
      z.strictObject({
        name: z.string(),
        failed: count,
        share_of_failures: share,
        share_of_volume: share,
        text: z.string(),
      }),
    ),
    actions: z.array(
      z.strictObject({
        number: z.int(),
        what: z.string(),
        owner: z.string(),
        due: dayText,
        effect: z.string(),
        text: z.string(),
      }),
    ),
    found: z.string().describe('What was reached, and what was expected.'),
    where: z.array(z.string()).describe('Where the failures lie, in words; never empty.'),
    done: z.array(z.string()).describe('What is done about it, in words; never empty.'),
  })
  .meta({ id: 'MissedMeasure' });

const credits = z
  .strictObject({
    title: z.string(),
    currency: z.string(),
    lines: z.array(
      z.strictObject({
        metric: z.string(),
        name: z.string(),
        step: z.string().describe('Empty where no step of the table is reached.'),
        because: z.string().describe('How the amount comes about.'),
        amount: amountShown.nullable().describe('Null where it could not be judged; negative is paid back to the client.'),
      }),
    ),
    net: amountShown,
    net_text: z.string().describe('What the net amount is, with what limits it and what is still open.'),
  })
  .meta({ id: 'HandoutCredits' });
/** The credits of a client's first page. */
export type HandoutCredits = Answer<typeof credits>;

const exclusions = z.strictObject({
  reasons: z.array(
    z.strictObject({
      reason: z.string(),
      party: z.string(),
      exclusions: count,
      what: z.string(),
      metrics: z.string(),
      text: z.string(),
    }),
  ),
  measures: z
    .array(
      z.strictObject({
        metric: z.string(),
        name: z.string(),
        excluded: count,
        raw: z.string(),
        value: z.string(),
        text: z.string(),
      }),
    )
    .describe('What exclusions did to measures.'),
  accountable: z
    .array(
      z.strictObject({
        metric: z.string(),
        name: z.string(),
        value: z.string(),
        accountable: z.string(),
        others: z.string().describe('Failures of others by party.'),
        text: z.string(),
      }),
    )
    .describe('Rates in total, and without the failures that others are responsible for.'),
});

/** GET /clients/{client}/periods/{period}/handout. */
export const handoutSchema = z
  .strictObject({
    period: periodText,
    language: languageSchema,
    state: shownState,
    revision: revisionNumber,
    head,
    verdict: z.string().describe('One sentence; the measure that it names is the first of `missed`.'),
    comment: comment.nullable(),
    basis: z
      .enum(['contract', 'standards', 'figures'])
      .describe('What the measures are taken from: the contract, the standards, or whatever has a figure.'),
    note: z.string().describe('What has to be said of the measures as a whole; empty where nothing has.'),
    groups: z.array(
      z.strictObject({ title: z.string().describe('Empty where nothing groups them.'), measures: z.array(measure) }),
    ),
    shows: z
      .strictObject({ last_year: z.boolean(), year_to_date: z.boolean(), comments: z.boolean() })
      .describe('Which figures besides the period’s are shown.'),
    missed: z.array(missed).describe('The measures below their level, the first of the ranking first.'),
    credits: z.array(credits),
    credits_elsewhere: z
      .array(z.string())
      .describe('Service credits that are settled by periods of another length, in words; left out where there are none.')
      .exactOptional(),
    exclusions,
    sign_off: z.array(z.string()).describe('Who is to sign, in the order of the lines.'),
    signed: z.array(z.strictObject({ by: z.string(), revision: revisionNumber, day: dayText, text: z.string() })),
    comments_after_signature: z
      .array(laterComment)
      .describe('What was said after the first signature, and so was not signed; `comment` and the measures have what was.'),
  })
  .meta({
    id: 'Handout',
    description: 'The first page of what a client is handed of a period, in one language: what the Scorecard sheet shows.',
  });
export type Handout = Answer<typeof handoutSchema>;
