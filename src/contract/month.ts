import { z } from 'zod';
import type { Answer } from './answer.js';
import { count, instant, labelSchema, nextCursor, periodText, revisionNumber } from './scalars.js';
import { sourceFigures } from './periods.js';

/** How a step of a month stands. */
export const stepState = z
  .enum(['done', 'to_do', 'waiting', 'not_needed'])
  .describe(
    'waiting: for time, for an earlier step or for somebody else. Nothing that is open before the closing is to do once it is closed, but for rejected rows: closing leaves them as they are.',
  );
export type StepState = z.output<typeof stepState>;

const step = { state: stepState };

/** A batch with rejected rows, and what became of each of them. */
export const rejectsOfBatch = z
  .strictObject({
    batch: z.int(),
    file: z.string().nullable(),
    rejected: count,
    to_mend: count,
    mended: count,
    rejected_again: count.describe(
      'Rejected rows of a later batch now: of one that imported them once more, or in whose file they came again.',
    ),
    settled: z.array(z.strictObject({ reason: z.string(), rows: count })).describe('Rows that nobody will mend, by the reason.'),
  })
  .meta({ id: 'RejectsOfBatch' });
export type RejectsOfBatch = Answer<typeof rejectsOfBatch>;

const stepsSchema = z
  .strictObject({
    sources: z.strictObject({
      ...step,
      expected: z.array(z.strictObject({ ...sourceFigures, is_complete: z.boolean() })),
    }),
    rejects: z.strictObject({
      ...step,
      batches: z
        .array(rejectsOfBatch)
        .describe('Batches with rejected rows to mend, or settled ones, that are the client’s, or may be.'),
    }),
    figures: z.strictObject({
      ...step,
      evaluation: z.string().nullable(),
      newer_imports: z.boolean().describe('Whether facts of the client came after it was evaluated.'),
      rules_changed: z.boolean().describe('Whether its rules are others now than those it was evaluated by.'),
      rules_changed_at: instant
        .nullable()
        .describe('When the rules were last changed by the program; null where they were changed by hand, or were not.'),
      newer_decisions: z.boolean().describe('Whether exclusions or overrides were approved or revoked after it was evaluated.'),
      met: count,
      at_risk: count,
      missed: count,
      other: count.describe('Agreed, and without data or with too little.'),
      open_overdue: count
        .exactOptional()
        .describe(
          'Shipments promised in the month that were past their promise and still open when it was evaluated; left out where nothing tells.',
        ),
    }),
    undetermined: z.strictObject({
      ...step,
      measures: z
        .array(
          z.strictObject({
            metric: z.string(),
            label: labelSchema,
            undetermined: count,
            undated: count,
            why: labelSchema
              .exactOptional()
              .describe('Why it has no figure, with the fields that are needed; not on the board, and only where there is none.'),
          }),
        )
        .describe('What was agreed and has facts that cannot be judged.'),
      losses: z
        .strictObject({
          contract: z.string().nullable().describe('The contract in force; null where there is none.'),
          is_agreed: z
            .boolean()
            .describe(
              'Whether it is agreed that nothing recorded means none, which holds once a file has a column of such quantities.',
            ),
        })
        .exactOptional()
        .describe('Of some measures facts cannot be judged where no damaged or lost quantity is recorded; not on the board.'),
    }),
    requests: z.strictObject({
      ...step,
      waiting: z.array(z.strictObject({ kind: z.enum(['exclusion', 'override', 'dispute']), number: z.int() })),
    }),
    comment: z.strictObject({ ...step, comments: count }),
    handout: z.strictObject(step),
    closing: z.strictObject({ ...step, ends: instant, by: z.string().nullable(), at: instant.nullable() }),
    sent: z.strictObject({ ...step, to: z.array(z.string()), jobs: z.array(z.string()).describe('The jobs that mail it.') }),
    signed: z.strictObject({ ...step, by: z.array(z.string()) }),
  })
  .meta({ id: 'MonthSteps' });
export type MonthSteps = Answer<typeof stepsSchema>;
export type MonthStep = keyof MonthSteps;

/** GET /clients/{client}/periods/{period}/month. */
export const monthSchema = z
  .strictObject({
    client: z.string(),
    name: labelSchema,
    period: periodText,
    state: z.enum(['open', 'provisional', 'closed', 'reopened']),
    revision: revisionNumber,
    to_do: count.describe('Steps that are to do.'),
    steps: stepsSchema,
  })
  .meta({ id: 'Month' });
export type Month = Answer<typeof monthSchema>;

/** GET /board. */
export const boardSchema = z
  .strictObject({
    period: periodText,
    instead_of: periodText
      .nullable()
      .describe('The last month that has ended, where none was named and this one is shown because that one has no data.'),
    periods: z
      .array(periodText)
      .describe('Those that were evaluated, months with data, and the months that end last and next, the newest first.'),
    clients: z.array(monthSchema),
    of_nobody: z
      .array(rejectsOfBatch)
      .describe('Batches with rejected rows of which nobody knows whose they are; none for a key that is bound to clients.'),
    next: nextCursor,
  })
  .meta({ id: 'Board' });
export type Board = Answer<typeof boardSchema>;

/** POST /clients/{client}/periods/{period}/evaluation. */
export const evaluatedSchema = z.strictObject({ evaluation: z.string(), hash: z.string() }).meta({ id: 'Evaluated' });
export type Evaluated = Answer<typeof evaluatedSchema>;
