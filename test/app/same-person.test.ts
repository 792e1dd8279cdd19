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
  });

  it('have names that can be seen', () => {
    expect(['Lin', 'Quality, Lin', '林梅', "O'Brien (night)"].map(isPlainName)).to.deep.equal([true, true, true, true]);
    const unsafe = ['', ' ', 'a\nb', 'a\u001b[2Jb', 'a\u202eb', 'a\u200bb', 'a\u2028b', 'x'.repeat(201), '\u3164'];
    expect(unsafe.filter(isPlainName)).to.deep.equal([]);
  });
});
