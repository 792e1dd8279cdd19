import { z } from 'zod';
import type { Answer } from './answer.js';

// By the code; each code's are typed where faults are made.
const params: z.ZodType<object> = z.record(z.string(), z.unknown()).describe('What the words are made of, by the code.');

const onPage = z.string().describe('What to do on the pages, where `remedy` says what is written in config.');

const whatOnPage = z.string().describe('What was found with the names of fields, where `what` has their codes.');

/** A fault as every answer shows it. */
export const faultSchema = z
  .strictObject({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    place: z.strictObject({
      file: z.string().exactOptional(),
      sheet: z.string().exactOptional().describe('The sheet of a workbook, where rows of several are read.'),
      line: z.int().exactOptional(),
      cell: z.string().exactOptional().describe('A cell of a workbook that is filled in by hand, such as F7.'),
      column: z.union([z.int(), z.string()]).exactOptional(),
      excerpt: z.string().exactOptional(),
      path: z
        .array(z.union([z.string(), z.int()]))
        .exactOptional()
        .describe('The way to the value, by names and positions: in the file, else in the form that was sent.'),
    }),
    params,
    what: z.string(),
    what_on_page: whatOnPage.exactOptional(),
    remedy: z.string(),
    on_page: onPage.exactOptional(),
    waives: z.string().optional().describe('What can be waived, with a reason, to go on without it: a source or metric.'),
    zh: z
      .strictObject({
        what: z.string(),
        what_on_page: whatOnPage.exactOptional(),
        remedy: z.string(),
        on_page: onPage.exactOptional(),
      })
      .exactOptional()
      .describe('The same in Chinese.'),
  })
  .meta({ id: 'Fault' });
export type Fault = Answer<typeof faultSchema>;

/** An error, as RFC 9457 has it. */
export const problemSchema = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('The same as on the command line; docs/messages.md lists all.'),
    detail: z.string(),
    instance: z.string(),
    request_id: z.string(),
    faults: z.array(faultSchema),
  })
  .describe('What went wrong, as RFC 9457 has it.')
  .meta({ id: 'Problem' });
export type ProblemDocument = Answer<typeof problemSchema>;
