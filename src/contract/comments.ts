import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { instant, ledgerNumber, metricId, periodText } from './scalars.js';

/** How long a comment, or a note beside a signature, may be. */
export const remarkLength = 2000;

/** How many lines it may have: more would fill the page that it is printed on. */
export const remarkLines = 40;

const metricOfComment = metricId.nullable().describe('The metric that it is about; null where it is about the whole period.');

const commentSchema = z
  .strictObject({
    client: z.string(),
    period: periodText,
    metric: metricOfComment,
    text: z.string(),
    by: z.string(),
    at: instant,
  })
  .meta({ id: 'Comment' });
export type CommentView = Answer<typeof commentSchema>;

/** GET /clients/{client}/periods/{period}/comments. */
export const commentsSchema = z.strictObject({ comments: z.array(commentSchema) }).meta({ id: 'Comments' });
export type Comments = Answer<typeof commentsSchema>;

/** POST /clients/{client}/periods/{period}/comments. */
export const newCommentSchema = z
  .strictObject({
    metric: metricId.nullable().default(null).describe('Without it, or null: about the whole period.'),
    text: z.string().max(remarkLength).describe('Takes the place of the comment before; an empty text takes it away.'),
  })
  .meta({ id: 'NewComment' });
export type NewComment = Request<typeof newCommentSchema>;

/** What was written: the comment that stands now, or none. */
export const commentWrittenSchema = z
  .strictObject({
    client: z.string(),
    period: periodText,
    metric: metricOfComment,
    text: z.string().describe('Empty where it was taken away.'),
    ledger: ledgerNumber.describe('The ledger’s entry; null where the same text stood there already.'),
  })
  .meta({ id: 'CommentWritten' });
export type CommentWritten = Answer<typeof commentWrittenSchema>;
