import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { fitted, linesOf } from '../text-width.js';

/** As many lines of a comment as a printed page has room for beside its figures: as they were written, and as they wrap. */
const most = { written: 12, wrapped: 28 } as const;

/** A comment in a column of so many digits, cut where it would fill the page: then it says how many lines are left out. */
export function fewLines(language: Language, text: string, width: number): string {
  const lines = text.split('\n');
  const kept: string[] = [];
  let room: number = most.wrapped;
  for (const line of lines.slice(0, most.written)) {
    const needed = linesOf(line, width);
    if (needed > room) {
      if (kept.length === 0) kept.push(fitted(line, room * (width - 2)));
      break;
    }
    kept.push(line);
    room -= needed;
  }
  const left = lines.length - kept.length;
  const rest = say(
    language,
    `… (${left} more ${left === 1 ? 'line' : 'lines'} on the page of this period)`,
    `……（另有 ${left} 行，见本期页面）`,
  );
  return left === 0 ? kept.join('\n') : [...kept, rest].join('\n');
}
