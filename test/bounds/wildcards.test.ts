import { expect } from 'chai';
import fc from 'fast-check';
import { matchesPattern } from '../../src/app/jobs/inbox-files.js';
import { fitsWildcards, type WildcardPart } from '../../src/bounds/wildcards.js';

const asExpression: Readonly<Record<string, string>> = {
  any_sign: '[^]',
  any_signs: '[^]*',
  sign_of_a_name: '[^/]',
  signs_of_a_name: '[^/]*',
  folders: '(?:[^]*/)?',
};
const expressionOf = (parts: readonly WildcardPart[]): RegExp =>
  new RegExp(`^${parts.map(part => (typeof part === 'string' ? asExpression[part] : part.text)).join('')}$`, 'u');

describe('a pattern with wildcards', () => {
  it('fits what the same regular expression fits', () => {
    const part = fc.oneof(
      fc.constantFrom<WildcardPart>('any_sign', 'any_signs', 'sign_of_a_name', 'signs_of_a_name', 'folders'),
      fc.string({ unit: fc.constantFrom('a', 'b', '/', '𝄞'), maxLength: 2 }).map(text => ({ text })),
    );
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '𝄞'), maxLength: 8 });
    let fitting = 0;
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), text, (parts, one) => {
        const isFit = fitsWildcards(parts, one);
        if (isFit) fitting++;
        return isFit === expressionOf(parts).test(one);
      }),
      { numRuns: 2000 },
    );
    expect(fitting).to.be.greaterThan(50);
  });

  it('is tried in few steps, however many stars it has', () => {
    const began = process.cpuUsage();
    expect(matchesPattern('*Count*2026*Count*2026*x', `${'Count2026'.repeat(300)}.csv`)).to.equal(false);
    expect(process.cpuUsage(began).user / 1000).to.be.lessThan(1000);
  });
});
