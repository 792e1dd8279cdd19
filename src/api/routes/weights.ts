import { z } from 'zod';
import { deriveFromUpload, type UploadedTable } from '../../app/weights/derive-from-upload.js';
import { parseDayOption, mixOf, rolesOf } from '../../app/weights/request.js';
import { showWeights } from '../../app/weights/show.js';
import { whatIf, whatIfJson } from '../../app/evaluation/what-if.js';
import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { actorOf, type Route, route } from '../route.js';
import { derivedSchema, deriveSchema, triedSchema, weightsSchema, whatIfSchema } from '../../contract/weights.js';
import { clientCode, metricId, periodText } from '../../contract/scalars.js';

const readers = ['manager', 'auditor', 'admin'] as const;

const weights = route({
  method: 'get',
  path: '/weights',
  tag: 'Rules',
  summary: 'The weights of the indexes in force, where they come from, and what they became in an evaluation',
  roles: readers,
  wholeFirm: true,
  query: z.strictObject({ index: metricId.optional(), period: periodText.optional(), client: clientCode.optional() }),
  answers: { 200: { description: 'In force on the period’s last day, today without one', schema: weightsSchema } },
  handle: async ({ deps, query }) => ({ json: await showWeights(deps, query) }),
});

const derive = route({
  method: 'post',
  path: '/weights/derive',
  isHeavy: true,
  tag: 'Rules',
  summary: 'Derive weights of an index: old and new side by side, with their effect; written as dated config where asked for',
  roles: ['manager', 'admin'],
  wholeFirm: true,
  body: deriveSchema,
  answers: {
    200: { description: 'Tried: nothing was written', schema: derivedSchema },
    201: { description: 'Written, in force from its first day', schema: derivedSchema },
  },
  handle: async ({ deps, body, caller, reloadConfig }) => {
    const { matrices = [], weights: given, roles: counts = {}, mix = {}, periods = [], from, dry_run: dryRun = true } = body;
    if (!dryRun && deps.workspace.settings.rules_four_eyes)
      throw new Stop(1, [fault(configChangeFaults, 'config_approval_needed', {})]);
    const derived = await deriveFromUpload(deps, {
      method: body.method,
      index: body.index,
      node: body.node,
      client: body.client,
      wave: body.wave,
      from: from === undefined ? undefined : parseDayOption(from),
      matrices: matrices.map(sent),
      weights: given === undefined ? undefined : sent(given),
      roles: rolesOf(Object.entries(counts).map(pair)),
      periods,
      mix: mixOf(Object.entries(mix).map(pair)),
      normalise: body.normalise === true,
      dryRun,
      actor: actorOf(caller),
    });
    if (dryRun) return { json: derived };
    await deps.database.settle();
    await reloadConfig();
    return { status: 201, json: derived };
  },
});

const pair = ([name, share]: readonly [string, string]): string => `${name}=${share}`;

const sent = (file: NonNullable<z.output<typeof deriveSchema>['weights']>): UploadedTable => ({
  name: file.name,
  content: 'text' in file ? Buffer.from(file.text) : Buffer.from(file.base64, 'base64'),
});

const tryRules = route({
  method: 'post',
  path: '/what-if',
  isHeavy: true,
  tag: 'Rules',
  summary: 'What past periods would have been with other standards, scales, indexes or metrics; nothing is written',
  roles: readers,
  wholeFirm: true,
  body: whatIfSchema,
  answers: { 200: { description: 'What would have changed, and how often standards would have been met', schema: triedSchema } },
  handle: async ({ deps, body }) => {
    const { periods, clients = [] } = body;
    // JSON is YAML: the rules are read, and checked, as a file of config is.
    const text = typeof body.rules === 'string' ? body.rules : JSON.stringify(body.rules, null, 1);
    const rules = { text, name: 'rules' };
    return { json: whatIfJson(await whatIf(deps, { rules, periods, clients })) };
  },
});

/** GET /weights, POST /weights/derive and /what-if. */
export const weightRoutes: readonly Route[] = [weights, derive, tryRules];
