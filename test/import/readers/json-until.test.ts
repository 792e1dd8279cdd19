import { expect } from 'chai';
import { jsonUntil } from '../../../src/import/readers/json-until.js';

describe('where a text stops being JSON', () => {
  const cases: readonly (readonly [text: string, at: number])[] = [
    ['{"a":1,"n', 9],
    ['{"a":"x\\q"}', 7],
    ['{"', 2],
    ['{"a":"\\', 6],
    ['{"a":1,', 7],
    ['{"a":1', 6],
    ['{"a":x}', 5],
    ['{"a":01}', 6],
    ['{a:1}', 1],
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ['{"a":[1,2}', 9],
    ['{"a":1} {', 8],
    ['soon', 0],
  ];
  for (const [text, at] of cases) it(`is ${at} in ${text}`, () => expect(jsonUntil(text)).to.equal(at));

  it('is the end of a whole one', () => {
    for (const text of ['{"a":[1,-2.5e3,{"b":null},[]],"c":"\\u00e9\\""}', '{}', 'true'])
      expect(jsonUntil(text)).to.equal(text.length);
  });
});
