import type { Decided } from '../../contract/amendments.js';
import { z } from 'zod';
import { messageOf } from '../../faults/expected.js';
import { decide } from '../../app/amendments/decide.js';
import { answerDispute } from '../../app/amendments/dispute.js';
import { requestExclusion, requestOverride } from '../../app/amendments/request.js';
import type { Deps } from '../../app/deps.js';
import { openVisibly, visibleAmendments } from '../../app/service/amendments.js';
import {
  amendmentState,
  answeredSchema,
  answerSchema,
  decidedSchema,
  decisionSchema,
  disputeSchema,
  exclusionSchema,
  disputesSchema,
  exclusionRequestedSchema,
  exclusionsSchema,
  openedSchema,
  overrideRequestedSchema,
  overrideSchema,
  overridesSchema,
} from '../../contract/amendments.js';
import { clientCode } from '../../contract/scalars.js';
import { actorOf, type Call, type Route, route } from '../route.js';
import { roles } from '../../contract/me.js';
import { visibilityOf } from '../visibility.js';

const tag = 'Exclusions, overrides and disputes';
const managers = ['manager', 'admin'] as const;
const client = z.strictObject({ client: clientCode });
const number = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, messageOf('a_number'))
  .transform(Number);
const states = z.strictObject({ state: amendmentState.optional() });

const kinds = { disputes: 'dispute', exclusions: 'exclusion', overrides: 'override' } as const;

const listing = { method: 'get', tag, roles, params: client, query: states } as const;
const inOrder = 'All of them, in the order of their requests';

const disputes = route({
  ...listing,
  path: '/clients/{client}/disputes',
  summary: 'What the client disputes, and how it was answered',
  answers: { 200: { description: inOrder, schema: disputesSchema } },
  handle: async ({ deps, caller, params, query }) => ({
    json: { disputes: await visibleAmendments(deps, visibilityOf(caller, deps), { kind: 'dispute', ...params, ...query }) },
  }),
});

const exclusions = route({
  ...listing,
  path: '/clients/{client}/exclusions',
  summary: 'What is left out, for which reason, requested and approved by whom',
  answers: { 200: { description: inOrder, schema: exclusionsSchema } },
  handle: async ({ deps, caller, params, query }) => ({
    json: { exclusions: await visibleAmendments(deps, visibilityOf(caller, deps), { kind: 'exclusion', ...params, ...query }) },
  }),
});

const overrides = route({
  ...listing,
  path: '/clients/{client}/overrides',
  summary: 'Values that were agreed instead of the calculated ones',
  answers: { 200: { description: inOrder, schema: overridesSchema } },
  handle: async ({ deps, caller, params, query }) => ({
    json: { overrides: await visibleAmendments(deps, visibilityOf(caller, deps), { kind: 'override', ...params, ...query }) },
  }),
});

const open = route({
  method: 'post',
  path: '/clients/{client}/disputes',
  isHeavy: true,
  tag,
  summary: 'Dispute figures of a period, within the days agreed after its closing',
  roles: ['client', ...managers],
  params: client,
  body: disputeSchema,
  answers: {
    201: { description: 'Opened', schema: openedSchema },
    409: { description: 'Too late, or no figure to dispute yet' },
  },
  handle: async ({ deps, caller, params, body }) => {
    const { facts, ...rest } = body;
    const asked = { ...rest, client: params.client, numbers: facts, actor: actorOf(caller) };
    const opened = await durably(deps, () => openVisibly(deps, visibilityOf(caller, deps), asked));
    return { status: 201, json: opened };
  },
});

const answer = route({
  method: 'post',
  path: '/clients/{client}/disputes/{number}/answer',
  isHeavy: true,
  tag,
  summary:
    'Accept a dispute, which excludes its facts, or refuse it, never by its opener; or with `dry_run` see what it would change',
  roles: managers,
  params: z.strictObject({ client: clientCode, number }),
  body: answerSchema,
  answers: {
    200: { description: 'Answered, with what it changes and proposes', schema: answeredSchema },
    409: { description: 'Answered already, or by its opener' },
  },
  handle: async ({ deps, caller, params, body }) => {
    const { facts, decision, dry_run: dryRun, ...rest } = body;
    const asked = { ...rest, decision: decision === 'accept' ? ('approval' as const) : ('refusal' as const) };
    const request = { ...asked, dispute: params.number, client: params.client, numbers: facts, dryRun, actor: actorOf(caller) };
    return { json: await durably(deps, () => answerDispute(deps, request)) };
  },
});

const exclude = route({
  method: 'post',
  path: '/clients/{client}/exclusions',
  isHeavy: true,
  tag,
  summary: 'Request an exclusion, or with `dry_run` see what it would change',
  roles: managers,
  params: client,
  body: exclusionSchema,
  answers: {
    200: { description: 'Tried only', schema: exclusionRequestedSchema },
    201: { description: 'Requested: it holds once somebody else approves it', schema: exclusionRequestedSchema },
  },
  handle: async ({ deps, caller, params, body }) => {
    const { facts, dry_run: dryRun, ...rest } = body;
    const asked = { ...rest, client: params.client, numbers: facts, dryRun, actor: actorOf(caller) };
    return { status: dryRun ? 200 : 201, json: await durably(deps, () => requestExclusion(deps, asked)) };
  },
});

const override = route({
  method: 'post',
  path: '/clients/{client}/overrides',
  isHeavy: true,
  tag,
  summary: 'Request an override, or with `dry_run` see what it would change',
  roles: managers,
  params: client,
  body: overrideSchema,
  answers: {
    200: { description: 'Tried only', schema: overrideRequestedSchema },
    201: { description: 'Requested: it holds once somebody else approves it', schema: overrideRequestedSchema },
  },
  handle: async ({ deps, caller, params, body }) => {
    const { dry_run: dryRun, ...rest } = body;
    const asked = { ...rest, client: params.client, dryRun, actor: actorOf(caller) };
    return { status: dryRun ? 200 : 201, json: await durably(deps, () => requestOverride(deps, asked)) };
  },
});

/** POST …/{number}/decision of exclusions or of overrides. */
const deciding = (list: 'exclusions' | 'overrides'): Route =>
  route({
    method: 'post',
    path: `/clients/{client}/${list}/{number}/decision`,
    isHeavy: true,
    tag,
    summary: `Approve, refuse or revoke an ${kinds[list]}, never by its requester; or with \`dry_run\` see what it would change`,
    roles: managers,
    params: z.strictObject({ client: clientCode, number }),
    body: decisionSchema,
    answers: {
      200: { description: 'Decided, with what it changes and proposes', schema: decidedSchema },
      409: { description: 'Decided already, or by its requester' },
    },
    handle: async (call: Call<{ client: string; number: number }, unknown, z.output<typeof decisionSchema>>) => {
      const { deps, caller, params, body } = call;
      const { dry_run: dryRun, ...rest } = body;
      const request = { kind: kinds[list], ...params, ...rest, dryRun, actor: actorOf(caller) };
      return { json: await durably<Decided>(deps, () => decide(deps, request)) };
    },
  });

/** Does what writes, and waits until it is safely kept. */
async function durably<T>({ database }: Deps, work: () => Promise<T>): Promise<T> {
  const done = await work();
  await database.settle();
  return done;
}

/** Routes of exclusions, overrides and disputes. */
export const amendmentRoutes: readonly Route[] = [
  disputes,
  open,
  answer,
  exclusions,
  exclude,
  deciding('exclusions'),
  overrides,
  override,
  deciding('overrides'),
];
