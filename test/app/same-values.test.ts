import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { haveSameValues } from '../../src/app/audit/same-values.js';
import { fraction } from '../../src/facts/exact.js';

describe('Tallies by both ways', () => {
  const { values } = fc.letrec<{ values: unknown }>(tie => ({
    values: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(0, -0, 1, Number.NaN, null, undefined, '1', true, 1n, fraction(1n, 2n), fraction(1n, 3n)),
      fc
        .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', null), tie('values')), { selector: ([key]) => key })
        .map(all => new Map(all)),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('values'), { maxKeys: 2, noNullPrototype: true }),
    ),
  }));

  it('are the same exactly where nothing in them differs, down to the form of each number', () => {
    fc.assert(fc.property(values, values, (a, b) => haveSameValues(a, b) === isDeepStrictEqual(a, b)));
    fc.assert(
      fc.property(
        values,
        value => haveSameValues(value, structuredClone(value)) === isDeepStrictEqual(value, structuredClone(value)),
      ),
    );
    expect(haveSameValues({ half: fraction(1n, 2n) }, { half: fraction(2n, 4n) })).to.equal(true);
    expect(haveSameValues(new Map([['a', 1]]), new Map([['a', fraction(1n, 2n)]]))).to.equal(false);
  });
});
