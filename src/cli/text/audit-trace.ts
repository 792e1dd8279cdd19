import type { TracedFact, TracedMembership, TracedVersion } from '../../contract/audit.js';
import { type FactKindName, kindOf } from '../../facts/kinds.js';
import { valueWords } from '../../facts/value-words.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { idOrName } from './id-or-name.js';
import { textTable } from './result-table.js';

/** Traced facts. */
export const traceText = (facts: readonly TracedFact[], language: Language): string =>
  facts.map(fact => factText(fact, language)).join('\n\n');

function factText({ fact, key, versions, as_of_batch, known, memberships }: TracedFact, language: Language): string {
  const name = Object.entries(key).map(([part, value]) => `${fieldName(fact, part, language)} ${String(value)}`);
  const inside = memberships.filter(({ membership }) => membership !== 'outside');
  const outside = memberships.filter(({ membership }) => membership === 'outside');
  const line = ({ metric, period, membership, because, file, row }: TracedMembership): readonly string[] => [
    metric,
    period ?? '',
    `${idOrName(language, 'memberships', membership)}${say(language, ': ', '：')}${because}${decidedBy({ file, row }, language)}`,
  ];
  const head = say(language, 'metric|period|membership', '指标|期间|归类').split('|');
  return [
    `${idOrName(language, 'factKinds', fact)}  ${name.join(say(language, ', ', '，'))}`,
    '',
    ...versions.flatMap(version => versionLines(fact, version, language)),
    '',
    known
      ? say(language, `As known at batch ${as_of_batch}:`, `截至批次 ${as_of_batch}：`)
      : say(language, `At batch ${as_of_batch} there is no such fact.`, `截至批次 ${as_of_batch} 没有该事实。`),
    ...(known ? [textTable([head, ...inside.map(line), ...outside.map(line)])] : []),
  ].join('\n');
}

/** A field's id in English; in Chinese its name, unless it is one of the workspace's own. */
function fieldName(fact: FactKindName, field: string, language: Language): string {
  const known = kindOf(fact).fields.find(({ name }) => name === field);
  return known === undefined ? field : say(language, field, known.zh);
}

function versionLines(fact: FactKindName, version: TracedVersion, language: Language): readonly string[] {
  const { batch, changed, withdrawn_by: by } = version;
  const taken = by === null ? '' : say(language, `; the batch was withdrawn by batch ${by}`, `；该批次已由批次 ${by} 撤回`);
  const shown = (field: string, value: TracedVersion['changed'][number]['to']): string => {
    if (value === null) return say(language, '(nothing)', '（空）');
    return say(language, String(value), valueWords(fact, field)?.[String(value)]?.zh ?? String(value));
  };
  return [
    `${say(language, 'batch', '批次')} ${batch}  ${originText(version, language)}  ${endText(version, language)}${taken}`,
    ...changed.map(({ field, from, to }) => {
      const change = `${from === null ? '' : `${shown(field, from)} → `}${shown(field, to)}`;
      return `    ${fieldName(fact, field, language)}${say(language, ': ', '：')}${change}`;
    }),
  ];
}

/** Where the value that decided came from. */
function decidedBy({ file, row }: Pick<TracedMembership, 'file' | 'row'>, language: Language): string {
  if (file === null) return '';
  const at = row === null ? file : say(language, `${file}, row ${row}`, `${file}，第 ${row} 行`);
  return say(language, ` (${at})`, `（${at}）`);
}

function originText({ file, row, withdraws }: TracedVersion, language: Language): string {
  if (withdraws !== undefined)
    return say(language, `folded again without batch ${withdraws}`, `去除批次 ${withdraws} 后重新合并`);
  return `${file ?? ''}${row === null ? '' : say(language, `, row ${row}`, `，第 ${row} 行`)}`;
}

function endText(version: TracedVersion, language: Language): string {
  const { superseded_by: by, superseded_by_withdrawal_of: withdrawn } = version;
  if (by === null) return say(language, 'current', '当前');
  const withdrawal =
    withdrawn === undefined ? '' : say(language, `, the withdrawal of batch ${withdrawn}`, `（撤回批次 ${withdrawn}）`);
  return say(language, `superseded by batch ${by}${withdrawal}`, `被批次 ${by}${withdrawal}取代`);
}
