import type { Language } from '../facts/label.js';
import type { Metric } from '../metrics/definition.js';
import { say } from '../words/say.js';

/** What a contract says anew about a metric, a line for each definition or parameter; nothing where no contract does. */
export function contractWords({ worded }: Metric, language: Language): readonly string[] {
  if (worded === undefined) return [];
  return Object.entries(worded.rules).map(([name, { is, says }]) => {
    const meaning = says?.[language] ?? is;
    const named = nameWords(name, language);
    return say(
      language,
      `by contract ${worded.contract}: ${named === '' ? meaning : `${named} is ${meaning}`}`,
      `按合同 ${worded.contract}：${named === '' ? meaning : `${named}为${meaning}`}`,
    );
  });
}

/** What a rule is about; nothing where its meaning says it. */
function nameWords(name: string, language: Language): string {
  if (name === 'grace' || name.endsWith('.grace')) return '';
  const words = name.replaceAll(/[._]/g, ' ');
  const inChinese = name.endsWith('_due') ? '到期时间' : name.endsWith('_dated') ? '归属日期' : words;
  return say(language, words, inChinese);
}
