import type { Label, Language } from '../../facts/label.js';
import type { AnnexSheet } from '../../standards/contract.js';
import type { Comparator } from '../../standards/standard.js';
import { type HeadingId, headings } from '../../words/contract-headings.js';

/** Text in both languages. */
type Both = Label;

const both = (en: string, zh: string): Both => ({ en, zh });

/** The sheets of the workbook, in their order; the last holds the lists of choices and is hidden. */
export const sheetNames = {
  contract: both('Contract', '合同'),
  measures: both('Measures', '考核指标'),
  rules: both('Rules', '规则'),
  credits: both('Credits', '服务补偿'),
  handout: both('Hand-out', '交付内容'),
  choices: both('Choices', '选项'),
} as const;

/** How a figure is compared with its level. */
export const comparatorWords: Readonly<Record<Comparator, Both>> = {
  at_least: both('at least', '不低于'),
  more_than: both('more than', '高于'),
  at_most: both('at most', '不高于'),
  less_than: both('less than', '低于'),
  equals: both('exactly', '等于'),
};

/** What a step of a table of credits gives. */
export const effectWords = { credit: both('credit to the client', '赔付客户'), bonus: both('bonus', '奖励') } as const;

/** The period that a fee is for. */
export const perWords = { month: both('month', '月'), quarter: both('quarter', '季度'), year: both('year', '年') } as const;

/** Yes and no. */
export const flagWords = { yes: both('yes', '是'), no: both('no', '否') } as const;

/** What a rule can say. */
export const ruleChoices = {
  minutes: both('minutes', '分钟'),
  hours: both('hours', '小时'),
  days: both('days', '天'),
  by_the_hour: both('by the hour', '按时刻'),
  end_of_day: both('by the end of the day', '按日（当天结束前）'),
  end_of_next_working_day: both(
    'by the end of the day; on a day off, of the next working day',
    '按日，遇休息日顺延至下一工作日（当天结束前）',
  ),
  next_working_day: both(
    'by the hour; on a day off, at the same hour of the next working day',
    '按时刻，遇休息日顺延至下一工作日同一时刻',
  ),
  working_days: both('within n working days of', 'n 个工作日内'),
  end_of_working_day: both('by the end of the day n working days after', 'n 个工作日后的当天结束前'),
  refused_failed: both('refused deliveries count, as failed', '拒收计入，按不合格计'),
  refused_left_out: both('refused deliveries are left out, but for what was due', '拒收不计入（“应送达货物准时率”除外）'),
  unrecorded_is_none: both('none, where nothing is recorded', '没有记录的，视为没有'),
  unrecorded_is_open: both('not judged, where nothing is recorded', '没有记录的，无法判定'),
  own: both('own expression', '自写表达式'),
} as const;

/** The cells that go with each choice. */
export const ruleCells: Readonly<Record<RuleChoice, readonly ('number' | 'field' | 'expression')[]>> = {
  minutes: ['number'],
  hours: ['number'],
  days: ['number'],
  by_the_hour: ['field'],
  end_of_day: ['field'],
  end_of_next_working_day: ['field'],
  next_working_day: ['field'],
  working_days: ['number', 'field'],
  end_of_working_day: ['number', 'field'],
  refused_failed: [],
  refused_left_out: [],
  unrecorded_is_none: [],
  unrecorded_is_open: [],
  own: ['expression'],
};

/** The parameters of the packaged metrics. */
export const paramWords: ReadonlyMap<string, Both> = new Map([
  ['grace', both('Grace after the due time', '到期后的宽限')],
  ['receipts_expected', both('Whether receipts are to be returned: true or false', '是否须返回回单：true 或 false')],
  [
    'tolerance',
    both('Stock difference that still counts as accurate, share of the book quantity', '盘点允差（占账面数量的比例）'),
  ],
]);

/** A choice of a rule. */
export type RuleChoice = keyof typeof ruleChoices;

/** The sheets that can be handed over behind the first one. */
export const annexWords: Readonly<Record<AnnexSheet, Both>> = {
  summary: both('Summary', '总览'),
  kpis: both('KPIs', '指标'),
  satisfaction: both('Satisfaction', '满意度'),
  trend: both('Trend', '趋势'),
  gaps: both('Gaps and improvement', '差距与改进'),
  exceptions: both('Exceptions', '异常明细'),
  exclusions: both('Exclusions', '剔除明细'),
  actions: both('Actions', '改进措施'),
  definitions: both('Definitions', '指标定义'),
  audit: both('Audit', '审计'),
};

/** Headings of workbooks that were written by earlier versions. */
export const formerHeadings = ['最低值', '目标值', '仅限场所'] as const;

/** A heading as the workbook of a language shows it. */
export const headingIn = (id: HeadingId, language: Language): string => headings[id][language];

/** The notes on how to fill in each sheet. */
export const notes = {
  contract: both(
    'One contract of one client, or of all clients of a segment. Fill in the shaded cells of each sheet; leave empty what was not agreed.',
    '填写一个客户（或一类客户）的一份合同。请填写各表中的浅色单元格；未约定的留空。',
  ),
  id: both('Letters, digits, - and _, such as acme-2026. It names the file.', '字母、数字、- 和 _，如 acme-2026；也是文件名。'),
  client: both('The code of the client. Either this or the segment.', '客户代码；与客户类别二者填一。'),
  segment: both('For all its clients that have no contract of their own.', '适用于该类别中没有单独合同的所有客户。'),
  from: both('The first day, as a date.', '首日，填写日期。'),
  until: both('Empty where it is open; a later contract ends this one.', '无终止日则留空；后续合同生效即终止本合同。'),
  reference: both('As documents name the contract.', '文件中显示的合同名称。'),
  month_starts_on: both(
    '1 to 28: with 26, March is 26 February to 25 March.',
    '1 至 28：填 26 时，三月为 2 月 26 日至 3 月 25 日。',
  ),
  measures: both(
    'One row for each metric, in the order in which they are shown. An empty group is that of the row above. Percentages as 97.5%; weights add up to 1, in each group and over the groups, or are left out.',
    '每个指标一行，按显示顺序排列。分组为空表示与上一行相同。百分比写作 97.5%；各组内权重之和、各分组权重之和均为 1，或全部留空。',
  ),
  rules: both(
    'How things are counted, where the contract says otherwise than usual. What is left empty counts as usual. A rule holds for every metric that uses it.',
    '合同约定与通常做法不同时，如何计数。留空则按通常做法。规则适用于所有使用它的指标。',
  ),
  credits: both(
    'What the client gets back. Either steps (a row for each, the first that is reached counts) or an amount for each case.',
    '向客户赔付的内容：分档计算（每档一行，取首个达到的档）或按例计算。',
  ),
  handout: both(
    'What is handed over with each scorecard. Leave all empty for the usual form. A number in place of yes says the place of a sheet.',
    '随记分卡交付的内容。全部留空则按通常形式。用数字代替“是”可指定工作表的顺序。',
  ),
  steps: both('Steps and amounts', '分档与金额'),
  annex: both('Sheets behind the first one', '附表'),
  signatures: both('Who signs, a line for each', '签字栏，每行一方'),
  usual: both('As it is usually', '通常做法'),
  used: both('What the measures of this contract use', '本合同指标使用的规则'),
  times: both('How much later still counts', '允许的延迟'),
  dues: both('When something is due', '到期时间'),
  others: both('What counts', '计数条件'),
  title: both('Service contract', '服务合同'),
  choose: both('Choose one from the list.', '请从列表中选择。'),
} as const;
