import { z } from 'zod';
import { faultSchema } from './fault.js';
import { exactText, instant, labelSchema, nextCursor, periodText } from './words.js';

/** GET /audit/ledger. */
export const ledgerSchema = z
  .strictObject({
    entries: z
      .array(
        z.strictObject({
          entry: z.int(),
          at: instant,
          actor: z.string(),
          kind: z.string(),
          body: z.record(z.string(), z.unknown()),
          previous_hash: z.string().describe('The hash of the entry before.'),
          hash: z.string(),
        }),
      )
      .describe('The last entry first.'),
    next: nextCursor,
  })
  .meta({ id: 'Ledger' });

/** POST /audit/verify, asked. */
export const verifySchema = z
  .strictObject({
    evaluation: z.string().max(300).optional().describe('An id, the beginning of one, or CLIENT:PERIOD; without it everything.'),
  })
  .meta({ id: 'ToVerify' });

/** POST /audit/verify, answered. */
export const verificationSchema = z
  .strictObject({
    verified: z.boolean(),
    ledger: z.strictObject({ entries: z.int(), intact: z.boolean() }),
    batches: z.int(),
    evaluations: z.array(
      z.looseObject({
        evaluation: z.string(),
        client: z.string(),
        period: periodText,
        revision: z.int(),
        verified: z.boolean(),
        difference: z
          .looseObject({ by: z.enum(['sql', 'rows']), field: z.string(), expected: z.string(), found: z.string() })
          .nullable()
          .describe('The first difference, where it could not be reproduced.'),
        findings: z.array(faultSchema),
      }),
    ),
    findings: z.array(faultSchema),
  })
  .meta({ id: 'Verification' });

const shown = z.union([z.string(), z.boolean(), z.null()]);

/** GET /audit/trace. */
export const tracedSchema = z
  .strictObject({
    facts: z.array(
      z.looseObject({
        fact: z.string(),
        key: z.record(z.string(), shown),
        versions: z.array(
          z.looseObject({
            batch: z.int(),
            file: z.string().nullable(),
            row: z.int().nullable(),
            changed: z.array(z.strictObject({ field: z.string(), from: shown, to: shown })),
            superseded_by: z.int().nullable(),
          }),
        ),
        as_of_batch: z.int(),
        known: z.boolean(),
        memberships: z.array(
          z.looseObject({
            metric: z.string(),
            label: labelSchema,
            period: z.string().nullable(),
            membership: z.string(),
            because: z.string(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Traced' });

const compared = z.looseObject({ id: z.string(), client: z.string(), period: periodText, revision: z.int() });

/** GET /audit/diff. */
export const diffSchema = z
  .looseObject({
    before: compared,
    after: compared,
    causes: z
      .array(z.looseObject({ cause: z.string() }))
      .describe('What changed anything, in the order in which it was applied.'),
    metrics: z.array(z.looseObject({ metric: z.string(), label: labelSchema, unit: z.string() })),
  })
  .meta({
    id: 'Diff',
    description: 'What differs between two evaluations; the differences of all causes add up to the whole one.',
  });

/** GET /audit/explain. */
export const explanationSchema = z
  .looseObject({
    evaluation: z.looseObject({ id: z.string(), client: z.string(), period: periodText }),
    metric: z.looseObject({ metric: z.string(), label: labelSchema, unit: z.string() }),
    definition: z.strictObject({
      words: z.array(z.string()),
      expressions: z.array(z.string()),
      source: z.string().nullable(),
    }),
    standard: z.looseObject({ applied: z.string().nullable(), why: z.string() }),
    numerator: exactText,
    denominator: exactText,
    value: z.number().nullable(),
    arithmetic: z.string().describe('How the value came about, with the numbers in it.'),
    scored: z.string(),
    weights: z.array(z.looseObject({ index: z.string(), share: z.number() })),
  })
  .meta({ id: 'Explanation' });
