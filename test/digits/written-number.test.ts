import { expect } from 'chai';
import { shownLevel, writtenLevel, writtenNumber, type WrittenNumber } from '../../src/digits/written-number.js';

const said = (read: WrittenNumber): string => ('text' in read ? read.text : read.readings.join(' or '));

describe('a number as people write it', () => {
  for (const [text, wanted] of [
    ['98', '98'],
    [' 0,2 ', '0.2'],
    ['-2,5', '-2.5'],
    ['−2.5', '-2.5'],
    ['９７．５％', '97.5%'],
    ['0,2 %', '0.2%'],
    ['97,500 %', '97.500%'],
    ['100,000.50', '100000.50'],
    ['1.234,5', '1234.5'],
    ['1,234,567', '1234567'],
    ['100 000', '100000'],
    ['100 000,5', '100000.5'],
    ['1,000', '1000 or 1.000'],
    ['1.000', '1.000'],
    ['0,125', '0.125'],
    ['1234,567', '1234.567'],
    ['49/50', '49/50'],
    ['1,23,4', '1,23,4'],
    ['many', 'many'],
    ['', ''],
    [`${'1'.repeat(50)},5`, `${'1'.repeat(50)},5`],
  ] as const)
    it(`${text} is ${wanted}`, () => expect(said(writtenNumber(text))).to.equal(wanted));

  for (const [text, wanted] of [
    ['99', '99%'],
    ['0,2 %', '0.2%'],
    ['0.99', '0.99% or 99%'],
    ['0,005', '0.005% or 0.5%'],
    ['1', '1% or 100%'],
    ['-0.5', '-0.5% or -50%'],
    ['0', '0%'],
    ['97,5', '97.5%'],
    ['97,500', '97.500%'],
    ['99/100', '99/100'],
    ['99 %', '99%'],
  ] as const)
    it(`under "in %", ${text} is ${wanted}`, () => expect(said(writtenLevel(text, '%'))).to.equal(wanted));

  it('is no share under any other unit', () => expect(said(writtenLevel('0,5', 'hours'))).to.equal('0.5'));

  it('of config is shown as the percentage that it is', () => {
    expect(['0.99', '0.0005', '1', '98%', '1/2'].map(text => shownLevel(text, '%'))).to.deep.equal([
      '99%',
      '0.05%',
      '100%',
      '98%',
      '1/2',
    ]);
    expect(shownLevel('0.5', 'hours')).to.equal('0.5');
  });
});
