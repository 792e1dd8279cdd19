import type { ActionWritten } from '../../contract/improvement.js';
import { z } from 'zod';
import { messageOf } from '../../faults/expected.js';
import { listActions } from '../../app/actions/list.js';
import { type ActionSaid, addActionFor, closeAction, updateAction } from '../../app/actions/write.js';
import type { Deps } from '../../app/deps.js';
import { improvementSeen } from '../../app/improvement/show.js';
import { type Route, route } from '../route.js';
import { roles } from '../../contract/me.js';
import { actionChangeSchema, actionSchema, actionsSchema, improvementSchema, writtenSchema } from '../../contract/improvement.js';
import { clientCode, periodText } from '../../contract/scalars.js';
import { sightOf } from '../sight.js';

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
    json: await improvementSeen(deps, sightOf(caller, deps), { client: params.client, period: query.period }),
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
    json: { actions: await listActions(deps, { client: params.client, state: query.state }, sightOf(caller, deps)) },
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
    json: await kept(deps, () => addActionFor(deps, { client: params.client, said: body, actor: caller.name })),
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
    const said: ActionSaid = rest;
    const shared = { ...params, note, actor: caller.name };
    const work = () =>
      close === undefined
        ? updateAction(deps, { ...shared, said })
        : closeAction(deps, { ...shared, done, dropped: close === 'dropped' });
    return { json: await kept(deps, work) };
  },
});

/** Does what writes, and waits until it is safely kept. */
async function kept({ database }: Deps, work: () => Promise<ActionWritten>): Promise<ActionWritten> {
  const done = await work();
  await database.settle();
  return done;
}

/** What to improve, and what is done about it. */
export const improvementRoutes: readonly Route[] = [improvement, actions, add, change];
