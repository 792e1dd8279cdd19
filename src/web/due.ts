import { filled, type Words } from './words/en.js';

/** When a source is due, in the language of the page; what a workspace words itself is shown as it is. */
export function dueText(due: string | null, { portfolio }: Words): string {
  const [, day, time] = /^the (\d+)(?:st|nd|rd|th)(?: (\d+:\d+))?$/.exec(due ?? '') ?? [];
  return day === undefined ? (due ?? '') : filled(portfolio.dueOn, { due: due ?? '', day, time: time ?? '' }).trim();
}
