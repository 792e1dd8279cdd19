import type { SurveyQuestion } from '../contract/survey-links.js';
import type { SurveyAspect as Aspect } from '../contract/surveys.js';
import { useState } from 'preact/hooks';

/** What was chosen for a question: a phrase for each aspect, and a comment. */
export type Chosen = Readonly<Partial<Record<Aspect | 'comment', string>>>;

/** What was chosen, by the questions' items: the same in either language. */
export type Draft = Readonly<Record<string, Chosen>>;

/** How a draft knows a question. */
export const questionId = ({ items }: SurveyQuestion): string => items.join(' ');

/** What is asked of a question, in the order in which it is shown. */
export const surveyAspects = ['satisfaction', 'importance', 'expectation'] as const;

/** What was chosen, in the words of the language that the question is asked in; a phrase that it has no words for stays. */
export function inQuestionLanguage({ offered, translated }: SurveyQuestion, chosen: Chosen = {}): Chosen {
  const entries = surveyAspects.flatMap(aspect => {
    const phrase = chosen[aspect] ?? '';
    if (phrase === '') return [];
    const place = offered[aspect].includes(phrase) ? -1 : translated[aspect].indexOf(phrase);
    return [[aspect, offered[aspect][place] ?? phrase] as const];
  });
  return { ...Object.fromEntries(entries), ...(chosen.comment === undefined ? {} : { comment: chosen.comment }) };
}

const keyOf = (token: string): string => `plumbline.survey.${token}`;

/** The answers that are not sent yet: kept as long as the browser's tab, so that loading the page again loses none. */
export function useDraft(token: string) {
  const [draft, setDraft] = useState<Draft>(() => kept(token));
  const change = (question: string, chosen: Chosen): void =>
    setDraft(now => {
      const next = { ...now, [question]: chosen };
      keep(token, JSON.stringify(next));
      return next;
    });
  return { draft, change, forget: () => keep(token, null) };
}

function kept(token: string): Draft {
  try {
    // What `change` kept under this very key.
    return JSON.parse(sessionStorage.getItem(keyOf(token)) ?? '{}') as Draft;
  } catch {
    return {};
  }
}

function keep(token: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(keyOf(token));
    else sessionStorage.setItem(keyOf(token), text);
  } catch {
    // A browser that keeps nothing loses the answers with the page: no more than that.
  }
}
