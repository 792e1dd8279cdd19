import { z } from 'zod';
import type { Answer } from './answer.js';
import { factKindNames, instant, labelSchema } from './scalars.js';

const level = z.string().exactOptional();

const approval = {
  evidence: z.string(),
  requested_by: z.string(),
  requested_at: instant,
  approved_by: z.string(),
  approved_at: instant,
  dispute: z.int().exactOptional().describe('The dispute that it settles.'),
};

/** A fact that an exclusion or a dispute names. */
export const namedFactSchema = z.strictObject({
  fact: z.enum(factKindNames),
  field: z.string().describe('The field of its key that people know it by.'),
  number: z.string(),
  line: z.string().exactOptional(),
});
export type NamedFact = Answer<typeof namedFactSchema>;

/** Where facts must be to be excluded. */
export const placeSchema = z.strictObject({
  site: level,
  department: level,
  origin: level,
  destination: level,
  lane: level,
  carrier: level,
});

/** Why something is excluded. */
export const reasonNamedSchema = z.strictObject({ code: z.string(), label: labelSchema, party: z.string() });

/** An approved exclusion, as a document names it. */
export const exclusionShownSchema = z
  .strictObject({
    exclusion: z.int(),
    metrics: z.array(z.string()).describe('All of them where none is named.'),
    facts: z.array(namedFactSchema),
    where: placeSchema,
    from: instant.exactOptional(),
    to: instant.exactOptional(),
    reason: reasonNamedSchema,
    ...approval,
  })
  .meta({ id: 'ExclusionShown' });
export type ExclusionShown = Answer<typeof exclusionShownSchema>;

/** An approved value in place of the calculated one. */
export const overrideShownSchema = z
  .strictObject({
    override: z.int(),
    value: z.string().describe('Exact decimal text in the metric’s unit, a share for `%`.'),
    reason: z.string(),
    ...approval,
  })
  .meta({ id: 'OverrideShown' });
