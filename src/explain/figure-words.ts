import type { Language } from '../facts/label.js';
import type { Comparator } from '../standards/standard.js';
import { namesEn } from '../words/en.js';
import { nameIn } from '../words/name.js';
import { referenceIn } from '../words/reference-text.js';
import { namesZh } from '../words/zh.js';

/** What the sentences about a figure are made of, in one language: its arithmetic, standard and score. */
export interface FigureWords {
  readonly agreed: (value: string, override: number) => string;
  readonly noFigure: (why: string) => string;
  readonly noData: string;
  readonly noDataOf: (metric: string) => string;
  readonly nothing: string;
  /** Of nothing over nothing: what it is, and what it is not. */
  readonly notZero: string;
  readonly comparators: Readonly<Record<Comparator, string>>;
  readonly minimum: (level: string) => string;
  readonly scope: (scope: string) => string;
  readonly everyone: string;
  /** A part of a scope: `client ACME`. */
  readonly part: (name: string, value: string) => string;
  readonly dates: (from: string | undefined, until: string | undefined) => string;
  readonly list: (parts: readonly string[]) => string;
  /** Where a level was agreed, in this language alone. */
  readonly reference: (text: string) => string;
  readonly notInForce: (day: string) => string;
  readonly notOfContract: string;
  readonly ofAPart: (scope: string) => string;
  readonly beganEarlier: string;
  readonly lessSpecific: string;
  readonly noneInForce: (day: string) => string;
  readonly applies: (day: string, scope: string, isOnly: boolean) => string;
  readonly noScale: string;
  readonly noScore: Readonly<Record<'trial' | 'insufficient' | 'no_data', string>>;
  readonly score: (score: number, how: string) => string;
  readonly scale: (scope: string, from: string | undefined) => string;
  readonly line: (floor: string, least: string, target: string, most: string) => string;
  readonly lowest: string;
  readonly band: (limit: string) => string;
}

const en: FigureWords = {
  agreed: (value, override) => `${value}, agreed in place of the calculated value (override ${override})`,
  noFigure: why => `no figure: ${why}`,
  noData: 'no data',
  noDataOf: metric => `${metric} (no data)`,
  nothing: 'nothing',
  notZero: 'no data, which is not 0',
  comparators: {
    at_least: 'at least',
    more_than: 'more than',
    at_most: 'at most',
    less_than: 'less than',
    equals: 'equals',
  },
  minimum: level => `minimum ${level}`,
  scope: scope => `for ${scope}`,
  everyone: 'everyone',
  part: (name, value) => `${nameIn(namesEn.dimensions, name)} ${value}`,
  dates: (from, until) =>
    [from === undefined ? [] : `from ${from}`, until === undefined ? [] : `until ${until}`].flat().join(' '),
  list: parts => parts.join(', '),
  reference: text => referenceIn('en', text),
  notInForce: day => `not in force on ${day}`,
  notOfContract: 'internal, not agreed in the contract in force that day',
  ofAPart: scope => `holds for ${scope}, which is a part of the facts`,
  beganEarlier: 'began earlier',
  lessSpecific: 'holds less specifically',
  noneInForce: day => `no standard of it was in force on ${day}`,
  applies: (day, scope, isOnly) =>
    `in force on ${day}, the period’s last day; holds for ${scope}: ${isOnly ? 'the only one' : 'the most specific scope that holds, and of one scope the latest'}`,
  noScale: 'no scale, so no score',
  noScore: {
    trial: 'no score: the metric is on trial',
    insufficient: 'no score: too few facts were judged',
    no_data: 'no score: there is no data',
  },
  score: (score, how) => `score ${score}${how === '' ? '' : `: ${how}`}`,
  scale: (scope, from) => ` (scale for ${scope}${from === undefined ? '' : `, from ${from}`})`,
  line: (floor, least, target, most) => `on the line from ${floor} (${least}) to ${target} (${most})`,
  lowest: 'the band below all others',
  band: limit => `the first band that it reaches, ${limit}`,
};

const zh: FigureWords = {
  agreed: (value, override) => `${value}，为商定值，代替计算值（改定 ${override}）`,
  noFigure: why => `无数值：${why}`,
  noData: '无数据',
  noDataOf: metric => `${metric}（无数据）`,
  nothing: '无',
  notZero: '无数据，不是 0',
  comparators: { at_least: '不低于', more_than: '高于', at_most: '不高于', less_than: '低于', equals: '等于' },
  minimum: level => `底线 ${level}`,
  scope: scope => `适用于${scope}`,
  everyone: '全部',
  part: (name, value) => `${nameIn(namesZh.dimensions, name)} ${value}`,
  dates: (from, until) =>
    [from === undefined ? [] : `自 ${from} 起`, until === undefined ? [] : `至 ${until} 止`].flat().join(' '),
  list: parts => parts.join('，'),
  reference: text => referenceIn('zh', text),
  notInForce: day => `${day} 未生效`,
  notOfContract: '内部标准，不属于当日生效的合同约定',
  ofAPart: scope => `仅适用于${scope}，即部分数据`,
  beganEarlier: '生效较早',
  lessSpecific: '范围较宽',
  noneInForce: day => `${day} 没有生效的标准`,
  applies: (day, scope, isOnly) =>
    `${day}（期间最后一天）已生效；适用于${scope}：${isOnly ? '唯一适用的标准' : '适用标准中范围最具体者；范围相同取最新生效者'}`,
  noScale: '没有评分标尺，因此没有得分',
  noScore: {
    trial: '没有得分：该指标处于试行阶段',
    insufficient: '没有得分：可判定的数据过少',
    no_data: '没有得分：没有数据',
  },
  score: (score, how) => `得分 ${score}${how === '' ? '' : `：${how}`}`,
  scale: (scope, from) => `（评分标尺适用于${scope}${from === undefined ? '' : `，自 ${from} 起`}）`,
  line: (floor, least, target, most) => `在 ${floor}（${least} 分）到 ${target}（${most} 分）的直线上`,
  lowest: '最低一档',
  band: limit => `所达到的第一档：${limit}`,
};

/** The words about figures in a language. */
export const figureWords = (language: Language): FigureWords => (language === 'zh' ? zh : en);
