import { z } from 'zod';
import { ledgerEntryKinds } from '../facts/ledger-entry-kind.js';
import { exclusionShownSchema, overrideShownSchema } from './amendments-shown.js';
import type { Answer, Request } from './answer.js';
import {
  countsSchema,
  internalSchema,
  measureResultSchema,
  membershipSchema,
  metricResultSchema,
  percentiles,
  statusSchema,
} from './evaluation.js';
import { faultSchema } from './fault.js';
import { figureSchema } from './figure.js';
import { exactText, factKindNames, instant, labelSchema, neededSchema, nextCursor, periodText, shownState } from './scalars.js';

/** GET /audit/ledger. */
export const ledgerSchema = z
  .strictObject({
    entries: z
      .array(
        z.strictObject({
          entry: z.int(),
          at: instant,
          actor: z.string(),
          kind: z.enum(ledgerEntryKinds),
          body: z.record(z.string(), z.unknown()).describe('What was recorded, as its kind has it.'),
          previous_hash: z.string().describe('The hash of the entry before.'),
          hash: z.string(),
        }),
      )
      .describe('The last entry first.'),
    next: nextCursor,
  })
  .meta({ id: 'Ledger' });
export type Ledger = Answer<typeof ledgerSchema>;

/** POST /audit/verify, asked. */
export const verifySchema = z
  .strictObject({
    evaluation: z.string().max(300).optional().describe('An id, the beginning of one, or CLIENT:PERIOD; without it everything.'),
  })
  .meta({ id: 'ToVerify' });
export type ToVerify = Request<typeof verifySchema>;

const verifiedSchema = z.strictObject({
  evaluation: z.string(),
  client: z.string(),
  period: periodText,
  revision: z.int(),
  verified: z.boolean(),
  difference: z
    .strictObject({
      by: z.enum(['sql', 'rows']),
      metric: z.string().nullable(),
      field: z.string().nullable().describe('Null where the stored text differs, and not what it says.'),
      character: z.int().nullable().describe('The first one of the stored text that differs, from 0; null where a field does.'),
      expected: z.string().nullable().describe('Stored, as JSON; null where it is not there.'),
      found: z.string().nullable().describe('Recomputed, as JSON; null where it is not there.'),
    })
    .nullable()
    .describe('The first difference, where it could not be reproduced.'),
  findings: z.array(faultSchema),
});

/** POST /audit/verify, answered. */
export const verificationSchema = z
  .strictObject({
    verified: z.boolean(),
    ledger: z.strictObject({
      entries: z.int(),
      intact: z.boolean(),
      head: z
        .strictObject({ entry: z.int(), hash: z.string() })
        .nullable()
        .describe('The last entry; kept elsewhere, it shows later that none was cut off.'),
    }),
    batches: z.int(),
    evaluations: z.array(verifiedSchema),
    findings: z.array(faultSchema),
  })
  .meta({ id: 'Verification' });
export type Verification = Answer<typeof verificationSchema>;

const plain = z.union([z.string(), z.boolean(), z.null()]);
const byField = z.record(z.string(), plain);

const versionSchema = z.strictObject({
  batch: z.int(),
  file: z.string().nullable(),
  row: z.int().nullable().describe('Null for a version that a withdrawal folded from what was left.'),
  withdraws: z.int().exactOptional().describe('The batch that was taken back when this version was made.'),
  changed: z.array(z.strictObject({ field: z.string(), from: plain, to: plain })),
  superseded_by: z.int().nullable(),
  superseded_by_withdrawal_of: z.int().exactOptional(),
  withdrawn_by: z.int().nullable().describe('The batch that took this version’s own batch back.'),
});

const factSchema = z.strictObject({
  fact: z.enum(factKindNames),
  key: byField,
  versions: z.array(versionSchema),
  as_of_batch: z.int(),
  known: z.boolean().describe('False where the fact was not there yet, or not any more.'),
  memberships: z.array(
    z.strictObject({
      metric: z.string(),
      label: labelSchema,
      period: z.string().nullable(),
      membership: membershipSchema,
      because: z.string(),
      batch: z.int().describe('The import that brought the value that decided.'),
      file: z.string().nullable(),
      row: z.int().nullable().describe('Null where it is not known.'),
    }),
  ),
});

/** GET /audit/trace. */
export const tracedSchema = z.strictObject({ facts: z.array(factSchema) }).meta({ id: 'Traced' });
export type Traced = Answer<typeof tracedSchema>;

const { metric, label, kind, unit, improves, stage } = metricResultSchema.shape;

const spanExplained = {
  figure: figureSchema,
  arithmetic: z.string().describe('How its value came about, with the numbers in it.'),
};

/** GET /audit/explain. */
export const explanationSchema = z
  .strictObject({
    evaluation: z.strictObject({
      id: z.string(),
      client: z.string(),
      period: periodText,
      revision: z.int(),
      state: shownState,
      as_of: instant,
      as_of_batch: z.int(),
      time_zone: z.string(),
      rulebook: z.string(),
    }),
    metric: z.strictObject({ metric, label, kind, unit, improves, stage }),
    definition: z.strictObject({
      words: z.array(z.string()),
      expressions: z.array(z.string()),
      source: z.string().nullable(),
    }),
    needed: neededSchema.exactOptional(),
    standard: z.strictObject({
      applied: z.string().nullable(),
      why: z.string(),
      others: z.array(z.strictObject({ standard: z.string(), why: z.string() })),
    }),
    counts: countsSchema,
    numerator: exactText,
    denominator: exactText,
    value: z.number().nullable(),
    percentiles: percentiles.nullable(),
    arithmetic: z.string().describe('How the value came about, with the numbers in it.'),
    raw: figureSchema,
    raw_arithmetic: z.string().nullable().describe('How the raw value came about; null where it is the value.'),
    calculated: figureSchema.nullable().describe('Before the override; null where there is none.'),
    calculated_arithmetic: z.string().nullable(),
    override: overrideShownSchema.nullable(),
    year_to_date: z
      .strictObject({ from: instant, to: instant, ...spanExplained })
      .exactOptional()
      .describe('The year so far, where the contract asks for it.'),
    last_year: z
      .strictObject({ period: periodText, from: instant, to: instant, ...spanExplained })
      .exactOptional()
      .describe('The same period a year before, where the contract asks for it.'),
    exclusions: z.array(exclusionShownSchema).describe('Those that can concern the metric, or one that its formula names.'),
    status: statusSchema,
    gap: z.number().nullable(),
    shortfall: z.number().nullable(),
    internal: internalSchema.exactOptional().describe('By what the firm holds itself to besides the contract.'),
    measures: z
      .array(measureResultSchema)
      .exactOptional()
      .describe('What the contract agrees of the metric for parts of the work.'),
    score: z.number().nullable(),
    scored: z.string(),
    weights: z.array(
      z.strictObject({
        index: z.string(),
        path: z.array(z.strictObject({ id: z.string(), weight: z.number(), effective_weight: z.number() })),
        share: z.number().describe('Its share of the whole index: the product of the effective weights.'),
      }),
    ),
    facts: z
      .strictObject({
        memberships: z.array(membershipSchema),
        total: z.int(),
        file: z.string().nullable(),
        rows: z
          .array(z.looseObject({ membership: membershipSchema, because: z.string() }))
          .describe('Each fact’s fields by name, with its membership and the sentence that decided.'),
      })
      .exactOptional(),
  })
  .meta({ id: 'Explanation' });
export type Explanation = Answer<typeof explanationSchema>;
export type LedgerEntryView = Ledger['entries'][number];
export type TracedFact = Traced['facts'][number];
export type TracedVersion = TracedFact['versions'][number];
export type TracedMembership = TracedFact['memberships'][number];
export type EvaluationVerification = Verification['evaluations'][number];
