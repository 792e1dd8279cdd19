import type { ActionWritten } from '../../contract/improvement.js';
import { z } from 'zod';
import { messageOf } from '../../faults/expected.js';
import { listActions } from '../../app/actions/list.js';
import { type ActionInput, addActionFor, closeAction, updateAction } from '../../app/actions/write.js';
import type { Deps } from '../../app/deps.js';
import { visibleImprovement } from '../../app/improvement/show.js';
import { actorOf, type Route, route } from '../route.js';
import { roles } from '../../contract/me.js';
import { actionChangeSchema, actionSchema, actionsSchema, improvementSchema, writtenSchema } from '../../contract/improvement.js';
import { clientCode, periodText } from '../../contract/scalars.js';
import { visibilityOf } from '../visibility.js';

const tag = 'Improvement';
const managers = ['manager', 'admin'] as const;
const client = z.strictObject({ client: clientCode });
const number = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, messageOf('a_number'))
  .transform(Number);

const improvement = route({
  method: 'get',
  path: '/clients/{client}/improvement',
  isHeavy: true,
  tag,
  summary: 'What to improve first, where the failures lie, and what follows from them',
  roles,
  params: client,
  query: z.strictObject({ period: periodText.optional().describe('The newest period that is shown, months first, without it.') }),
  answers: {
    200: {
      description: 'Derived from the stored evaluation and those before it. A client’s own key is shown trees down to its depth.',
      schema: improvementSchema,
    },
    404: { description: 'No such client, or no evaluation of the period that the key may see' },
  },
  handle: async ({ deps, caller, params, query }) => ({
    json: await visibleImprovement(deps, visibilityOf(caller, deps), { client: params.client, period: query.period }),
  }),
});

const actions = route({
  method: 'get',
  path: '/clients/{client}/actions',
  tag,
  summary: 'Improvement actions with their effect; a client’s own key is not shown notes, nor owners that are internal',
  roles,
  params: client,
  query: z.strictObject({ state: z.enum(['planned', 'under_way', 'done', 'dropped', 'overdue']).optional() }),
  answers: { 200: { description: 'Every action in its order', schema: actionsSchema } },
  handle: async ({ deps, caller, params, query }) => ({
    json: { actions: await listActions(deps, { client: params.client, state: query.state }, visibilityOf(caller, deps)) },
  }),
});

const add = route({
  method: 'post',
  path: '/clients/{client}/actions',
  tag,
  summary: 'Add an improvement action',
  roles: managers,
  params: client,
  body: actionSchema,
  answers: { 201: { description: 'Added', schema: writtenSchema } },
  handle: async ({ deps, caller, params, body }) => ({
    status: 201,
    json: await durably(deps, () => addActionFor(deps, { client: params.client, input: body, actor: actorOf(caller) })),
  }),
});

const change = route({
  method: 'post',
  path: '/clients/{client}/actions/{number}',
  tag,
  summary: 'Change an action, or end it with `close`',
  roles: managers,
  params: z.strictObject({ client: clientCode, number }),
  body: actionChangeSchema,
  answers: { 200: { description: 'Changed', schema: writtenSchema }, 409: { description: 'It is over' } },
  handle: async ({ deps, caller, params, body }) => {
    const { note, close, done, ...rest } = body;
    const input: ActionInput = rest;
    const shared = { ...params, note, actor: actorOf(caller) };
    const work = () =>
      close === undefined
        ? updateAction(deps, { ...shared, input })
        : closeAction(deps, { ...shared, done, dropped: close === 'dropped' });
    return { json: await durably(deps, work) };
  },
});

/** Does what writes, and waits until it is safely kept. */
async function durably({ database }: Deps, work: () => Promise<ActionWritten>): Promise<ActionWritten> {
  const done = await work();
  await database.settle();
  return done;
}

/** What to improve, and what is done about it. */
export const improvementRoutes: readonly Route[] = [improvement, actions, add, change];
