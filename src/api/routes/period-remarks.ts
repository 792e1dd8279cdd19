import { z } from 'zod';
import { commentVisibly, signOffVisibly, visibleComments, visibleSignOffs } from '../../app/service/period-remarks.js';
import { commentsSchema, commentWrittenSchema, newCommentSchema } from '../../contract/comments.js';
import { roles } from '../../contract/me.js';
import { clientCode, periodText } from '../../contract/scalars.js';
import { receivedSignOffSchema, signedSchema, signOffSchema, signOffStateSchema } from '../../contract/sign-offs.js';
import { actorOf, type Route, route } from '../route.js';
import { visibilityOf } from '../visibility.js';

const tag = 'Comments and sign-off';
const params = z.strictObject({ client: clientCode, period: periodText });

const comments = route({
  method: 'get',
  path: '/clients/{client}/periods/{period}/comments',
  tag,
  summary: 'What the provider says of a period and of its metrics',
  roles,
  params,
  answers: {
    200: { description: 'Those that stand, in the order in which they were written', schema: commentsSchema },
    404: { description: 'There is nothing of this period that the key may see' },
  },
  handle: async ({ deps, caller, params: asked }) => ({
    json: { comments: await visibleComments(deps, visibilityOf(caller, deps), asked) },
  }),
});

const comment = route({
  method: 'post',
  path: '/clients/{client}/periods/{period}/comments',
  tag,
  summary: 'Write a comment on a period or on a metric of it, in the place of the one before; an empty text takes it away',
  roles: ['manager', 'admin'],
  params,
  body: newCommentSchema,
  answers: {
    200: { description: 'Written', schema: commentWrittenSchema },
    409: { description: 'The period was not evaluated yet, or there is no comment to take away' },
  },
  handle: async ({ deps, caller, params: place, body }) => ({
    json: await commentVisibly(deps, visibilityOf(caller, deps), { ...place, ...body, actor: actorOf(caller) }),
  }),
});

const signOffs = route({
  method: 'get',
  path: '/clients/{client}/periods/{period}/sign-off',
  tag,
  summary: 'Who signed a period for the client, and which revision',
  roles,
  params,
  answers: {
    200: { description: 'Of the revision shown and those before it', schema: signOffStateSchema },
    404: { description: 'There is nothing of this period that the key may see' },
  },
  handle: async ({ deps, caller, params: asked }) => ({
    json: await visibleSignOffs(deps, visibilityOf(caller, deps), asked),
  }),
});

const sign = route({
  method: 'post',
  path: '/clients/{client}/periods/{period}/sign-off',
  tag,
  summary: 'Sign the closed revision of a period, as its client; signing it again changes nothing',
  roles: ['client'],
  params,
  body: signOffSchema,
  answers: {
    200: { description: 'Signed', schema: signedSchema },
    409: { description: 'The period is not closed, or another revision is the current one' },
  },
  handle: async ({ deps, caller, params: place, body }) => ({
    json: await signOffVisibly(deps, visibilityOf(caller, deps), { ...place, ...body, actor: actorOf(caller) }),
  }),
});

const record = route({
  method: 'post',
  path: '/clients/{client}/periods/{period}/sign-off/received',
  tag,
  summary: 'Record that the client signed the closed revision of a period on paper or by mail',
  roles: ['manager', 'admin'],
  params,
  body: receivedSignOffSchema,
  answers: {
    200: { description: 'Recorded', schema: signedSchema },
    409: {
      description: 'The period is not closed, another revision is the current one, or the signatory closed it or records it',
    },
  },
  handle: async ({ deps, caller, params: place, body: { by, received, signed_on: signedOn, ...body } }) => ({
    json: await signOffVisibly(deps, visibilityOf(caller, deps), {
      ...place,
      ...body,
      actor: actorOf(caller),
      onPaper: { by, received, signedOn },
    }),
  }),
});

/** GET and POST …/comments and …/sign-off of a client's period. */
export const periodRemarkRoutes: readonly Route[] = [comments, comment, signOffs, sign, record];
