import { z } from 'zod';
import { visibleAmendmentsOfAll } from '../../app/service/amendments.js';
import { visibleReasons } from '../../app/service/dispute-choices.js';
import { type Route, route } from '../route.js';
import { roles } from '../../contract/me.js';
import { amendmentState, disputesSchema, exclusionsSchema, overridesSchema, reasonsSchema } from '../../contract/amendments.js';
import { visibilityOf } from '../visibility.js';

const tag = 'Exclusions, overrides and disputes';
const staff = ['manager', 'auditor', 'admin'] as const;

const query = z.strictObject({ state: amendmentState.optional() });
const ofAll = { method: 'get', tag, query } as const;

const disputes = route({
  ...ofAll,
  path: '/disputes',
  summary: 'The disputes of every client that the key may see',
  roles,
  answers: { 200: { description: 'Every dispute in its order', schema: disputesSchema } },
  handle: async ({ deps, caller, query: { state } }) => ({
    json: { disputes: await visibleAmendmentsOfAll(deps, visibilityOf(caller, deps), { kind: 'dispute', state }) },
  }),
});

// Of these a client sees its own list, which leaves out what is not agreed.
const exclusions = route({
  ...ofAll,
  path: '/exclusions',
  summary: 'The exclusions of every client that the key may see',
  roles: staff,
  answers: { 200: { description: 'Every exclusion in its order', schema: exclusionsSchema } },
  handle: async ({ deps, caller, query: { state } }) => ({
    json: { exclusions: await visibleAmendmentsOfAll(deps, visibilityOf(caller, deps), { kind: 'exclusion', state }) },
  }),
});

const overrides = route({
  ...ofAll,
  path: '/overrides',
  summary: 'The overrides of every client that the key may see',
  roles: staff,
  answers: { 200: { description: 'Every override in its order', schema: overridesSchema } },
  handle: async ({ deps, caller, query: { state } }) => ({
    json: { overrides: await visibleAmendmentsOfAll(deps, visibilityOf(caller, deps), { kind: 'override', state }) },
  }),
});

const reasons = route({
  method: 'get',
  path: '/reasons',
  tag: 'Rules',
  summary: 'Why something failed: the reasons that exclusions name',
  roles,
  answers: { 200: { description: 'In the order of the catalogue, each code once', schema: reasonsSchema } },
  handle: ({ deps, caller }) => Promise.resolve({ json: { reasons: visibleReasons(deps, visibilityOf(caller, deps)) } }),
});

/** GET /disputes, /exclusions, /overrides and /reasons: what pages over all clients, and an answer to one, need. */
export const disputingRoutes: readonly Route[] = [disputes, exclusions, overrides, reasons];
