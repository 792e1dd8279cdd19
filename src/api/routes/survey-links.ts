import { z } from 'zod';
import { answerLink, endSurveyLink, listSurveyLinks, makeSurveyLink, questionsOfLink } from '../../app/surveys/links.js';
import { type Route, route } from '../route.js';
import { clientCode, instant } from '../schemas/words.js';

const token = z.strictObject({ token: z.string().min(20).max(100) });
const aspect = z.enum(['satisfaction', 'importance', 'expectation']);
const label = z.strictObject({ en: z.string(), zh: z.string() });
const phrases = z.array(z.string());
const inOther = z.array(z.string().nullable());

const linkId = z.string().meta({ description: 'What the link is listed by; it opens nothing.' });

const listedLink = z
  .strictObject({
    link: linkId,
    wave: z.string(),
    role: z.string(),
    state: z.enum(['open', 'answered', 'expired', 'revoked']),
    created_at: instant,
    created_by: z.string(),
    expires: instant,
    ended_at: instant.nullable().describe('When it was answered or revoked.'),
  })
  .meta({ id: 'SurveyLink' });

const form = z
  .strictObject({
    client: z.strictObject({ code: z.string(), name: label }),
    organisation: label,
    wave: z.string(),
    language: z.enum(['en', 'zh']),
    roles: z.array(z.string()),
    sections: z.array(
      z.strictObject({
        label,
        questions: z.array(
          z.strictObject({
            label,
            items: z.array(z.string()),
            offered: z.strictObject({ satisfaction: phrases, importance: phrases, expectation: phrases }),
            translated: z
              .strictObject({ satisfaction: inOther, importance: inOther, expectation: inOther })
              .describe('What the other language offers in place of each phrase; null where it has nothing of that score.'),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'SurveyForm' });

/** Survey entry by link: a manager makes one, a respondent without a key answers once. */
export const surveyLinkRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/clients/{client}/survey-links',
    tag: 'Surveys',
    summary: 'Make a link under which one respondent answers once',
    roles: ['manager', 'admin'],
    params: z.strictObject({ client: z.string() }),
    body: z.strictObject({
      wave: z.string().min(1).max(500),
      role: z.enum(['client', 'consignee', 'manager', 'staff', 'outsider']).optional(),
      expires: z.iso.datetime({ offset: true }),
    }),
    asService: true,
    isSecret: true,
    answers: {
      201: {
        description: 'The token, shown this once',
        schema: z.strictObject({ token: z.string(), link: linkId, expires: z.string(), href: z.string() }),
      },
    },
    handle: async ({ deps, params: { client }, body: { wave, role = 'client', expires }, caller }) => {
      const made = await makeSurveyLink(deps, { client, wave, role, expires: Date.parse(expires), actor: caller.name });
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
    answers: { 200: { description: 'Never with what opens them', schema: z.strictObject({ links: z.array(listedLink) }) } },
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
      await endSurveyLink(deps, { ...params, actor: caller.name });
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
    answers: { 200: { description: 'What to ask, with the phrases that are offered', schema: form } },
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
    body: z.strictObject({
      answers: z
        .array(
          z.strictObject({
            items: z.array(z.string().max(200)).min(1).max(50),
            aspect: aspect.default('satisfaction'),
            phrase: z.string().min(1).max(200),
            comment: z.string().max(5000).optional(),
          }),
        )
        .min(1)
        .max(300),
    }),
    answers: { 201: { description: 'Taken in', schema: z.strictObject({ answers: z.number() }) } },
    handle: async ({ deps, params, body }) => ({ status: 201, json: await answerLink(deps, params.token, body.answers) }),
  }),
];
