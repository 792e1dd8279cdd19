import type { Label } from '../facts/label.js';
import { capital } from '../words/name.js';
import { say } from '../words/say.js';
import type { FilledShown } from './input.js';
import type { Words } from './words.js';

/** What decides figures without standing in any definition. */
export const countingRules = (language: keyof Label, words: Words): readonly (readonly [term: string, meaning: string])[] => [
  [
    capital(words.kinds.total),
    say(
      language,
      '0 where facts of its kind are dated in the period and surely do not count; no data where there are none',
      '本期内有该类数据且确定均不计入时为 0；没有该类数据时为无数据',
    ),
  ],
  [
    capital(words.noData),
    say(
      language,
      'also where only failures, or only passes, could be judged, because what the other needs was not recorded',
      '只能判定不合格或只能判定合格（另一种结果所需的内容没有记录）时，也视为无数据',
    ),
  ],
  [
    capital(words.trial),
    say(
      language,
      'shown and compared, not scored: its weight goes to the metrics beside it, and coverage does not miss it',
      '展示并与标准比较，但不计分：其权重由同级指标分担，也不影响数据覆盖',
    ),
  ],
  [
    capital(words.coverage),
    say(
      language,
      'the share of the weights, as they were declared, of what has a score; weights raised by results do not count here',
      '有得分的部分占声明权重的比例；因结果而放大的权重不计入',
    ),
  ],
  [
    say(language, 'Promised or due on a day', '承诺或到期只写日期'),
    say(
      language,
      'holds until the last moment of that day, by the local clock: what is done at 00:00 of the next day is late, and with 30 minutes’ grace what is done at 00:30',
      '有效至当地当日最后一刻：次日 00:00 完成即为迟；宽限 30 分钟时，次日 00:30 完成即为迟',
    ),
  ],
];

/** What files say only because their layouts fill it in, with the files that were read so (numbers of batches would say how much others import); decides figures without standing in any definition. */
export function filledRules(
  filled: readonly FilledShown[],
  language: keyof Label,
): readonly (readonly [term: string, meaning: string])[] {
  const byRule = new Map<string, { readonly term: string; readonly rule: string; readonly files: Set<string> }>();
  for (const { file, label, value, where } of filled) {
    const rule = {
      all: say(language, `${value.en} in all rows of the file`, `文件所有行均为 ${value.zh}`),
      missing: say(language, `${value.en} where the file has no value`, `文件中没有值时为 ${value.zh}`),
      unknown: say(
        language,
        `${value.en} where the layout gives the file’s value no meaning`,
        `版式未说明文件中的值时为 ${value.zh}`,
      ),
    }[where];
    const term = label[language];
    const known = byRule.get(`${term} ${rule}`);
    if (known === undefined) byRule.set(`${term} ${rule}`, { term, rule, files: new Set([file]) });
    else known.files.add(file);
  }
  return [...byRule.values()].map(one => [one.term, `${one.rule}${filesText([...one.files], language)}`]);
}

const mostFiles = 5;

function filesText(files: readonly string[], language: keyof Label): string {
  const first = files.slice(0, mostFiles).join(say(language, ', ', '、'));
  const more = files.length - mostFiles;
  return more <= 0
    ? say(language, ` (${first})`, `（${first}）`)
    : say(language, ` (${first} and ${more} more)`, `（${first} 等 ${files.length} 个文件）`);
}
