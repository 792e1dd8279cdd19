import type { Language } from '../facts/label.js';
import type { Metric } from '../metrics/definition.js';
import { say } from '../words/say.js';

/** What a contract says anew about a metric, a line for each definition or parameter; nothing where no contract does. */
export function contractWords({ worded }: Metric, language: Language): readonly string[] {
  if (worded === undefined) return [];
  return Object.entries(worded.rules).map(([name, { is, says }]) => {
    const meaning = says === undefined ? is : `${says[language]} (${is})`;
    return say(
      language,
      `by contract ${worded.contract}: ${name} is ${meaning}`,
      `按合同 ${worded.contract}：${name} 为 ${meaning}`,
    );
  });
}
