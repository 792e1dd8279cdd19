import { expect } from 'chai';
import fc from 'fast-check';
import { spellingsOf } from '../../../src/import/layout/spellings.js';

const label = (text: string) => ({ en: text, zh: text });
const word = fc.constantFrom('acme', 'ACME', 'Acme', 'ＡＣＭＥ', 'a cme', 'A  CME', 'ß', 'SS', 'Nord', 'NORD', '*');
const names = fc.uniqueArray(fc.record({ code: word, name: word.map(label) }), { selector: ({ code }) => code });

describe('what spellings of clients mean', () => {
  it('is always the code itself where a registered code stands as it is', () => {
    fc.assert(
      fc.property(names, fc.array(word), fc.boolean(), (registered, withFacts, joinsOthers) => {
        const { codeOf, joined } = spellingsOf({ registered, withFacts, joinsOthers });
        for (const { code } of registered) expect(codeOf(code)).to.equal(code);
        expect(joined()).to.deep.equal([]);
      }),
    );
  });

  it('is a code that is known, or the text itself where nothing is joined', () => {
    fc.assert(
      fc.property(names, word, (registered, text) => {
        const { codeOf } = spellingsOf({ registered, joinsOthers: false });
        const codes = [codeOf(text)].flat();
        expect(codes.every(code => code === text || registered.some(one => one.code === code))).to.equal(true);
      }),
    );
  });

  it('takes codes before names', () => {
    const registered = [
      { code: 'A', name: label('B') },
      { code: 'B', name: label('C') },
    ];
    const { codeOf } = spellingsOf({ registered, joinsOthers: false });
    expect(['a', 'b', 'c', 'd'].map(codeOf)).to.deep.equal(['A', 'B', 'B', 'd']);
  });

  it('is the whole firm for *, whatever else is there', () => {
    expect(spellingsOf({ registered: [{ code: 'X', name: label('＊') }], joinsOthers: true }).codeOf('*')).to.equal('*');
  });
});
