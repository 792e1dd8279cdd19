import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { faultSchema } from './fault.js';
import { count, instant, languageSchema } from './scalars.js';
import { outcomeSchema } from './weights.js';

/** A change is named by its entry in the ledger. */
const changeNumber = z.int().min(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const path = z.string().min(1).max(500).describe('plumbline.yaml, or a YAML file below config/.');

/** GET /config. */
export const configFilesSchema = z
  .strictObject({
    files: z.array(
      z.strictObject({
        file: z.string().describe('Relative to the workspace.'),
        sha256: z.string(),
        bytes: count,
        change: changeNumber.nullable().describe('The change that wrote it as it is; null where it was written by hand.'),
      }),
    ),
    four_eyes: z.boolean().describe('Whether a second person has to approve each change.'),
  })
  .meta({ id: 'ConfigFiles' });
export type ConfigFileList = Answer<typeof configFilesSchema>;

/** GET /config/file. */
export const configFileSchema = z
  .strictObject({ file: z.string(), sha256: z.string(), text: z.string() })
  .meta({ id: 'ConfigFile' });
export type ConfigFile = Answer<typeof configFileSchema>;

/** What is parsed while others wait is no more than this; a larger file is edited on the disk. */
const mostCharacters = 200_000;

/** POST /config/changes. */
export const configEditSchema = z
  .strictObject({
    files: z
      .array(
        z.strictObject({
          file: path,
          base: sha256.nullable().describe('The SHA-256 of the text that was edited; null where there was no such file.'),
          text: z.string().max(mostCharacters).nullable().describe('The new text; null to take the file away.'),
          path: z
            .array(z.union([z.string(), z.int()]))
            .max(20)
            .optional()
            .describe('What a draft says beside its text, so that it can be sent as it is; not read.'),
        }),
      )
      .min(1)
      .max(20),
    why: z.string().max(1000).default('').describe('Needed unless it is only tried.'),
    dry_run: z.boolean().default(false).describe('Only says what the change would do.'),
  })
  .meta({ id: 'ConfigEdit' });
export type ConfigEdit = Request<typeof configEditSchema>;

/** POST /config/first-settings. */
export const firstSettingsSchema = z
  .strictObject({
    organisation: z.string().trim().min(1).max(200).describe('The name of the firm.'),
    time_zone: z.string().min(1).max(100).describe('An IANA name, such as Asia/Shanghai.'),
    language: languageSchema,
    name: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .exactOptional()
      .describe('What the ledger calls whoever asks, from now on: the name of their key. Left out where it stays.'),
    why: z.string().trim().min(1).max(1000),
  })
  .meta({ id: 'FirstSettings' });
export type FirstSettings = Request<typeof firstSettingsSchema>;

const changedFile = z.strictObject({
  file: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  lines: z.array(z.string()).describe('`- ` before what goes, `+ ` before what comes.'),
});

/** What a change of config does. */
export const configTriedSchema = z
  .strictObject({
    state: z.enum(['tried', 'made', 'requested', 'unchanged']),
    change: changeNumber.nullable().describe('Its number; null where nothing was recorded.'),
    in_force: z
      .boolean()
      .describe(
        'Whether the service works by it now: not where it was not made, nor while any other file of the config is at fault.',
      ),
    files: z.array(changedFile),
    faults: z.array(faultSchema).describe('What is wrong or doubtful in the files, and what the change makes wrong elsewhere.'),
    clients: z.array(z.string()).describe('Those whose rules are others.'),
    periods: z.array(z.string()).describe('The evaluated months that it was tried on: the last three of each client.'),
    effect: z.array(outcomeSchema).describe('What would have been another figure.'),
    not_tried: count.describe('Clients whose rules are others and that it was not tried on: it is tried on at most ten.'),
  })
  .meta({ id: 'ConfigTried' });
export type ConfigTried = Answer<typeof configTriedSchema>;
/** What is known of it before the service has read the config again. */
export type ConfigOutcome = Omit<ConfigTried, 'in_force'>;

const change = {
  change: changeNumber,
  state: z.enum(['requested', 'made', 'refused']),
  why: z.string(),
  by: z.string(),
  at: instant,
  decision: z.strictObject({ by: z.string(), at: instant, why: z.string().nullable() }).nullable(),
};

/** GET /config/changes. */
export const configChangesSchema = z
  .strictObject({
    changes: z.array(z.strictObject({ ...change, files: z.array(z.string()) })),
    next: z.string().nullable().describe('Where the next page begins; null on the last.'),
  })
  .meta({ id: 'ConfigChanges' });
export type ConfigChangeList = Answer<typeof configChangesSchema>;

/** GET /config/changes/{number}. */
export const configChangeSchema = z
  .strictObject({
    ...change,
    files: z.array(
      changedFile.extend({
        text: z.string().nullable().describe('The text after the change; null where it takes the file away.'),
        is_now: z.boolean().describe('Whether the file is still as this change has it.'),
      }),
    ),
  })
  .meta({ id: 'ConfigChange' });
export type ConfigChangeView = Answer<typeof configChangeSchema>;

/** POST /config/changes/{number}/decision. */
export const configDecisionSchema = z
  .strictObject({
    decision: z.enum(['approval', 'refusal']),
    why: z.string().max(1000).optional().describe('A refusal says why.'),
  })
  .meta({ id: 'ConfigDecision' });

/** What became of a request. */
export const configDecidedSchema = z
  .strictObject({
    change: changeNumber,
    state: z.enum(['made', 'refused']),
    in_force: z.boolean().describe('Whether the service works by it now.'),
  })
  .meta({ id: 'ConfigDecided' });
export type ConfigDecided = Answer<typeof configDecidedSchema>;
export type DecisionOutcome = Omit<ConfigDecided, 'in_force'>;
