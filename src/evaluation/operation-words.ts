import type { Label } from '../facts/label.js';

/** The units of a length of time in Chinese. */
export const zhUnits = { minutes: '分钟', hours: '小时', days: '天', seconds: '秒' } as const;

/** The signs of calculations. */
export const signs: Readonly<Record<string, string>> = { add: '+', subtract: '−', multiply: '×', divide: '÷' };

/** The extreme values of a group, of numbers and of times. */
export const extremes = {
  largest: [
    ['largest', '最大'],
    ['latest', '最晚'],
  ],
  smallest: [
    ['smallest', '最小'],
    ['earliest', '最早'],
  ],
} as const;

type Compared = readonly [en: string, zh: string];

/** How values compare, and how moments do. */
export const comparisons: Readonly<Record<string, readonly [ofValues: Compared, ofTimes: Compared]>> = {
  equal: [
    ['is', '为'],
    ['is', '为'],
  ],
  unequal: [
    ['is not', '不为'],
    ['is not', '不为'],
  ],
  less: [
    ['is less than', '小于'],
    ['before', '早于'],
  ],
  less_equal: [
    ['is at most', '不大于'],
    ['no later than', '不晚于'],
  ],
  greater: [
    ['is more than', '大于'],
    ['after', '晚于'],
  ],
  greater_equal: [
    ['is at least', '不小于'],
    ['no earlier than', '不早于'],
  ],
  done_by: [
    ['no later than', '不晚于'],
    ['no later than', '不晚于'],
  ],
};

/** What functions give, in words of both languages; the arguments are in the language already. */
export const functions: Readonly<Record<string, (given: readonly string[]) => Label>> = {
  contains: ([a = '', b = '']) => ({ en: `${a} contains ${b}`, zh: `${a}包含${b}` }),
  starts_with: ([a = '', b = '']) => ({ en: `${a} starts with ${b}`, zh: `${a}以${b}开头` }),
  // Case says nothing to a reader.
  lower: ([a = '']) => ({ en: a, zh: a }),
  negate: ([a = '']) => ({ en: `−${a}`, zh: `−${a}` }),
  abs: ([a = '']) => ({ en: `the absolute value of ${a}`, zh: `${a}的绝对值` }),
  min: given => ({ en: `the smallest of ${given.join(', ')}`, zh: `${given.join('、')}中的最小值` }),
  max: given => ({ en: `the largest of ${given.join(', ')}`, zh: `${given.join('、')}中的最大值` }),
  working_time_between: ([a = '', b = '']) => ({
    en: `the working time between ${a} and ${b}`,
    zh: `${a}与${b}之间的工作时间`,
  }),
};
