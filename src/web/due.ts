import { filled, type Words } from './words/en.js';

/** When a source is due, in the language of the page; what a workspace says in other words is told as it says it. */
export function dueText(due: string | null, { portfolio }: Words): string {
  const [, day, time] = /^the (\d+)(?:st|nd|rd|th)(?: (\d+:\d+))?$/.exec(due ?? '') ?? [];
  return day === undefined ? (due ?? '') : filled(portfolio.dueOn, { due: due ?? '', day, time: time ?? '' }).trim();
}
