import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { count, instant } from './scalars.js';

/** GET /inbox. */
export const inboxSchema = z
  .strictObject({
    files: z.array(
      z.strictObject({
        file: z.string().describe('Its name below the inbox, with slashes.'),
        bytes: count,
        changed_at: instant,
        taken_by: z
          .strictObject({ job: z.string(), layouts: z.array(z.string()) })
          .nullable()
          .describe('The job that imports it at its next run, and by which layouts; null where none does.'),
        waits_for: z
          .strictObject({
            marker: z.string().nullable().describe('The file that says that it is whole, and is missing beside it; else null.'),
            until: instant.nullable().describe('Where no marker tells: it must not have changed until then; else null.'),
          })
          .nullable()
          .describe('Why it is not taken for whole, and cannot be chosen yet; null where it can.'),
      }),
    ),
    more: count.describe('How many older ones are not listed; at least so many where `is_all` is false.'),
    is_all: z.boolean().describe('Whether all files were looked at; where there are too many, newer ones may be missing.'),
    unreadable: z.array(z.string()).describe('Folders that cannot be read, so that their files are not listed.'),
  })
  .meta({ id: 'Inbox' });
export type Inbox = Answer<typeof inboxSchema>;

/** POST /inbox. */
export const inboxChoiceSchema = z
  .strictObject({ file: z.string().min(1).max(1000).describe('Its name below the inbox.') })
  .meta({ id: 'InboxChoice' });
export type InboxChoice = Request<typeof inboxChoiceSchema>;
