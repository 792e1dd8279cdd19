import { z } from 'zod';
import { takeSurveyAnswers } from '../../app/surveys/survey-answers.js';
import { surveyStatus } from '../../app/surveys/status.js';
import { type Route, roles, route } from '../route.js';
import { answerSchema } from '../schemas/imports.js';
import { clientCode, instant } from '../schemas/words.js';

const text = z.string().min(1).max(500);

const answer = z
  .strictObject({
    wave: text.describe('The round of the survey, such as 2026-Q2.'),
    respondent: text.describe('Kept apart under a pseudonym.'),
    item: text.describe('The id of a survey item, such as keeps_promises.'),
    aspect: z.enum(['satisfaction', 'importance', 'expectation']).optional().describe('satisfaction if nothing else is said.'),
    score: z.number().min(0).max(10).optional().describe('1 to 10, for the item nps 0 to 10; without it the phrase gives it.'),
    phrase: text.optional().describe('As it was offered, in English or Chinese.'),
    role: z.enum(['client', 'consignee', 'manager', 'staff', 'outsider']).optional(),
    method: z.enum(['questionnaire', 'interview', 'callback']).optional(),
    answered_at: z.iso.datetime({ offset: true }).optional().describe('ISO 8601; a time without an offset is refused.'),
    comment: z.string().max(5000).optional(),
  })
  .superRefine(({ item, score }, context) => {
    // Whether they would recommend us is asked from 0.
    if (score !== undefined && score < 1 && item !== 'nps')
      context.addIssue({ code: 'too_small', origin: 'number', minimum: 1, inclusive: true, input: score, path: ['score'] });
  })
  .meta({ id: 'SurveyAnswer' });

const waveGroup = z.strictObject({
  group: z.enum(['client', 'consignee', 'internal', 'outsider']),
  invited: z.int().nullable().describe('Null where it is not configured.'),
  respondents: z.int(),
  answers: z.int(),
  response_rate: z.number().nullable().describe('respondents / invited; null where nobody knows how many were asked.'),
  more_than_invited: z
    .boolean()
    .describe('More answered than were invited: the rate is above 1, and one of both numbers is wrong.'),
  share: z.string().nullable().describe('How much the group counts, as configured.'),
});

const status = z
  .strictObject({
    client: z.string(),
    waves: z.array(
      z.strictObject({
        wave: z.string(),
        periods: z.array(z.string()).nullable().describe('What it belongs to; null where only answers name it.'),
        groups: z.array(waveGroup),
        last_at: instant.nullable().describe('Of the last dated answer.'),
        last_day: z.string().nullable().describe('Its day where the client is.'),
        stale_after: z.string().nullable().describe('As configured, else a year after its last answer.'),
        stale: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'SurveyStatus' });

const statuses = z.strictObject({ surveys: z.array(status) });
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
    answers: { 200: { description: 'Clients that have waves', schema: statuses } },
    handle: async ({ deps }) => ({ json: { surveys: await surveyStatus(deps, undefined) } }),
  }),
  route({
    method: 'get',
    path: '/clients/{client}/surveys',
    tag: 'Surveys',
    summary: `The survey waves of a client: ${says}`,
    roles,
    params: z.strictObject({ client: clientCode }),
    answers: { 200: { description: 'One element, whose waves may be none', schema: statuses } },
    handle: async ({ deps, params: { client } }) => ({ json: { surveys: await surveyStatus(deps, client) } }),
  }),
  route({
    method: 'post',
    path: '/clients/{client}/survey-answers',
    tag: 'Imports',
    summary: 'Take answers of a survey in as one batch',
    roles: ['client', 'manager', 'admin'],
    params: z.strictObject({ client: z.string() }),
    body: z.strictObject({ answers: z.array(answer).min(1).max(1000) }),
    asService: true,
    answers: { 201: { description: 'Taken in, like an import', schema: answerSchema } },
    handle: async ({ deps, params: { client }, body, caller }) => ({
      status: 201,
      json: await takeSurveyAnswers(deps, { client, answers: body.answers, actor: caller.name, key: caller.key }),
    }),
  }),
];
