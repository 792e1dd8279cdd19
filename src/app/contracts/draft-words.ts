import type { Language } from '../../facts/label.js';
import type { FaultPlace } from '../../faults/fault.js';
import type { ContractTerms } from '../../standards/contract-terms.js';
import { say } from '../../words/say.js';
import type { LeftRule, WhyLeft } from './left-rules.js';
import type { RepeatedStandard, TakenLevel } from './taken-levels.js';

const kindsZh: Readonly<Record<LeftRule['rule']['kind'], string>> = {
  standards: '标准',
  indexes: '指数',
  credits: '服务补偿',
  scales: '评分标尺',
  expectations: '期望',
  consequences: '后果',
};

const kindsEn: Readonly<Record<LeftRule['rule']['kind'], string>> = {
  standards: 'standard',
  indexes: 'index',
  credits: 'credits',
  scales: 'scale',
  expectations: 'expectation',
  consequences: 'consequence',
};

const reasonsEn: Readonly<Record<WhyLeft, string>> = {
  param_of_some: 'it sets a parameter for some metrics only; a contract words a parameter for every metric that has it',
  index_of_all: 'it is an index for all clients; its branches are the groups, its weights stay its own',
  index_form: 'the index of a contract has two levels, no least coverage and no amplified weights',
  credits_several: 'several credits are in force; a contract has one',
  no_place_in_contract: 'a contract has no place for it',
};

const reasonsZh: Readonly<Record<WhyLeft, string>> = {
  param_of_some: '它只为部分指标设定参数；合同中的参数适用于所有使用该参数的指标',
  index_of_all: '它是面向所有客户的指数；其分支成为分组，权重仍归指数本身',
  index_form: '合同的指数只有两层，没有最低覆盖率，也不放大权重',
  credits_several: '同时有多项服务补偿生效，而合同只能写一项',
  no_place_in_contract: '合同中没有对应的位置',
};

/** What a draft does not say, a line for each rule: what it is, where it stands and why. */
export const leftLines = (left: readonly LeftRule[], language: Language): readonly string[] =>
  left.map(({ rule, why, place }) =>
    say(
      language,
      `${kindsEn[rule.kind]} "${rule.name}"${placeText(place, ' (', ')')}: ${reasonsEn[why]}.`,
      `${kindsZh[rule.kind]} "${rule.name}"${placeText(place, '（', '）')}：${reasonsZh[why]}。`,
    ),
  );

/** What stands above the levels of a draft that hold for all clients. */
export const takenHead = (language: Language): string =>
  say(
    language,
    'These levels of the contract come from standards for all clients. Was each agreed with this client, or is it internal? Delete a level from the contract that was not agreed:',
    '合同中的以下水平取自面向所有客户的标准。是与该客户约定的，还是内部标准？未约定的请从合同中删除：',
  );

/** The levels of a draft that hold for all clients, a line each: what they are of, and where they stand. */
export const takenLines = (taken: readonly TakenLevel[], language: Language): readonly string[] =>
  taken.map(({ metric, place }) =>
    say(
      language,
      `standard "${metric}"${placeText(place, ' (', ')')}: agreed or internal?`,
      `标准 "${metric}"${placeText(place, '（', '）')}：是约定还是内部标准？`,
    ),
  );

/** What stands above the measures of a draft that have no level. */
export const unlevelledHead = (language: Language): string =>
  say(
    language,
    'These measures of the contract have data and no level. Keep those that the client is to be shown, and delete the others:',
    '合同中的以下指标有数据但未约定水平。请保留要向客户展示的，其余删除：',
  );

/** The measures of a draft that have no level, a line each. */
export const unlevelledLines = (metrics: readonly string[], language: Language): readonly string[] =>
  metrics.map(metric => say(language, `"${metric}": shown; no level`, `"${metric}"：仅展示，未约定水平`));

/** What stands above the standards that a draft makes needless. */
const repeatedHead = (language: Language): string =>
  say(
    language,
    'The contract says these standards too. Once it is in force, delete them; else their figures are shown with an internal level that is the same:',
    '合同已包含以下标准。合同生效后请删去，否则同一水平还会作为内部标准显示一次：',
  );

/** The standards that a draft makes needless, a line each below a line that says so; nothing where there are none. */
export const repeatedLines = (repeated: readonly RepeatedStandard[], language: Language, indent: string): readonly string[] =>
  repeated.length === 0
    ? []
    : [
        repeatedHead(language),
        ...repeated.map(({ metric, place }) =>
          say(
            language,
            `${indent}standard "${metric}"${placeText(place, ' (', ')')}`,
            `${indent}标准 "${metric}"${placeText(place, '（', '）')}`,
          ),
        ),
      ];

const placeText = ({ file, line }: FaultPlace, before: string, after: string): string =>
  file === undefined
    ? ''
    : `${before}${file.includes('/config/') ? packagedName(file) : file}${line === undefined ? '' : `:${line}`}${after}`;

/** The end of the path of a file that comes with the program. */
const packagedName = (file: string): string => file.replace(/^.*\/config\//, 'plumbline/config/');

/** What a draft does not say, what it was taken from, and when that changes. */
interface DraftNotes {
  readonly left: readonly LeftRule[];
  readonly taken: readonly TakenLevel[];
  readonly unlevelled: readonly string[];
  readonly repeated: readonly RepeatedStandard[];
  readonly changes: string | undefined;
}

/** The comment above a drafted contract. */
export function draftComment(
  { contract, credits }: ContractTerms,
  { left, taken, unlevelled, repeated, changes }: DraftNotes,
  language: Language,
): string {
  const who = contract.scope.client ?? '';
  const head = say(
    language,
    `What holds for ${who} by standards, indexes and credits, as a contract. Figures, statuses, scores and credits stay the same.`,
    `${who} 现行的标准、指数和服务补偿，写成合同。数值、状态、得分和服务补偿都不变。`,
  );
  const isCredited = say(
    language,
    'Its credits hold in place of those under `credits:` while it is in force.',
    '合同生效期间，以合同的服务补偿代替 `credits:` 中的补偿。',
  );
  const end = say(
    language,
    `One of the rules changes on ${changes ?? ''}; the draft ends on the day before. Draft it again for that day with --on.`,
    `其中一项规则自 ${changes ?? ''} 起变更，草稿至前一日为止。可用 --on 按该日重新起草。`,
  );
  const rest = say(language, 'Not in the contract; it goes on to hold where it stands:', '以下规则不在合同中，仍在原处生效：');
  return [
    head,
    ...(credits === undefined ? [] : [isCredited]),
    ...(changes === undefined ? [] : [end]),
    ...(taken.length === 0 ? [] : [takenHead(language), ...takenLines(taken, language).map(line => `- ${line}`)]),
    ...(unlevelled.length === 0
      ? []
      : [unlevelledHead(language), ...unlevelledLines(unlevelled, language).map(line => `- ${line}`)]),
    ...repeatedLines(repeated, language, '- '),
    ...(left.length === 0 ? [] : [rest, ...leftLines(left, language).map(line => `- ${line}`)]),
  ].join('\n');
}
