import { expect } from 'chai';
import fc from 'fast-check';
import { beyondBounds } from '../../src/bounds/nesting.js';
import { parseExpression } from '../../src/expressions/parse.js';
import { whatOf } from '../support/worded.js';

const bounds = { depth: 5, parts: 10 };
const depthOf = (value: unknown): number =>
  typeof value !== 'object' || value === null ? 0 : 1 + Math.max(0, ...Object.values(value).map(depthOf));

describe('The bounds of a text that is not parsed yet', () => {
  it('are how deep it nests and how many parts it has, outside of quotes', () => {
    const found = [
      '[[[[[',
      '[[[[[[',
      '(a) + (b) + ((c))',
      '{"[[[[[[[": "]\\"[[[[[["}',
      '1,2,3',
      '"1,2,3,4,5,6,7,8,9,10,11"',
      '1',
    ];
    expect(found.map(text => beyondBounds(text, bounds))).to.deep.equal([
      undefined,
      'depth',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(beyondBounds('1,2,3,4,5,6,7,8,9,10,11', bounds)).to.equal('parts');
  });

  it('see of any JSON how deep it nests', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), value => {
        const isDeeper = beyondBounds(JSON.stringify(value), { depth: 3, parts: 1_000_000 }) === 'depth';
        expect(isDeeper).to.equal(depthOf(value) > 3);
      }),
    );
  });
});

describe('An expression', () => {
  for (const text of [
    '('.repeat(1999),
    `${'('.repeat(900)}1${')'.repeat(900)}`,
    'f('.repeat(900),
    '{a:'.repeat(600),
    'a['.repeat(999),
  ])
    it(`that begins with ${text.slice(0, 6)} nests too deep to be parsed`, () => {
      const read = parseExpression(text, {});
      expect('fault' in read ? [read.fault.code, whatOf(read.fault)?.includes('deep')] : []).to.deep.equal([
        'expression_too_long',
        true,
      ]);
    });
});
