import { z } from 'zod';
import { disputesSeen, reasonsKnown } from '../../app/service/disputing.js';
import { type Route, roles, route } from '../route.js';
import { listOf } from '../schemas/amendments.js';
import { labelSchema } from '../schemas/words.js';
import { sightOf } from '../sight.js';

const tag = 'Exclusions, overrides and disputes';

const disputes = route({
  method: 'get',
  path: '/disputes',
  tag,
  summary: 'The disputes of every client that the key may see',
  roles,
  query: z.strictObject({ state: z.enum(['requested', 'approved', 'refused', 'revoked']).optional() }),
  // The ledger is the firm's own, and no client's row.
  asOwner: true,
  answers: { 200: { description: 'Every dispute in its order', schema: listOf('disputes') } },
  handle: async ({ deps, caller, query }) => ({
    json: { disputes: await disputesSeen(deps, sightOf(caller, deps), query.state) },
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

/** GET /disputes and /reasons: what a page of all disputes, and the answer to one, need. */
export const disputingRoutes: readonly Route[] = [disputes, reasons];
