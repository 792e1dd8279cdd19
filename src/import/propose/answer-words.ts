import { answerLadders, markOfStep } from './dictionary/answer-words.js';
import type { ColumnProfile } from './column-profile.js';
import { valueForm } from './value-form.js';

/** The step of each word of a ladder, from 0, the best. */
const ladders: readonly ReadonlyMap<string, number>[] = answerLadders.map(
  ladder => new Map(ladder.split('>').flatMap((step, i) => step.split('|').map(word => [valueForm(word), i] as const))),
);

const known = new Set(ladders.flatMap(ladder => [...ladder.keys()]));

/** A survey offers a few answers; a remark is another one in nearly every row. */
const mostWords = 10;
const longestAnswer = 60;

/** Whether the cells of a column are answers in words: a few texts, most rows with one that surveys offer. */
export function areAnswersInWords({ values, filled, numbers, dates, isClock }: ColumnProfile): boolean {
  if (filled === 0 || numbers !== undefined || dates !== undefined || isClock) return false;
  if (values.size > mostWords || [...values.keys()].some(text => text.length > longestAnswer)) return false;
  const offered = [...values].filter(([text]) => known.has(valueForm(text)));
  return offered.reduce((sum, [, rows]) => sum + rows, 0) >= 0.5 * filled;
}

/** Which of the known ladders words are of, with one word a step; undefined where there is none, so that their order is not certain. */
export function ladderOf(texts: readonly string[]): number | undefined {
  const words = new Set(texts.map(valueForm));
  const found = ladders.findIndex(ladder => {
    const steps = [...words].map(word => ladder.get(word));
    return !steps.includes(undefined) && new Set(steps).size === steps.length;
  });
  return found < 0 ? undefined : found;
}

/** Words of answers with the mark of each, the best first; undefined where their order is not certain. */
export function marksOfWords(texts: readonly string[]): Readonly<Record<string, number>> | undefined {
  const found = ladderOf(texts);
  const ladder = found === undefined ? undefined : ladders[found];
  if (ladder === undefined) return undefined;
  const steps = wordsOnce(texts).map(text => ({ text, step: ladder.get(valueForm(text)) ?? 0 }));
  return Object.fromEntries(steps.toSorted((a, b) => a.step - b.step).map(({ text, step }) => [text, markOfStep[step] ?? 0]));
}

/** Texts that differ in case, width or spaces alone are one. */
const wordsOnce = (texts: readonly string[]): readonly string[] => [
  ...new Map(texts.map(text => [valueForm(text), text] as const)).values(),
];

/** The words for which a person has to write a mark, each with a blank for it. */
export const wordsToMark = (texts: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(wordsOnce(texts).map(text => [text, '…']));
