import { expect } from 'chai';
import fc from 'fast-check';
import Fraction from 'fraction.js';
import { canonicalJson } from '../../src/evaluation/canonical.js';

describe('canonical JSON', () => {
  it('sorts keys at every depth, writes no spaces, and leaves undefined properties out', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é"' }], a: true, z: undefined })).to.equal(
      '{"a":true,"b":[1,{"c":"é\\"","d":null}]}',
    );
  });

  it('reads back as the value, and is the same for the keys in any order', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), value => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(plain))).to.deep.equal(plain);
        expect(canonicalJson(reversed(plain))).to.equal(canonicalJson(plain));
      }),
    );
  });

  for (const [name, value] of Object.entries({
    'not a number': Number.NaN,
    'an infinity': Number.POSITIVE_INFINITY,
    'a bigint': 1n,
    'a fraction': new Fraction(1, 3),
    'a date': new Date(0),
    'a map': new Map(),
    'nothing in a list': [undefined],
  })) {
    it(`has no text for ${name}`, () => expect(() => canonicalJson(value)).to.throw(TypeError));
  }
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]): [string, unknown] => [key, reversed(member)])
      .reverse(),
  );
}
