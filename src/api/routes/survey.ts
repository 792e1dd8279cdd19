import { z } from 'zod';
import { importSurveyAnswers } from '../../app/surveys/survey-answers.js';
import { surveyStatus } from '../../app/surveys/status.js';
import { actorOf, type Route, route } from '../route.js';
import { roles } from '../../contract/me.js';
import { type ImportAnswer, importAnswerSchema } from '../../contract/imports.js';
import { clientCode } from '../../contract/scalars.js';
import { surveyAnswersSchema, surveysSchema } from '../../contract/surveys.js';

const says = 'invited, respondents, response rate, periods, stale or not';

/** How surveys stand, and their answers, from whoever asked the client. */
export const surveyRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/surveys',
    tag: 'Surveys',
    summary: `The survey waves of all clients: ${says}`,
    roles: ['manager', 'auditor', 'admin'],
    wholeFirm: true,
    answers: { 200: { description: 'Clients that have waves', schema: surveysSchema } },
    handle: async ({ deps }) => ({ json: { surveys: await surveyStatus(deps, undefined) } }),
  }),
  route({
    method: 'get',
    path: '/clients/{client}/surveys',
    tag: 'Surveys',
    summary: `The survey waves of a client: ${says}`,
    roles,
    params: z.strictObject({ client: clientCode }),
    answers: { 200: { description: 'One element, whose waves may be none', schema: surveysSchema } },
    handle: async ({ deps, params: { client } }) => ({ json: { surveys: await surveyStatus(deps, client) } }),
  }),
  route({
    method: 'post',
    path: '/clients/{client}/survey-answers',
    tag: 'Imports',
    summary: 'Take answers of a survey in as one batch',
    roles: ['client', 'manager', 'admin'],
    params: z.strictObject({ client: z.string() }),
    body: surveyAnswersSchema,
    isImport: true,
    asService: true,
    answers: { 201: { description: 'Taken in, like an import', schema: importAnswerSchema } },
    handle: async ({ deps, params: { client }, body, caller }) => {
      const isOwn = caller.role === 'client';
      const { answers } = body;
      const taken = await importSurveyAnswers(deps, { client, answers, actor: actorOf(caller), key: caller.key, isOwn });
      return { status: 201, json: isOwn ? withoutNumbers(taken) : taken };
    },
  }),
];

/** Imports are numbered for the whole firm, and a client's own key may not ask for one. */
const withoutNumbers = ({ batches }: ImportAnswer): ImportAnswer => ({
  batches: batches.map(one => ({ ...one, batch: null, rejects: null })),
});
