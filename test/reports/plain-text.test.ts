import { expect } from 'chai';
import fc from 'fast-check';
import { cellLimit, plainText } from '../../src/reports/plain-text.js';

describe('plain text', () => {
  it('loses control characters, halves of pairs and nothing else', () => {
    expect(plainText('a\u0000b\u0007c\td\r\ne\ud83df\udc4dg\uffff')).to.equal('abc\td\nefg');
    expect(plainText('货物 👍 =1+1')).to.equal('货物 👍 =1+1');
  });

  it('is cut at what a cell holds, never in the middle of a pair', () => {
    const long = plainText('👍'.repeat(20_000));
    expect(long.length).to.be.at.most(cellLimit);
    expect(long.endsWith('…')).to.equal(true);
    expect(encodeURIComponent(long), 'half a pair cannot be encoded').to.include('%F0%9F%91%8D');
  });

  it('is well formed whatever comes in, and stays so when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const once = plainText(text);
        expect(plainText(once)).to.equal(once);
      }),
    );
  });
});
