import type { ImportedContract } from '../../app/contracts/import.js';
import type { Draft } from '../../app/contracts/draft.js';
import type { WrittenTemplate } from '../../app/contracts/template.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { leftText, takenText, unlevelledText } from './contract.js';
import { whatIfText } from './what-if.js';
import { repeatedLines } from '../../app/contracts/draft-words.js';

/** A contract out of a workbook: as YAML, what it changes, and what became of its file. */
export function importedText(imported: ImportedContract, language: Language): string {
  const { yaml, difference, effect, file, outcome } = imported;
  const none = say(
    language,
    'No month of its clients has been evaluated yet, so there is no figure to compare.',
    '其客户尚无已评价的月份，因此没有可比较的数字。',
  );
  const compared = effect === null ? none : whatIfText(effect, language);
  const changed =
    difference.length === 0 ? [] : [say(language, `Changes in ${file}:`, `${file} 的改动：`), difference.join('\n'), ''];
  return [yaml.trimEnd(), '', compared, '', ...changed, outcomeText(file, outcome, language)].join('\n');
}

function outcomeText(file: string, outcome: ImportedContract['outcome'], language: Language): string {
  switch (outcome) {
    case 'written':
      return say(language, `Written to ${file}.`, `已写入 ${file}。`);
    case 'same':
      return say(language, `${file} says the same already; nothing was written.`, `${file} 内容已相同，未作改动。`);
    case 'only_shown':
      return say(
        language,
        `Nothing was written; without --dry-run it goes to ${file}.`,
        `未写入；去掉 --dry-run 即写入 ${file}。`,
      );
    case 'to_be_confirmed':
      return say(
        language,
        `Nothing was written: ${file} has another content. Repeat the command with --yes to replace it.`,
        `未写入：${file} 的内容不同。加上 --yes 重新运行即可替换。`,
      );
  }
}

/** A draft that was written to a file, and what it does not say. */
export function draftedText(
  file: string,
  { left, taken, unlevelled, repeated }: Pick<Draft, 'left' | 'taken' | 'unlevelled' | 'repeated'>,
  language: Language,
): string {
  return [
    ...besides({ left, taken, unlevelled }, language),
    ...repeatedLines(repeated, language, '  '),
    say(language, `Written to ${file}. Review it, then: plumbline check`, `已写入 ${file}。请审阅后运行：plumbline check`),
  ].join('\n');
}

/** A template that was written, what it was filled with, and what to do next. */
export function templateText({ file, from, contract, left, taken, unlevelled, language }: WrittenTemplate): string {
  const filled = {
    nothing: say(language, `Empty template written to ${file}.`, `已生成空白模板 ${file}。`),
    contract: say(
      language,
      `Template with contract ${contract ?? ''} written to ${file}.`,
      `已生成填有合同 ${contract ?? ''} 的模板 ${file}。`,
    ),
    draft: say(
      language,
      `No contract is in force: what holds today was drafted, and written to ${file}.`,
      `没有生效的合同：已按现行规则起草并写入 ${file}。`,
    ),
  }[from];
  const next = say(
    language,
    `Fill it in and save it as .xlsx, then: plumbline contract import ${file} --dry-run`,
    `填好并保存为 .xlsx 后运行：plumbline contract import ${file} --dry-run`,
  );
  return [filled, ...besides({ left, taken, unlevelled }, language), next].join('\n');
}

const besides = (
  { left, taken, unlevelled }: Pick<Draft, 'left' | 'taken' | 'unlevelled'>,
  language: Language,
): readonly string[] =>
  [takenText(taken, language), unlevelledText(unlevelled, language), leftText(left, language)].filter(text => text !== '');
