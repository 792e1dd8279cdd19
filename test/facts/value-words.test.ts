import { expect } from 'chai';
import { factKinds } from '../../src/facts/kinds.js';
import { valueWords } from '../../src/facts/value-words.js';

describe('words of known values', () => {
  for (const kind of factKinds)
    for (const { name, oneOf } of kind.fields)
      if (oneOf !== undefined)
        it(`has both languages for every value of ${kind.name}.${name}`, () => {
          const words = valueWords(kind.name, name) ?? {};
          expect(Object.keys(words)).to.deep.equal(oneOf);
          for (const { en, zh } of Object.values(words))
            expect(/^[a-z -]+$/.test(en) && /^[\u4e00-\u9fff]+$/.test(zh)).to.equal(true);
        });

  it('has none for a field that may hold anything', () => expect(valueWords('shipment', 'site')).to.equal(undefined));
});
