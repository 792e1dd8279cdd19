import { fieldInSentence } from '../words/field-name.js';
import { namesZh } from '../words/zh.js';
import type { ReasonWords, Relation, TakenOfGroup, TimeUnit, WholeOfLines } from './reason-words-en.js';

const relations: Readonly<Record<Relation, readonly [string, string]>> = {
  equal: ['等于', '不等于'],
  less: ['小于', '不小于'],
  less_equal: ['不大于', '大于'],
  contains: ['包含', '不包含'],
  starts_with: ['开头为', '开头不为'],
};
const ofTime: Readonly<Partial<Record<Relation, readonly [string, string]>>> = {
  less: ['早于', '不早于'],
  less_equal: ['不晚于', '晚于'],
};
const units: Readonly<Record<TimeUnit, string>> = {
  days: '天',
  hours: '小时',
  minutes: '分钟',
  seconds: '秒',
  milliseconds: '毫秒',
};
const extremes: Readonly<Record<Exclude<TakenOfGroup, 'sum'>, string>> = {
  largest: '最大',
  smallest: '最小',
  latest: '最晚',
  earliest: '最早',
};

const wholes: Readonly<Record<WholeOfLines, string>> = {
  order_no: '本订单',
  shipment_no: '本运单',
  invoice_no: '本账单',
  task_no: '本作业',
};

const truth = (value: boolean | null): string => (value === null ? '无' : value ? '是' : '否');

/** The sentences of reasons in Chinese. */
export const zhReasons: ReasonWords = {
  field: label => fieldInSentence('zh', label),
  constants: { as_of: '数据截至时刻', period_start: '期间开始', period_end: '期间结束' },
  truth,
  noSource: '没有数据源记录是否已完成',
  everything: '全部计入',
  nothingCounts: '均不计入',
  unsaid: '无法判定',
  valueMissing: '缺少数值',
  together: clauses => clauses.join('，且'),
  is: (subject, value) => `${subject}为${value}`,
  but: (clause, others) => `${clause}，而非${others.join('或')}`,
  isThere: text => `有${text}`,
  missing: names => `缺少${names.join('和')}`,
  missingInGroup: (names, group) => {
    const other =
      'linesOf' in group
        ? `${wholes[group.linesOf]}的另一行`
        : `${group.per.join('和')}相同的另一${group.isLine ? '行' : `条${namesZh.factKinds[group.of]}`}`;
    return `${other}缺少${names.join('或')}`;
  },
  ofGroup: (taken, field, shown, among) => {
    const what =
      taken === 'sum'
        ? `${field ?? '全组'}合计`
        : field === undefined
          ? `全组${extremes[taken]}值`
          : `${extremes[taken]}${field}`;
    return `${what} ${shown}${among === undefined ? '' : `（${among}）`}`;
  },
  unrecorded: (field, of, has, lacks) => {
    const kind = namesZh.factKinds[of];
    const without = lacks.length === 0 ? [] : [`没有${lacks.join('、')}的${kind}`];
    const covered = [...has, ...without].join('、');
    return `本条${kind}未记录${field}：提供该字段的数据源均不覆盖${covered === '' ? `任何${kind}` : covered}`;
  },
  standsFor: (missing, value) => `${missing}，视为“${truth(value)}”`,
  compared: (left, relation, holds, right, isTime) => {
    const [yes, no] = (isTime ? ofTime[relation] : undefined) ?? relations[relation];
    return `${left} ${holds ? yes : no} ${right}`;
  },
  due: (missing, due, isPast, asOf) => `${missing}，截至 ${asOf}，${due} ${isPast ? '已过期' : '尚未到期'}`,
  from: (shown, names) => `${shown}（由${names.join('、')}得出）`,
  shifted: (text, isLater, by) => `${text} ${isLater ? '加' : '减'} ${by}`,
  until: (text, before) => `${text}（即 ${before} 之前）`,
  endOf: day => `${day} 结束时`,
  duration: (count, unit) => `${count} ${units[unit]}`,
  group: (members, deciding, because) =>
    `共 ${members} 条为一组，${deciding === 'all' ? '每条均合格，最后一条' : `其中 ${deciding} 条`}：${because}`,
  outside: because => `不在统计范围内：${because}`,
  undated: because => `没有日期：${because}`,
  counts: (value, dated) => `计 ${value}，${dated}`,
  dated: (text, isIn, from, to) => `按${text}计，${isIn ? '在' : '不在'}期间内（${from} 起，${to} 前）`,
  anExclusion: '适用一项已批准的剔除',
  exclusion: ({ number, reason, requested_by, approved_by }) =>
    `适用剔除 ${number}：${reason.code} ${reason.label.zh}，申请人 ${requested_by}，批准人 ${approved_by}`,
};
