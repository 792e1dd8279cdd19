import type { RepeatedFault } from '../../app/imports/row-findings.js';
import type { Language } from '../../facts/label.js';
import { formatFault } from '../../faults/worded.js';
import { quoted } from '../../faults/words/quoted.js';
import { say } from '../../words/say.js';

/** A fault as the terminal tells it, once for all rows that have it: the first one, how many there are, and where. */
export function repeatedText(found: RepeatedFault, language: Language): string {
  const { times, rows = [], values = [] } = found;
  const text = formatFault(found, language);
  if (times < 2) return text;
  const named = rows.join(say(language, ', ', '、'));
  const more = times > rows.length && rows.length > 0;
  const where =
    rows.length === 0
      ? say(language, `In ${times} rows.`, `共 ${times} 行。`)
      : say(language, `In ${times} rows: ${named}${more ? ', …' : '.'}`, `共 ${times} 行：第 ${named}${more ? ' 等' : ''}行。`);
  const shown = values.map(({ value, times: count }) => `${quoted(value)} × ${count}`).join(say(language, ', ', '、'));
  const cells = values.length === 0 ? [] : [say(language, `Their cells: ${shown}.`, `其单元格：${shown}。`)];
  return [text, ...[where, ...cells].map(line => `  ${line}`)].join('\n');
}
