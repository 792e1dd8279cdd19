import { z } from 'zod';
import { closeVisible, previewVisible, visiblePeriods, reopenVisible } from '../../app/service/periods.js';
import { actorOf, type Route, route } from '../route.js';
import { roles } from '../../contract/me.js';
import { closedSchema, closingSchema, previewsSchema } from '../../contract/closing.js';
import { periodsSchema, reopenedSchema, reopeningSchema } from '../../contract/periods.js';
import { clientCode, clientLimit, cursorText, periodLimit, periodText } from '../../contract/scalars.js';
import { visibilityOf } from '../visibility.js';

const params = z.strictObject({ period: periodText });
const closers = ['manager', 'admin'] as const;

/** Periods of a page where the caller names no number. */
const usualPeriods = 1000;

/** Clients of a page where the caller names no number. */
const usualClients = 25;

const status = route({
  method: 'get',
  path: '/periods',
  tag: 'Periods',
  summary: 'How periods stand: state, revision, sources, late imports, history',
  roles,
  query: z.strictObject({
    period: periodText.optional().describe('Every one that was evaluated without it.'),
    cursor: cursorText,
    limit: periodLimit,
  }),
  answers: {
    200: {
      description: 'A client’s own key is shown its revision, and not the sources and late imports',
      schema: periodsSchema,
    },
  },
  handle: async ({ deps, caller, query }) => ({
    json: await visiblePeriods(deps, visibilityOf(caller, deps), { ...query, limit: query.limit ?? usualPeriods }),
  }),
});

const preview = route({
  method: 'get',
  path: '/periods/{period}/closing',
  isHeavy: true,
  tag: 'Periods',
  summary: 'What closing a period would fix although it could still change; closes nothing',
  roles: closers,
  params,
  query: z.strictObject({
    client: clientCode.optional().describe('All that have something to close without it.'),
    cursor: cursorText,
    limit: clientLimit,
  }),
  answers: { 200: { description: 'A client each, a page of them', schema: previewsSchema } },
  handle: async ({ deps, caller, params: { period }, query: { client, cursor, limit = usualClients } }) => {
    const asked = { period, clients: client === undefined ? [] : [client], cursor, limit };
    return { json: { period, ...(await previewVisible(deps, visibilityOf(caller, deps), asked)) } };
  },
});

const close = route({
  method: 'post',
  path: '/periods/{period}/close',
  isHeavy: true,
  tag: 'Periods',
  summary:
    'Evaluate a period and close it: for all clients named or for none; where none is named, for each that can be closed, as many as can in about ten seconds',
  roles: closers,
  params,
  body: closingSchema,
  answers: {
    200: { description: 'Closed', schema: closedSchema },
    409: { description: 'Not closed: everything that is missing or open, an error each' },
  },
  handle: async ({ deps, caller, params: { period }, body }) => {
    const waivers = body.waivers.map(({ source, reason = body.reason ?? '' }) => ({ source, reason }));
    const { clients, acknowledge, strict: isStrict, cursor, limit } = body;
    const asked = { period, clients, waivers, acknowledge, isStrict, cursor, limit, actor: actorOf(caller) };
    return { json: { period, ...(await closeVisible(deps, visibilityOf(caller, deps), asked)) } };
  },
});

const reopen = route({
  method: 'post',
  path: '/periods/{period}/reopen',
  tag: 'Periods',
  summary: 'Reopen a closed period as its next revision; what was closed stays',
  roles: closers,
  params,
  body: reopeningSchema,
  answers: {
    200: { description: 'Reopened', schema: reopenedSchema },
    409: { description: 'Not closed, so there is nothing to reopen' },
  },
  handle: async ({ deps, caller, params: { period }, body }) => {
    const asked = { ...body, period, actor: actorOf(caller) };
    return { json: { period, reopened: await reopenVisible(deps, visibilityOf(caller, deps), asked) } };
  },
});

/** GET /periods and /periods/{period}/closing, POST /periods/{period}/close and /reopen. */
export const periodRoutes: readonly Route[] = [status, preview, close, reopen];
