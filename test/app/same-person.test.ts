import { expect } from 'chai';
import { isPlainName } from '../../src/app/keys/plain-name.js';
import { isSamePerson } from '../../src/app/keys/same-person.js';

describe('two who act', () => {
  it('are one person where their names cannot be told apart by eye', () => {
    const signs = [
      'Li\u200bn', // zero width space
      'Lin\u202e', // right-to-left override
      'Lin\u2060', // word joiner
      'Lin\u3164', // Hangul filler
      'L\u0456n', // Cyrillic i
      'Li\u0578', // Armenian vo, which looks like n
      'Ⅼin', // Roman numeral fifty
      'Ｌｉｎ', // full width
      'lin',
      ' Lin ',
      'Lin\u00ad', // soft hyphen
      'Lin\ufe0f', // variation selector
      'L\u0131n', // dotless i
      '\u{1d40b}in', // mathematical bold L
      'Lin\u2800', // blank of Braille
      'Lin\u{1d159}', // null notehead
      'Lin\u{13441}', // blank hieroglyph
      'Lin\u{16fe4}', // filler of Khitan
      'Lin\u0378', // not assigned
      'Lin\ud83d', // half of a character
      'Lin\u3000', // ideographic space
    ];
    expect(signs.filter(name => !isSamePerson('Lin', name))).to.deep.equal([]);
    expect(isSamePerson('Al', 'AI')).to.equal(true);
    expect(isSamePerson('王军', '王 军')).to.equal(true);
  });

  it('are two where their names differ to the eye', () => {
    for (const [one, other] of [
      ['Lin', 'Ling'],
      ['Wang Jun', 'Wang Jian'],
      ['王军', '王君'],
      ['Anna', 'Hanna'],
    ] as const)
      expect(isSamePerson(one, other), `${one}, ${other}`).to.equal(false);
  });

  it('are one person by key, subject or person, whatever their names', () => {
    expect(isSamePerson({ name: 'Lin', id: 'oidc:u-1' }, { name: 'Wang', id: 'oidc:u-1' })).to.equal(true);
    expect(isSamePerson({ name: 'Lin', id: 'a', person: 'Lin Mei' }, { name: 'Desk', id: 'b', person: 'lin mei' })).to.equal(
      true,
    );
    expect(isSamePerson({ name: 'Lin', id: 'a', person: 'Lin Mei' }, { name: 'Wang', id: 'b', person: 'Wang Jun' })).to.equal(
      false,
    );
    expect(isSamePerson('Lin', { name: 'Lin', id: 'a' })).to.equal(true);
    const laptop = { name: 'Lin, laptop', id: 'b', person: 'Lin' };
    for (const lin of ['Lin', { name: 'Lin', id: 'a' }, { name: 'Desk', id: 'a', person: 'lin' }])
      expect([isSamePerson(lin, laptop), isSamePerson(laptop, lin)], JSON.stringify(lin)).to.deep.equal([true, true]);
    expect(isSamePerson({ name: 'Wang', id: 'c', person: 'Wang Jun' }, laptop)).to.equal(false);
  });

  it('are one person by a key whose name or person is the subject of the token, whatever name the token bears', () => {
    const token = { name: 'Lin Wu', id: 'oidc:lin@corp' };
    const others = [{ name: 'K1', id: 'k1', person: 'lin@corp' }, { name: 'Lin@Corp', id: 'k2' }, 'lin@corp'];
    for (const key of others)
      expect([isSamePerson(token, key), isSamePerson(key, token)], JSON.stringify(key)).to.deep.equal([true, true]);
    expect(isSamePerson(token, { name: 'K1', id: 'k1', person: 'wang@corp' })).to.equal(false);
  });

  it('have names that can be seen', () => {
    const plain = ['Lin', 'Quality, Lin', '林梅', "O'Brien (night)", 'Nguyễn Thị Hồng', 'नेहा', 'auth0|a+b=c', '王·军', 'Шило'];
    expect(plain.filter(name => !isPlainName(name))).to.deep.equal([]);
    const unsafe = ['', ' ', 'a\nb', 'a\u001b[2Jb', 'a\u202eb', 'a\u200bb', 'a\u2028b', 'x'.repeat(201), '\u3164'];
    const blank = [
      'Lin\u2800',
      'Lin\u{1d159}',
      'Lin\u{13441}',
      'Lin\u{13442}',
      'Lin\u{16fe4}',
      'Lin\u0378',
      'Lin\u00a0',
      'Lin\u3000',
    ];
    // A radical looks like the character of a name, and is none.
    expect(
      [...unsafe, ...blank, '\u2ea9', 'Lin\ud83d', 'Lin\ue000', 'Lin\u{1f600}'].filter(name => isPlainName(name)),
    ).to.deep.equal([]);
  });
});
