import { expect } from 'chai';
import { dueText } from '../../src/web/due.js';
import { en } from '../../src/web/words/en.js';
import { zh } from '../../src/web/words/zh.js';

describe('when a source is due', () => {
  for (const [due, english, chinese] of [
    ['the 5th 12:00', 'the 5th 12:00', '每月 5 日 12:00'],
    ['the 21st', 'the 21st', '每月 21 日'],
    ['working day 3', 'working day 3', 'working day 3'],
    [null, '', ''],
  ] as const)
    it(`says ${String(due)} in both languages`, () =>
      expect([dueText(due, en), dueText(due, zh)]).to.deep.equal([english, chinese]));
});
