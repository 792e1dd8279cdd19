import type { CommentView, CommentWritten } from '../../contract/comments.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { timeText } from './time-text.js';

type Place = Pick<CommentView, 'client' | 'period' | 'metric'>;

const placeText = ({ client, period, metric }: Place): string => [client, period, metric ?? []].flat().join(' ');

/** Comments: what each is about, who wrote it and when, and its text below. */
export function commentsText(all: readonly CommentView[], language: Language, zone: string): string {
  if (all.length === 0) return say(language, 'There are no comments.', '没有说明。');
  return all
    .map(one => {
      const { by, at, text } = one;
      const head = say(
        language,
        `${placeText(one)}, by ${by} at ${timeText(zone, at)}:`,
        `${placeText(one)}，${by}，${timeText(zone, at)}：`,
      );
      return [head, ...text.split('\n').map(line => `  ${line}`)].join('\n');
    })
    .join('\n');
}

/** A comment that was written or taken away. */
export function commentWrittenText(written: CommentWritten, language: Language): string {
  const place = placeText(written);
  const { text, ledger } = written;
  if (text === '') return say(language, `The comment on ${place} is taken away.`, `已删除 ${place} 的说明。`);
  return ledger === null
    ? say(language, `The comment on ${place} says that already; nothing changes.`, `${place} 的说明内容相同，没有变化。`)
    : say(language, `The comment on ${place} is written.`, `已写入 ${place} 的说明。`);
}
