import { expect } from 'chai';
import { hourOfDay } from '../../src/facts/half-day.js';

describe('The hour of the day', () => {
  const table: readonly (readonly [hour: number, word: string, expected: number | undefined])[] = [
    [12, 'AM', 0],
    [1, 'a.m.', 1],
    [12, 'PM', 12],
    [2, 'P. M.', 14],
    [14, 'pm', 14],
    [14, 'am', undefined],
    [24, 'pm', undefined],
    [12, '上午', 0],
    [2, '下午', 14],
    [12, '下午', 12],
    [12, '凌晨', 0],
    [3, '凌晨', 3],
    [8, '早上', 8],
    [12, '早上', undefined],
    [11, '中午', 11],
    [12, '中午', 12],
    [1, '中午', 13],
    [5, '中午', undefined],
    [8, '晚上', 20],
    [20, '晚上', 20],
    [12, '晚上', undefined],
    [1, '晚上', undefined],
    [6, '傍晚', 18],
  ];
  for (const [hour, word, expected] of table)
    it(`of ${hour} ${word} is ${expected ?? 'not known'}`, () => expect(hourOfDay(hour, word)).to.equal(expected));
});
