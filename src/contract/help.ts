import { z } from 'zod';
import type { Answer } from './answer.js';
import { count, labelSchema, languageSchema } from './scalars.js';

/** Whom a page of the help is for: clients, managers, whoever looks something up, whoever runs the program. */
export const helpReaders = ['clients', 'managers', 'lookup', 'operation'] as const;

const textLanguage = languageSchema.describe('Of the text: English where there is no Chinese one.');
const anchor = z.string().describe('Names a section in addresses: /help/{page}/{at}.');

/** GET /help. */
export const helpListSchema = z
  .strictObject({
    pages: z.array(
      z.strictObject({
        page: z.string(),
        title: z.string(),
        about: labelSchema,
        readers: z.enum(helpReaders),
        language: textLanguage,
      }),
    ),
  })
  .meta({ id: 'HelpList' });
export type HelpList = Answer<typeof helpListSchema>;

/** GET /help/pages/{page}. */
export const helpPageSchema = z
  .strictObject({
    page: z.string(),
    title: z.string(),
    language: textLanguage,
    at: z.string().nullable().describe('The section that was asked for; null where there is none of that name.'),
    html: z
      .string()
      .describe('The text, or that chapter of a long one in which the section is; elements of sections have the id at-{at}.'),
    chapter: z.string().describe('The first section of what is shown.'),
    contents: z.array(z.strictObject({ at: anchor, level: z.int().describe('2 or 3.'), title: z.string(), chapter: z.string() })),
  })
  .meta({ id: 'HelpPage' });
export type HelpPage = Answer<typeof helpPageSchema>;

/** GET /help/search. */
export const helpSearchSchema = z
  .strictObject({
    found: z.array(
      z.strictObject({
        page: z.string(),
        at: anchor,
        title: z.string().describe('Of the section.'),
        page_title: z.string(),
        excerpt: z.string().describe('Around the first of the words that stands in the text; empty where all stand in titles.'),
        language: textLanguage,
      }),
    ),
    more: count.describe('Sections besides these.'),
  })
  .meta({ id: 'HelpSearch' });
export type HelpSearch = Answer<typeof helpSearchSchema>;
