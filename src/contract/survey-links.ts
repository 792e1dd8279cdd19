import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { instant, labelSchema, languageSchema } from './scalars.js';
import { surveyAspect, surveyRole } from './surveys.js';

/** Later ones have no form that sorts and reads like the others. */
const lastInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const phrases = z.array(z.string());
const inOther = z.array(z.string().nullable());
const linkId = z.string().meta({ description: 'What the link is listed by; it opens nothing.' });

const linkSchema = z
  .strictObject({
    link: linkId,
    wave: z.string(),
    role: surveyRole,
    state: z.enum(['open', 'answered', 'expired', 'revoked']),
    created_at: instant,
    created_by: z.string(),
    expires: instant,
    ended_at: instant.nullable().describe('When it was answered or revoked.'),
  })
  .meta({ id: 'SurveyLink' });
export type SurveyLink = Answer<typeof linkSchema>;

/** GET /clients/{client}/survey-links. */
export const linksSchema = z.strictObject({ links: z.array(linkSchema) });
export type SurveyLinks = Answer<typeof linksSchema>;

/** POST /clients/{client}/survey-links. */
export const newLinkSchema = z.strictObject({
  wave: z.string().min(1).max(500),
  role: surveyRole.optional(),
  expires: z.iso
    .datetime({ offset: true })
    .refine(text => Date.parse(text) <= lastInstant, 'has to be in the year 9999 or before'),
});
export type NewLink = Request<typeof newLinkSchema>;

/** A link that was made: the token is shown this once. */
export const linkMadeSchema = z.strictObject({ token: z.string(), link: linkId, expires: instant, href: z.string() });
export type SurveyLinkMade = Answer<typeof linkMadeSchema>;

const byAspect = <S extends z.ZodType>(each: S) => z.strictObject({ satisfaction: each, importance: each, expectation: each });

const questionSchema = z.strictObject({
  label: labelSchema,
  items: z.array(z.string()),
  offered: byAspect(phrases),
  translated: byAspect(inOther).describe(
    'What the other language offers in place of each phrase; null where it has nothing of that score.',
  ),
});
export type SurveyQuestion = Answer<typeof questionSchema>;

/** GET /survey/{token}. */
export const surveyFormSchema = z
  .strictObject({
    client: z.strictObject({ code: z.string(), name: labelSchema }),
    organisation: labelSchema,
    wave: z.string(),
    language: languageSchema,
    roles: z.array(surveyRole),
    sections: z.array(z.strictObject({ label: labelSchema, questions: z.array(questionSchema) })),
  })
  .meta({ id: 'SurveyForm' });
export type SurveyForm = Answer<typeof surveyFormSchema>;

/** POST /survey/{token}. */
export const linkAnswersSchema = z.strictObject({
  answers: z
    .array(
      z.strictObject({
        items: z.array(z.string().max(200)).min(1).max(50),
        aspect: surveyAspect.default('satisfaction'),
        phrase: z.string().min(1).max(200),
        comment: z.string().max(5000).optional(),
      }),
    )
    .min(1)
    .max(300),
});
export type LinkAnswers = Request<typeof linkAnswersSchema>;

/** What POST /survey/{token} answers: how many were taken in. */
export const answersTakenSchema = z.strictObject({ answers: z.int() });
export type AnswersTaken = Answer<typeof answersTakenSchema>;
