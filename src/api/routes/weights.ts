import { z } from 'zod';
import { showWeights } from '../../app/weights/show.js';
import { whatIf } from '../../app/what-if.js';
import { type Route, route } from '../route.js';
import { triedSchema, weightsSchema, whatIfSchema } from '../schemas/weights.js';
import { clientCode, metricId, periodText } from '../schemas/words.js';

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

const tryRules = route({
  method: 'post',
  path: '/what-if',
  tag: 'Rules',
  summary: 'What past periods would have been with other standards, scales, indexes or metrics; nothing is written',
  roles: readers,
  wholeFirm: true,
  body: whatIfSchema,
  answers: { 200: { description: 'What would have changed, and how often standards would have been met', schema: triedSchema } },
  handle: async ({ deps, body }) => {
    const { periods, clients = [] } = body;
    // JSON is YAML: the rules are read, and checked, as a file of config is.
    const rules = { text: JSON.stringify(body.rules, null, 1), name: 'rules' };
    return { json: await whatIf(deps, { rules, periods, clients }) };
  },
});

/** GET /weights and POST /what-if. */
export const weightRoutes: readonly Route[] = [weights, tryRules];
