import { expect } from 'chai';
import fc from 'fast-check';
import { alikeTexts, finderOf, foldedText, oneOfTexts, usualCharacters } from '../../src/facts/folded.js';

const texts = fc.array(
  fc.string({ unit: fc.constantFrom('a', 'A', 'Ａ', ' ', '　', 'ß', 'S', 'é', 'e\u0301', 'É', '1', '１'), maxLength: 4 }),
  {
    maxLength: 5,
  },
);

describe('Texts without case, width and spaces', () => {
  it('are one where only these differ', () => {
    for (const [a, b] of [
      ['In  Transit', ' in transit'],
      ['ＡＣＭＥ', 'acme'],
      ['Straße', 'STRASSE'],
      ['ΟΔΟΣ', 'οδος'],
      ['no\u00a0break', 'NO BREAK'],
    ])
      expect(foldedText(a ?? ''), a).to.equal(foldedText(b ?? ''));
    expect(foldedText('InTransit')).not.to.equal(foldedText('In Transit'));
  });

  it('are found as they are compared, and the exact one first', () => {
    fc.assert(
      fc.property(
        texts,
        fc.string({ unit: fc.constantFrom('a', 'A', 'Ａ', ' ', 'ß', 's', 'e', '\u0301'), maxLength: 4 }),
        (known, text) => {
          const isAlike = known.some(one => foldedText(one) === foldedText(text));
          expect(oneOfTexts(known)(text.trim())).to.equal(isAlike);
          expect(oneOfTexts(known, true)(text)).to.equal(known.includes(text));
          const found = finderOf(known.map(one => [one, one] as const))(text);
          expect(found !== undefined).to.equal(isAlike);
          if (known.includes(text)) expect(found).to.equal(text);
        },
      ),
    );
  });

  it('are named in pairs where they mean different things', () => {
    const same = (a: number, b: number): boolean => a === b;
    const entries = [['a', 1] as const, ['A', 1] as const, ['ａ', 2] as const, ['b', 3] as const];
    expect(alikeTexts(entries, same)).to.deep.equal([['a', 'ａ']]);
  });
});

describe('Usual characters', () => {
  it('stand for wide ones, dashes and the Chinese full stop', () => {
    expect(usualCharacters('２０２６－０３—０５　１４：０５')).to.equal('2026-03-05 14:05');
    expect(usualCharacters('3。5')).to.equal('3.5');
    expect(usualCharacters('a–b')).to.equal('a-b');
  });
});
