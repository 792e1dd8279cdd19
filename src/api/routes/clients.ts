import { z } from 'zod';
import { clientPeriods, listClients } from '../../app/service/clients.js';
import { contractOf } from '../../app/contracts/contract-of.js';
import { contractSchema } from '../../contract/contracts.js';
import { type Route, route } from '../route.js';
import { roles } from '../../contract/me.js';
import { clientPeriodsSchema, clientsSchema } from '../../contract/clients.js';
import { clientCode } from '../../contract/scalars.js';
import { visibilityOf } from '../visibility.js';

const listed = route({
  method: 'get',
  path: '/clients',
  tag: 'Clients',
  summary: 'The clients that the key may see',
  roles,
  answers: { 200: { description: 'Registered clients in their order, then others that have facts', schema: clientsSchema } },
  handle: async ({ deps, caller }) => ({ json: { clients: await listClients(deps, visibilityOf(caller, deps)) } }),
});

const periods = route({
  method: 'get',
  path: '/clients/{client}/periods',
  tag: 'Clients',
  summary: 'The periods of which the key is shown an evaluation',
  roles,
  params: z.strictObject({ client: clientCode }),
  answers: { 200: { description: 'The newest first', schema: clientPeriodsSchema } },
  handle: async ({ deps, caller, params }) => ({
    json: { periods: await clientPeriods(deps, visibilityOf(caller, deps), params.client) },
  }),
});

const contract = route({
  method: 'get',
  path: '/clients/{client}/contract',
  tag: 'Clients',
  summary: 'The contract in force for the client on a day',
  roles,
  params: z.strictObject({ client: clientCode }),
  query: z.strictObject({ on: z.iso.date().optional().describe('Today, where it is left out.') }),
  answers: { 200: { description: 'What was agreed: measures, levels and rules', schema: contractSchema } },
  handle: async ({ deps, caller, params, query }) => ({
    json: await contractOf(deps, visibilityOf(caller, deps), { client: params.client, on: query.on }),
  }),
});

/** GET /clients, /clients/{client}/periods and /clients/{client}/contract. */
export const clientRoutes: readonly Route[] = [listed, periods, contract];
