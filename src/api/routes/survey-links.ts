import { z } from 'zod';
import { answerLink, endSurveyLink, listSurveyLinks, makeSurveyLink, questionsOfLink } from '../../app/surveys/links.js';
import { actorOf, type Route, route } from '../route.js';
import { clientCode } from '../../contract/scalars.js';
import {
  answersTakenSchema,
  linkAnswersSchema,
  linkMadeSchema,
  linksSchema,
  newLinkSchema,
  surveyFormSchema,
} from '../../contract/survey-links.js';

const token = z.strictObject({ token: z.string().min(20).max(100) });
/** Survey entry by link: a manager makes one, a respondent without a key answers once. */
export const surveyLinkRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/clients/{client}/survey-links',
    tag: 'Surveys',
    summary: 'Make a link under which one respondent answers once',
    roles: ['manager', 'admin'],
    params: z.strictObject({ client: z.string() }),
    body: newLinkSchema,
    asService: true,
    isSecret: true,
    answers: {
      201: {
        description: 'The token, shown this once',
        schema: linkMadeSchema,
      },
    },
    handle: async ({ deps, params: { client }, body: { wave, role = 'client', expires }, caller }) => {
      const made = await makeSurveyLink(deps, { client, wave, role, expires: Date.parse(expires), actor: actorOf(caller) });
      return { status: 201, json: { ...made, href: `/api/v1/survey/${made.token}` } };
    },
  }),
  route({
    method: 'get',
    path: '/clients/{client}/survey-links',
    tag: 'Surveys',
    summary: 'The links of a client and what became of them, the newest first',
    roles: ['manager', 'auditor', 'admin'],
    params: z.strictObject({ client: clientCode }),
    asService: true,
    answers: { 200: { description: 'Never with what opens them', schema: linksSchema } },
    handle: async ({ deps, params: { client } }) => ({ json: { links: await listSurveyLinks(deps, client) } }),
  }),
  route({
    method: 'delete',
    path: '/clients/{client}/survey-links/{link}',
    tag: 'Surveys',
    summary: 'Take an open link back',
    roles: ['manager', 'admin'],
    params: z.strictObject({ client: clientCode, link: z.string() }),
    asService: true,
    answers: {
      204: { description: 'Revoked' },
      404: { description: 'The client has no such link' },
      409: { description: 'Answered, expired or revoked already' },
    },
    handle: async ({ deps, params, caller }) => {
      await endSurveyLink(deps, { ...params, actor: actorOf(caller) });
      return { status: 204 };
    },
  }),
  route({
    method: 'get',
    path: '/survey/{token}',
    tag: 'Surveys',
    summary: 'The questions of a link',
    roles: 'public',
    asService: true,
    params: token,
    query: z.strictObject({ lang: z.enum(['en', 'zh']).optional() }),
    answers: { 200: { description: 'What to ask, with the phrases that are offered', schema: surveyFormSchema } },
    handle: async ({ deps, params, query }) => ({ json: await questionsOfLink(deps, params.token, query.lang) }),
  }),
  route({
    method: 'post',
    path: '/survey/{token}',
    tag: 'Surveys',
    summary: 'Answer a link, once',
    roles: 'public',
    asService: true,
    params: token,
    body: linkAnswersSchema,
    bodyBytes: 256 * 1024,
    isImport: true,
    answers: { 201: { description: 'Taken in', schema: answersTakenSchema } },
    handle: async ({ deps, params, body }) => ({ status: 201, json: await answerLink(deps, params.token, body.answers) }),
  }),
];
