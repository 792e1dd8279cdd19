import { z } from 'zod';

/** A fault as every answer shows it. */
export const faultSchema = z
  .looseObject({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    place: z.strictObject({
      file: z.string().optional(),
      line: z.number().int().optional(),
      column: z.union([z.number().int(), z.string()]).optional(),
      excerpt: z.string().optional(),
    }),
    params: z.record(z.string(), z.unknown()).describe('What the words are made of, by the code.'),
    what: z.string(),
    remedy: z.string(),
    waives: z.string().optional().describe('What can be waived, with a reason, to go on without it: a source or metric.'),
    zh: z.strictObject({ what: z.string(), remedy: z.string() }).optional().describe('The same in Chinese.'),
  })
  .meta({ id: 'Fault' });
