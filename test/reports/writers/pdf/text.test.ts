import { expect } from 'chai';
import { cellText } from '../../../../src/reports/writers/pdf/cell-text.js';
import { wrappedLines } from '../../../../src/reports/writers/pdf/lines.js';
import { writable } from '../../../../src/reports/writers/pdf/text-pen.js';

describe('the text of a cell', () => {
  const cases: readonly (readonly [number | { readonly local: number }, string | undefined, string])[] = [
    [0.9756, '0.0%', '97.6%'],
    [1.005, '0.00', '1.01'],
    [1234567.5, '#,##0', '1,234,568'],
    [-0.041, '"▼ "+0.0%;"▼ "-0.0%;"▼ "0.0%', '▼ -4.1%'],
    [0.0312, '+0.00%;-0.00%;0.00%', '+3.12%'],
    [0, '+0.0%;-0.0%;0.0%', '0.0%'],
    [0.95, '"≥ "0%', '≥ 95%'],
    [2.5, '#,##0.00" h"', '2.50 h'],
    [3.5, '0.00##', '3.50'],
    [3.4567, '0.00##', '3.4567'],
    [0.00002, '[<0.0001]"< 0.0001";0.0000', '< 0.0001'],
    [0.02, '[<0.0001]"< 0.0001";0.0000', '0.0200'],
    [12, '#,##0"; pieces"', '12; pieces'],
    [1e20, '#,##0', '100,000,000,000,000,000,000'],
    [7, undefined, '7'],
    [{ local: Date.UTC(2026, 2, 26, 9, 5, 7) }, 'yyyy-mm-dd hh:mm:ss', '2026-03-26 09:05:07'],
  ];
  for (const [value, format, shown] of cases) {
    it(`${JSON.stringify(value)} as ${format ?? 'it is'} is ${shown}`, () => {
      expect(cellText(value, format)).to.equal(shown);
    });
  }
});

describe('lines of a text', () => {
  const measure = (text: string): number => Array.from(text).reduce((sum, one) => sum + (one > '⺀' ? 2 : 1), 0);

  it('break between words in Latin', () => {
    expect(wrappedLines('delivered by the promised time', 12, measure)).to.deep.equal(['delivered by', 'the promised', 'time']);
    expect(wrappedLines('a share of 35 %', 12, measure)).to.deep.equal(['a share of', '35 %']);
  });
  it('break between characters in Chinese, and no mark begins a line or ends one that opens', () => {
    expect(wrappedLines('按时送达，即为达标（含当天）', 8, measure)).to.deep.equal(['按时送', '达，即为', '达标（含', '当天）']);
  });
  it('keep the lines that a text has, and cut a word that is wider than a line', () => {
    expect(wrappedLines('one\n\nabcdefgh', 4, measure)).to.deep.equal(['one', '', 'abcd', 'efgh']);
  });
});

describe('characters that the packaged fonts lack', () => {
  it('are none of the languages whose files are recognised, nor of their neighbours', () => {
    const names =
      'Meble Północ, Łódź, świętą ŻĄDZĘ Łęg · Příbram Žďár Ōsaka · Győr Tűz · Şırnak İğne · Đà Nẵng · Αθήνα · Москва · Île · Øresund · 青禾';
    expect(writable(names)).to.equal(names);
  });

  it('show as a box, and what nobody sees is left out', () => {
    expect(writable('客户 Müller ▲ 🙂 한\u200b')).to.equal('客户 Müller ▲ □ □');
  });
});
