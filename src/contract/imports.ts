import { z } from 'zod';
import type { Answer } from './answer.js';
import { faultSchema } from './fault.js';
import { count, factKindNames, instant, labelSchema } from './scalars.js';

const rows = z
  .strictObject({ read: count, new: count, changed: count, unchanged: count, rejected: count, skipped: count })
  .describe('read = new + changed + unchanged + rejected + skipped')
  .meta({ id: 'RowCounts' });

const repeatedFault = faultSchema
  .extend({
    times: z.int().describe('How often it was met.'),
    rows: z
      .array(z.union([z.int(), z.string()]))
      .exactOptional()
      .describe('The first rows that have it.'),
    values: z
      .array(z.strictObject({ value: z.string(), times: z.int() }))
      .exactOptional()
      .describe('The cells that have it, the most frequent first, where they differ.'),
  })
  .meta({ id: 'RepeatedFault' });

/** Closed periods that a batch touches. */
export const lateSchema = z
  .array(
    z.strictObject({
      client: z.string(),
      period: z.string(),
      revision: z.int(),
      facts: count.exactOptional().describe('Not known of what was only tried.'),
    }),
  )
  .describe('Closed periods that it touches; nothing of them has changed.');
const fieldChange = z
  .strictObject({
    field: z.string(),
    label: labelSchema,
    type: z.enum(['instant', 'day', 'number', 'text', 'boolean']),
    filled: count.describe('Facts that had no value.'),
    changed: count.describe('Facts that had another value.'),
    emptied: count.describe('Facts that have no value any more.'),
    most: z
      .array(
        z.strictObject({
          was: z.string(),
          now: z.string().nullable().describe('Null where it was emptied.'),
          facts: count,
          client: z.string().describe('The client of the first of these facts in the file.'),
          key: z.array(z.union([z.string(), z.number()])).describe('What else identifies it.'),
        }),
      )
      .describe('The most frequent changes of a value; none of persons.'),
  })
  .meta({ id: 'FieldChange' });

const batch = z
  .strictObject({
    batch: z.int().nullable().describe('Null where the file was only tried, and for a client’s own key.'),
    file: z.string(),
    sha256: z.string(),
    layout: z.string(),
    fact: z.enum(factKindNames),
    rows,
    repeated: count.describe(
      'Rows that say the same as one before them in the file: each fact is taken once. `rows.unchanged` counts them too.',
    ),
    dealt_before: count
      .exactOptional()
      .describe(
        'Rejected rows that nobody has to mend, because the identical rows of earlier batches were settled or mended; left out where there are none, and of what was only tried. `rows.rejected` counts them too.',
      ),
    rejects: z.string().nullable().describe('Where the rejected rows can be fetched.'),
    warnings: z.array(repeatedFault),
    errors: z.array(repeatedFault).describe('What rows were rejected for: each code in each column once.'),
    findings: z.array(faultSchema).describe('The first errors of rejected rows, with line and column.'),
    late: lateSchema,
    changes: z
      .array(fieldChange)
      .exactOptional()
      .describe('What became of the fields of facts that were there, each field once; left out where none has changed.'),
    replaces: z
      .strictObject({
        facts: count,
        first: z.array(
          z.strictObject({
            client: z.string(),
            key: z.array(z.union([z.string(), z.number()])),
            batch: z.int().describe('The batch that brought it.'),
            file: z.string().nullable(),
          }),
        ),
      })
      .exactOptional()
      .describe('Of mended rows: facts that a batch after the one that is mended has brought, and that they replace.'),
  })
  .meta({ id: 'ImportedBatch' });
export type ImportedBatch = Answer<typeof batch>;
export type LateTouch = ImportedBatch['late'][number];

/** What an import answers. */
export const importAnswerSchema = z.strictObject({ batches: z.array(batch) }).meta({ id: 'ImportAnswer' });
export type ImportAnswer = Answer<typeof importAnswerSchema>;

/** How far an upload is. */
export const uploadSchema = z
  .strictObject({
    id: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    file: z.string(),
    layout: z.string(),
    rows: count.nullable().describe('Rows read so far, while it runs.'),
    bytes: count.nullable(),
    started_at: instant,
    ended_at: instant.nullable(),
    answer: z
      .union([importAnswerSchema, z.strictObject({ faults: z.array(faultSchema) })])
      .nullable()
      .describe('Once it is done what POST /imports would have answered, once it has failed { faults }.'),
  })
  .meta({ id: 'Upload' });
export type Upload = Answer<typeof uploadSchema>;

/** A batch in the list of imports. */
export const importSchema = z
  .strictObject({
    batch: z.int(),
    kind: z.enum(factKindNames).describe('The kind of its facts.'),
    layout: z.string().nullable(),
    file: z.string().nullable(),
    sha256: z.string().nullable(),
    actor: z.string(),
    committed_at: instant,
    rows,
    repeated: count
      .nullable()
      .describe(
        'Rows that say the same as one before them in the file; `rows.unchanged` counts them too. Null of batches from before they were counted.',
      ),
    rejects: z.string().nullable(),
    to_mend: count.describe(
      'Rejected rows that were neither imported once more, nor came again in a later file, nor were settled; 0 where the batch was withdrawn.',
    ),
    settled: count.describe('Rejected rows that nobody will mend; `rows.rejected` counts them too.'),
    mends: z.int().nullable().describe('The batch whose rejected rows this one imports once more.'),
    mended_by: z.array(z.int()).describe('The batches, none of them withdrawn, that import its rejected rows once more.'),
    withdraws: z.int().nullable().describe('The batch that this one takes back.'),
    withdrawn_by: z.int().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Import' });
export type Import = Answer<typeof importSchema>;

/** A page of imports. */
export const importPageSchema = z
  .strictObject({ imports: z.array(importSchema), next: z.string().nullable() })
  .meta({ id: 'ImportPage' });
export type ImportPage = Answer<typeof importPageSchema>;
