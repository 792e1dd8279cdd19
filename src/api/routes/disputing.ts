import { z } from 'zod';
import { amendmentsOfAll, reasonsKnown } from '../../app/service/disputing.js';
import { type Route, roles, route } from '../route.js';
import { listOf } from '../schemas/amendments.js';
import { labelSchema } from '../schemas/words.js';
import { sightOf } from '../sight.js';

const tag = 'Exclusions, overrides and disputes';
const staff = ['manager', 'auditor', 'admin'] as const;

/** GET of the disputes, exclusions or overrides of all clients. */
const ofAll = (
  list: 'disputes' | 'exclusions' | 'overrides',
  kind: 'dispute' | 'exclusion' | 'override',
  readers: Route['roles'],
): Route =>
  route({
    method: 'get',
    path: `/${list}`,
    tag,
    summary: `The ${list} of every client that the key may see`,
    roles: readers,
    query: z.strictObject({ state: z.enum(['requested', 'approved', 'refused', 'revoked']).optional() }),
    // The ledger is the firm's own, and no client's row.
    answers: { 200: { description: `Every ${kind} in its order`, schema: listOf(list) } },
    handle: async ({ deps, caller, query: { state } }) => ({
      json: { [list]: await amendmentsOfAll(deps, sightOf(caller, deps), { kind, state }) },
    }),
  });

const reasonsSchema = z
  .strictObject({
    reasons: z.array(
      z.strictObject({
        code: z.string().describe('The usual status reason of carriers (X12, element 1651), or one of ours.'),
        label: labelSchema,
        party: z.string().describe('Whose part it was.'),
        excusable: z.boolean().describe('Whether an exclusion may be asked for with it.'),
      }),
    ),
  })
  .meta({ id: 'Reasons' });

const reasons = route({
  method: 'get',
  path: '/reasons',
  tag: 'Rules',
  summary: 'Why something failed: the reasons that exclusions name',
  roles,
  answers: { 200: { description: 'In the order of the catalogue, each code once', schema: reasonsSchema } },
  handle: ({ deps, caller }) => Promise.resolve({ json: { reasons: reasonsKnown(deps, sightOf(caller, deps)) } }),
});

/** GET /disputes, /exclusions, /overrides and /reasons: what pages over all clients, and an answer to one, need. */
export const disputingRoutes: readonly Route[] = [
  ofAll('disputes', 'dispute', roles),
  // Of these a client sees its own list, which leaves out what is not agreed.
  ofAll('exclusions', 'exclusion', staff),
  ofAll('overrides', 'override', staff),
  reasons,
];
