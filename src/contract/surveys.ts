import { z } from 'zod';
import { respondentGroups, respondentRoles, surveyAspects, surveyMethods } from '../facts/survey.js';
import type { Answer } from './answer.js';
import { instant } from './scalars.js';

/** What a survey asks of an item. */
export const surveyAspect = z.enum(surveyAspects);
export type SurveyAspect = z.output<typeof surveyAspect>;

/** Who answers a survey. */
export const surveyRole = z.enum(respondentRoles);
export type SurveyRole = z.output<typeof surveyRole>;

const text = z.string().min(1).max(500);

const answerSchema = z
  .strictObject({
    wave: text.describe('The round of the survey, such as 2026-Q2.'),
    respondent: text.describe('Kept apart under a pseudonym.'),
    item: text.describe('The id of a survey item, such as keeps_promises.'),
    aspect: surveyAspect.optional().describe('satisfaction if nothing else is said.'),
    score: z.number().min(0).max(10).optional().describe('1 to 10, for the item nps 0 to 10; without it the phrase gives it.'),
    phrase: text.optional().describe('As it was offered, in English or Chinese.'),
    role: surveyRole.optional(),
    method: z.enum(surveyMethods).optional(),
    answered_at: z.iso.datetime({ offset: true }).optional().describe('ISO 8601; a time without an offset is refused.'),
    comment: z.string().max(5000).optional(),
  })
  .superRefine(({ item, score }, context) => {
    // Whether they would recommend us is asked from 0.
    if (score !== undefined && score < 1 && item !== 'nps')
      context.addIssue({ code: 'too_small', origin: 'number', minimum: 1, inclusive: true, input: score, path: ['score'] });
  })
  .meta({ id: 'SurveyAnswer' });

/** POST /clients/{client}/survey-answers. */
export const surveyAnswersSchema = z.strictObject({ answers: z.array(answerSchema).min(1).max(1000) });

const groupSchema = z.strictObject({
  group: z.enum(respondentGroups),
  invited: z.int().nullable().describe('Null where it is not configured.'),
  respondents: z.int(),
  answers: z.int(),
  response_rate: z.number().nullable().describe('respondents / invited; null where nobody knows how many were asked.'),
  more_than_invited: z
    .boolean()
    .describe('More answered than were invited: the rate is above 1, and one of both numbers is wrong.'),
  share: z.string().nullable().describe('How much the group counts, as configured.'),
});

const waveSchema = z.strictObject({
  wave: z.string(),
  periods: z.array(z.string()).nullable().describe('What it belongs to; null where only answers name it.'),
  groups: z.array(groupSchema),
  last_at: instant.nullable().describe('Of the last dated answer.'),
  last_day: z.string().nullable().describe('Its day where the client is.'),
  stale_after: z.string().nullable().describe('As configured, else a year after its last answer.'),
  stale: z.boolean(),
});
export type Wave = Answer<typeof waveSchema>;

const clientWaves = z.strictObject({ client: z.string(), waves: z.array(waveSchema) }).meta({ id: 'SurveyStatus' });

/** GET /surveys and /clients/{client}/surveys. */
export const surveysSchema = z.strictObject({ surveys: z.array(clientWaves) });
export type Surveys = Answer<typeof surveysSchema>;
export type SurveyStatus = Answer<typeof clientWaves>;
