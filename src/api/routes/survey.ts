import { z } from 'zod';
import { takeSurveyAnswers } from '../../app/survey-answers.js';
import { type Route, route } from '../route.js';
import { answerSchema } from '../schemas/imports.js';

const text = z.string().min(1).max(500);

const answer = z
  .strictObject({
    wave: text.describe('The round of the survey, such as 2026-Q2.'),
    respondent: text.describe('Kept apart under a pseudonym.'),
    item: text.describe('The id of a survey item, such as keeps_promises.'),
    aspect: z.enum(['satisfaction', 'importance', 'expectation']).optional().describe('satisfaction if nothing else is said.'),
    score: z.number().min(1).max(10).optional().describe('1 to 10; without it the phrase gives it.'),
    phrase: text.optional().describe('As it was offered, in English or Chinese.'),
    role: z.enum(['client', 'consignee', 'manager', 'staff', 'outsider']).optional(),
    method: z.enum(['questionnaire', 'interview', 'callback']).optional(),
    answered_at: z.iso.datetime({ offset: true }).optional().describe('ISO 8601; a time without an offset is refused.'),
    comment: z.string().max(5000).optional(),
  })
  .meta({ id: 'SurveyAnswer' });

/** Answers of surveys, from whoever asked the client. */
export const surveyRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/clients/{client}/survey-answers',
    tag: 'Imports',
    summary: 'Take answers of a survey in as one batch',
    roles: ['client', 'manager', 'admin'],
    params: z.strictObject({ client: z.string() }),
    body: z.strictObject({ answers: z.array(answer).min(1).max(1000) }),
    asOwner: true,
    answers: { 201: { description: 'Taken in, like an import', schema: answerSchema } },
    handle: async ({ deps, params: { client }, body, caller }) => ({
      status: 201,
      json: await takeSurveyAnswers(deps, { client, answers: body.answers, actor: caller.name, key: caller.key }),
    }),
  }),
];
