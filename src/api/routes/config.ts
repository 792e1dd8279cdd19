import { z } from 'zod';
import { changeConfig } from '../../app/config/change-config.js';
import { changeFirstSettings } from '../../app/config/first-settings.js';
import { renameKey, tryRenaming } from '../../app/keys/rename.js';
import { decideChange } from '../../app/config/decide-change.js';
import { listChanges, showChange } from '../../app/config/list-changes.js';
import { listConfig, readConfig } from '../../app/config/read-config.js';
import {
  configChangeSchema,
  configChangesSchema,
  configDecidedSchema,
  configDecisionSchema,
  configEditSchema,
  configFileSchema,
  configFilesSchema,
  type ConfigOutcome,
  configTriedSchema,
  firstSettingsSchema,
} from '../../contract/config.js';
import { messageOf } from '../../faults/expected.js';
import { actorOf, type Caller, type Route, route } from '../route.js';

const tag = 'Rules';
const readers = ['manager', 'auditor', 'admin'] as const;
const writers = ['manager', 'admin'] as const;
const changeNumber = z.string().regex(/^\d{1,9}$/, messageOf('a_number'));
const isAdmin = ({ role }: Caller): boolean => role === 'admin';

/** The answer to a change that was made, asked for or only tried; a service whose config it made another goes by that. */
async function changed(outcome: ConfigOutcome, reloadConfig: () => Promise<boolean>) {
  const { state } = outcome;
  const inForce = state === 'made' && (await reloadConfig());
  return { status: state === 'made' ? 201 : state === 'requested' ? 202 : 200, json: { ...outcome, in_force: inForce } };
}

const files = route({
  method: 'get',
  path: '/config',
  tag,
  summary: 'The files of the config, and the change that each was last written by',
  roles: readers,
  wholeFirm: true,
  answers: { 200: { description: 'plumbline.yaml first, then those below config/', schema: configFilesSchema } },
  handle: async ({ deps }) => ({ json: await listConfig(deps) }),
});

const file = route({
  method: 'get',
  path: '/config/file',
  tag,
  summary: 'The text of a file of the config, as it is on the disk',
  roles: writers,
  wholeFirm: true,
  query: z.strictObject({ file: z.string().min(1).max(500).describe('Such as config/contracts/acme.yaml.') }),
  answers: { 200: { description: 'The text, and its SHA-256', schema: configFileSchema } },
  handle: async ({ deps, query }) => ({ json: await readConfig(deps, query.file) }),
});

const change = route({
  method: 'post',
  path: '/config/changes',
  isHeavy: true,
  bodyBytes: 1_000_000,
  tag,
  summary: 'Change files of the config: tried on the last periods, then written with an entry in the ledger, or asked for',
  roles: writers,
  wholeFirm: true,
  body: configEditSchema,
  answers: {
    200: { description: 'Tried, or nothing to change: nothing was written', schema: configTriedSchema },
    201: { description: 'Written', schema: configTriedSchema },
    202: { description: 'Asked for: a second person has to approve it', schema: configTriedSchema },
    409: { description: 'A file was changed by somebody else meanwhile' },
  },
  handle: async ({ deps, body, caller, reloadConfig }) => {
    const { files: edits, why, dry_run: dryRun } = body;
    const json = await changeConfig(deps, { files: edits, why, dryRun, actor: actorOf(caller), isAdmin: isAdmin(caller) });
    return changed(json, reloadConfig);
  },
});

const first = route({
  method: 'post',
  path: '/config/first-settings',
  isHeavy: true,
  tag,
  summary:
    'Say what a workspace is called, its time zone and its language, a change of plumbline.yaml like any other, and the own name',
  roles: ['admin'],
  wholeFirm: true,
  body: firstSettingsSchema,
  answers: {
    200: { description: 'Nothing to change', schema: configTriedSchema },
    201: { description: 'Written', schema: configTriedSchema },
    202: { description: 'Asked for: a second person has to approve it', schema: configTriedSchema },
  },
  handle: async ({ deps, body, caller, reloadConfig }) => {
    const { name } = body;
    if (name === undefined || name === caller.name)
      return changed(await changeFirstSettings(deps, body, actorOf(caller)), reloadConfig);
    const renaming = { id: caller.key, name, actor: actorOf(caller) };
    await tryRenaming(deps, renaming);
    const person = caller.person ?? caller.name;
    const outcome = await changeFirstSettings(deps, body, actorOf({ ...caller, name, person }));
    // Where the settings are refused, nothing is changed.
    await renameKey(deps, renaming);
    return changed(outcome, reloadConfig);
  },
});

const changes = route({
  method: 'get',
  path: '/config/changes',
  tag,
  summary: 'Changes of the config that were made or asked for, newest first',
  roles: readers,
  wholeFirm: true,
  query: z.strictObject({
    cursor: z
      .string()
      .regex(/^\d{1,9}$/, messageOf('a_cursor'))
      .optional()
      .describe('The `next` of the page before.'),
    limit: z.coerce.number().int().min(1).max(100).optional().describe('20 if nothing else is said.'),
  }),
  answers: { 200: { description: 'A page of changes', schema: configChangesSchema } },
  handle: async ({ deps, query: { cursor, limit = 20 } }) => ({
    json: await listChanges(deps, { before: cursor === undefined ? undefined : Number(cursor), limit }),
  }),
});

const shown = route({
  method: 'get',
  path: '/config/changes/{number}',
  isHeavy: true,
  tag,
  summary: 'One change of the config, with the text that it gave each file',
  roles: writers,
  wholeFirm: true,
  params: z.strictObject({ number: changeNumber }),
  answers: { 200: { description: 'The change', schema: configChangeSchema } },
  handle: async ({ deps, params }) => ({ json: await showChange(deps, Number(params.number)) }),
});

const decide = route({
  method: 'post',
  path: '/config/changes/{number}/decision',
  isHeavy: true,
  tag,
  summary: 'Approve a change of the config that somebody else asked for, which makes it, or refuse it',
  roles: writers,
  wholeFirm: true,
  params: z.strictObject({ number: changeNumber }),
  body: configDecisionSchema,
  answers: {
    200: { description: 'Decided', schema: configDecidedSchema },
    409: { description: 'Decided before, asked for by the same person, or a file is another meanwhile' },
  },
  handle: async ({ deps, params, body, caller, reloadConfig }) => {
    const decided = { change: Number(params.number), why: undefined, ...body };
    const json = await decideChange(deps, { ...decided, actor: actorOf(caller), isAdmin: isAdmin(caller) });
    const inForce = json.state === 'made' && (await reloadConfig());
    return { json: { ...json, in_force: inForce } };
  },
});

/** GET /config and what is below it; POST /config/changes. */
export const configRoutes: readonly Route[] = [files, file, change, first, changes, shown, decide];
