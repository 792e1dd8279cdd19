import { z } from 'zod';
import { evaluateClient } from '../../app/evaluation/evaluate.js';

import { visibleBoard, visibleMonth } from '../../app/months/board.js';
import { visibleFirstSteps } from '../../app/months/first-steps.js';

import { firstStepsSchema } from '../../contract/first-steps.js';
import { boardSchema, evaluatedSchema, monthSchema } from '../../contract/month.js';
import { clientCode, clientLimit, cursorText, periodText } from '../../contract/scalars.js';
import { actorOf, type Route, route } from '../route.js';
import { visibilityOf } from '../visibility.js';

const tag = 'Periods';
const staff = ['manager', 'auditor', 'admin'] as const;
const params = z.strictObject({ client: clientCode, period: periodText });

const board = route({
  method: 'get',
  path: '/board',
  isHeavy: true,
  tag,
  summary: 'The month of every client, step by step, whoever needs most first',
  roles: staff,
  query: z.strictObject({
    period: periodText
      .optional()
      .describe('Without it the last month that has ended, or where that has no data the latest before it that has some.'),
    cursor: cursorText,
    limit: clientLimit,
  }),
  answers: { 200: { description: 'A page of clients', schema: boardSchema } },
  handle: async ({ deps, caller, query }) => ({ json: await visibleBoard(deps, visibilityOf(caller, deps), query) }),
});

const month = route({
  method: 'get',
  path: '/clients/{client}/periods/{period}/month',
  isHeavy: true,
  tag,
  summary: 'Where a client’s period stands, step by step: from its sources to the signature',
  roles: staff,
  params,
  answers: { 200: { description: 'Its steps', schema: monthSchema } },
  handle: async ({ deps, caller, params: asked }) => ({ json: await visibleMonth(deps, visibilityOf(caller, deps), asked) }),
});

const evaluate = route({
  method: 'post',
  path: '/clients/{client}/periods/{period}/evaluation',
  isHeavy: true,
  tag,
  summary: 'Evaluate a client’s period with what was imported until now; the same inputs give the evaluation that is there',
  roles: ['manager', 'admin'],
  params,
  body: z.strictObject({}),
  answers: { 200: { description: 'Evaluated', schema: evaluatedSchema } },
  handle: async ({ deps, caller, params: { client, period } }) => {
    const { id, hash } = await evaluateClient(deps, client, { period, clients: [client], actor: actorOf(caller) });
    await deps.database.settle();
    return { json: { evaluation: id, hash } };
  },
});

const firstSteps = route({
  method: 'get',
  path: '/first-steps',
  tag,
  summary: 'How far a new workspace has come on the way to its first closed month',
  roles: ['manager', 'admin'],
  answers: { 200: { description: 'What is done, and what comes next', schema: firstStepsSchema } },
  handle: async ({ deps, caller }) => ({ json: await visibleFirstSteps(deps, visibilityOf(caller, deps)) }),
});

/** GET /first-steps, GET /board, GET /clients/{client}/periods/{period}/month and POST …/evaluation. */
export const monthRoutes: readonly Route[] = [firstSteps, board, month, evaluate];
