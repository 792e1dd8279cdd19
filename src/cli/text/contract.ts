import type { LeftRule } from '../../app/contracts/left-rules.js';
import type { TakenLevel } from '../../app/contracts/taken-levels.js';
import { leftLines, takenHead, takenLines, unlevelledHead, unlevelledLines } from '../../app/contracts/draft-words.js';
import type { ListedContract, ShownContract } from '../../app/contracts/show.js';
import type { MeasureView } from '../../contract/contracts.js';
import type { Label, Language } from '../../facts/label.js';
import { formOf, ruleItems, ruleMeaning, type Wordable } from '../../reports/contract-workbook/rule-forms.js';
import { annexWords, comparatorWords, effectWords, flagWords, perWords } from '../../reports/contract-workbook/words.js';
import type { HandoutTerms } from '../../standards/contract.js';
import type { CreditItem, CreditRule } from '../../standards/improvement/credits.js';
import { shareText } from '../../standards/improvement/share-text.js';
import { namesOf } from '../../words/names.js';
import { nameIn } from '../../words/name.js';
import { referenceIn } from '../../words/reference-text.js';
import { say } from '../../words/say.js';
import { textTable } from './result-table.js';

/** The contracts of a workspace, a line each. */
export function contractsTable(contracts: readonly ListedContract[], language: Language): string {
  if (contracts.length === 0) return say(language, 'There is no contract.', '没有合同。');
  const head = say(
    language,
    'contract|for|from|until|measures|rules|credits|reference',
    '合同|适用|自|至|指标|规则|服务补偿|名称',
  ).split('|');
  const lines = contracts.map(one => [
    one.contract,
    one.client ?? say(language, `segment ${one.segment ?? ''}`, `类别 ${one.segment ?? ''}`),
    one.from,
    one.until ?? say(language, 'open', '长期'),
    String(one.measures),
    String(one.rules),
    flagWords[one.credits ? 'yes' : 'no'][language],
    one.reference?.[language] ?? '',
  ]);
  return textTable([head, ...lines], [4, 5]);
}

/** What holds by a contract, in words. */
export function contractText(shown: ShownContract, wordable: Wordable, language: Language): string {
  const { contract, credits, handout, internal, client, segment } = shown;
  const until = contract.until ?? say(language, 'open', '长期');
  const who = client ?? say(language, `clients of segment ${segment ?? ''}`, `类别 ${segment ?? ''} 的客户`);
  const title = [`${contract.id}  ${who}  ${contract.from} – ${until}`, contract.reference?.[language] ?? ''].filter(
    text => text !== '',
  );
  const months =
    contract.month_starts_on === 1
      ? []
      : [say(language, `Its months begin on day ${contract.month_starts_on}.`, `每月自 ${contract.month_starts_on} 日起算。`)];
  const blocks = [
    [...title, ...months].join('\n'),
    measuresText(contract.groups, language),
    rulesText(contract.rules, wordable, language),
    credits === null ? '' : creditsText(credits, shown, language),
    handout === null ? '' : handoutText(handout, language),
    internalText(internal, language),
  ];
  return blocks.filter(text => text !== '').join('\n\n');
}

function measuresText(groups: ShownContract['contract']['groups'], language: Language): string {
  const head = say(
    language,
    'group and measure|level|minimum|stretch|least facts|weight|only for|clause',
    '分组与指标|约定水平|底线|挑战值|最少数据量|权重|仅限|条款',
  ).split('|');
  const lines = groups.flatMap(({ group, weight, measures }) => [
    [group[language], '', '', '', '', weight ?? '', '', ''],
    ...measures.map(one => measureLine(one, language)),
  ]);
  const used = head.map((_, at) => at < 2 || lines.some(line => (line[at] ?? '') !== ''));
  return textTable([head, ...lines].map(line => line.filter((_, at) => used[at])));
}

function measureLine(one: MeasureView, language: Language): readonly string[] {
  const { dimensions } = namesOf(language);
  const level =
    one.comparator === null
      ? say(language, 'shown, no level agreed', '仅展示，未约定水平')
      : `${comparatorWords[one.comparator][language]} ${one.level ?? ''}`;
  const part = Object.entries(one.scope).map(([key, value]) => `${nameIn(dimensions, key)} ${value}`);
  return [
    `  ${one.label[language]}`,
    level,
    one.minimum ?? '',
    one.stretch ?? '',
    one.min_population === 1 ? '' : String(one.min_population),
    one.weight ?? '',
    part.join(', '),
    referenceIn(language, one.reference ?? ''),
  ];
}

function rulesText(rules: ShownContract['contract']['rules'], wordable: Wordable, language: Language): string {
  if (rules.length === 0) return '';
  const items = ruleItems(wordable);
  const lines = rules.map(({ name, is, says }) => {
    const item = items.find(one => one.name === name);
    const meaning = says?.[language] ?? (item === undefined ? is : ruleMeaning(formOf(item, is), language));
    const shown = meaning === is ? is : `${meaning}  (${is})`;
    return `  ${item?.label[language] ?? name}: ${shown}`;
  });
  return [say(language, 'Rules in the wording of the contract', '合同约定的规则'), ...lines].join('\n');
}

function creditsText(credits: CreditRule, { contract }: ShownContract, language: Language): string {
  const { fee, per, currency, at_risk: risk, bonus_cap: cap, point_value: point, items } = credits;
  const terms = [
    fee === undefined
      ? ''
      : say(language, `fee ${fee.text} ${currency} per ${perWords[per].en}`, `每${perWords[per].zh}费用 ${fee.text} ${currency}`),
    risk === undefined ? '' : say(language, `${shareText(risk.text)} of it at risk`, `其中 ${shareText(risk.text)} 为风险金额`),
    cap === undefined ? '' : say(language, `bonus at most ${shareText(cap.text)}`, `奖励上限 ${shareText(cap.text)}`),
    point === undefined ? '' : say(language, `a point is ${point.text} ${currency}`, `每分 ${point.text} ${currency}`),
  ].filter(text => text !== '');
  const labels = new Map(contract.groups.flatMap(({ measures }) => measures.map(one => [one.metric, one.label] as const)));
  const head =
    terms.length === 0
      ? say(language, 'Credits', '服务补偿')
      : say(language, `Credits: ${terms.join(', ')}`, `服务补偿：${terms.join('，')}`);
  return [head, ...items.map(item => `  ${creditLine(item, labels, currency, language)}`)].join('\n');
}

function creditLine(
  { metric, pool, steps, each }: CreditItem,
  labels: ReadonlyMap<string, Label>,
  currency: string,
  language: Language,
): string {
  const name = labels.get(metric)?.[language] ?? metric;
  if (each !== undefined) {
    const most = each.at_most === undefined ? '' : say(language, `, at most ${each.at_most.text}`, `，上限 ${each.at_most.text}`);
    const free = each.free === 0 ? '' : say(language, `, the first ${each.free} free`, `，前 ${each.free} 例免计`);
    return say(
      language,
      `${name}: ${each.amount.text} ${currency} for each case${free}${most}`,
      `${name}：每例 ${each.amount.text} ${currency}${free}${most}`,
    );
  }
  const shares = pool === undefined ? '' : say(language, ` (${shareText(pool.text)} of it)`, `（占 ${shareText(pool.text)}）`);
  const levels = steps.map(
    one =>
      `${comparatorWords[one.comparator][language]} ${one.limit.text}: ${effectWords[one.effect][language]} ${pool === undefined ? one.amount.text : shareText(one.amount.text)}`,
  );
  return say(language, `${name}${shares}: ${levels.join('; ')}`, `${name}${shares}：${levels.join('；')}`);
}

function handoutText(handout: HandoutTerms, language: Language): string {
  const { year_to_date: year, same_month_last_year: last, annex, sign_off: signs } = handout;
  const parts = [
    ...(year ? [say(language, 'year to date', '年初至今')] : []),
    ...(last ? [say(language, 'same month last year', '去年同月')] : []),
    annex.length === 0
      ? say(language, 'no annex', '无附表')
      : say(
          language,
          `annex: ${annex.map(one => annexWords[one].en).join(', ')}`,
          `附表：${annex.map(one => annexWords[one].zh).join('、')}`,
        ),
    ...(signs.length === 0
      ? []
      : [say(language, `signed by: ${signs.map(({ en }) => en).join(', ')}`, `签字：${signs.map(({ zh }) => zh).join('、')}`)]),
  ];
  return say(language, `Handed over: ${parts.join('; ')}`, `交付内容：${parts.join('；')}`);
}

function internalText(internal: ShownContract['internal'], language: Language): string {
  if (internal.length === 0) return '';
  const lines = internal.map(({ label, comparator, level, reference }) => {
    const text = comparator === undefined ? '' : `${comparatorWords[comparator][language]} ${level?.text ?? ''}`;
    return `  ${label[language]}: ${text}${reference === undefined ? '' : `  (${referenceIn(language, reference)})`}`;
  });
  const head = say(
    language,
    'Internal: what the firm holds itself to besides; no standard for this client while the contract is in force',
    '内部标准：公司自我要求；合同生效期间不作为该客户的标准',
  );
  return [head, ...lines].join('\n');
}

/** What a draft does not say, under a line that says so; nothing where it says all. */
export function leftText(left: readonly LeftRule[], language: Language): string {
  if (left.length === 0) return '';
  const head = say(language, 'Not in the contract; it goes on to hold where it stands:', '以下规则不在合同中，仍在原处生效：');
  return [head, ...leftLines(left, language).map(line => `  ${line}`)].join('\n');
}

/** The levels of a draft that hold for all clients, under a line that asks about them; nothing where there are none. */
export const takenText = (taken: readonly TakenLevel[], language: Language): string =>
  taken.length === 0 ? '' : [takenHead(language), ...takenLines(taken, language).map(line => `  ${line}`)].join('\n');

/** The measures of a draft that have no level, under a line that asks about them; nothing where there are none. */
export const unlevelledText = (metrics: readonly string[], language: Language): string =>
  metrics.length === 0
    ? ''
    : [unlevelledHead(language), ...unlevelledLines(metrics, language).map(line => `  ${line}`)].join('\n');
