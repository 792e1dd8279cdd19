import { parse } from 'csv-parse/sync';
import { expect } from 'chai';
import fc from 'fast-check';
import { csvCell, unguarded } from '../../src/import/csv-cell.js';

describe('a cell of a CSV file that we write', () => {
  it('begins no formula, wherever a spreadsheet splits it', () => {
    expect(
      ['=1+1', '+cmd', '-x', '@SUM', '＝1', '＠x', 'a;=1', 'a\t+b', 'a\n@c', ' =1', '\u3000＝1', '\t=1', ';-x'].map(csvCell),
    ).to.deep.equal(
      [`'=1+1`, `'+cmd`, `'-x`, `'@SUM`, `'＝1`, `'＠x`, `a;'=1`, `a\t'+b`, `a\n'@c`, ` '=1`, `\u3000'＝1`, `\t'=1`, `;'-x`].map(
        text => `"${text}"`,
      ),
    );
  });

  it('leaves numbers and empty cells as they are', () => {
    expect(['', '5', '-5', '+1.5', '1,234'].map(csvCell)).to.deep.equal(['', '5', '-5', '+1.5', '"1,234"']);
  });

  it('is read back as it was, but for the apostrophe before what would be a formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '=', ';', '"', ',', '\n', ' ', '@', '中') }), {
          minLength: 1,
          maxLength: 4,
        }),
        cells => {
          const [read] = parse(`${cells.map(csvCell).join(',')}\r\n`, {
            relax_column_count: true,
            skip_empty_lines: false,
            record_delimiter: '\r\n',
          });
          // One record went in.
          expect((read as readonly string[]).map(text => text.replaceAll("'", ''))).to.deep.equal(cells);
        },
      ),
    );
  });

  it('is guarded as the patterns of its rule say, and gives back its text', () => {
    const formula = /(^|[;\t\r\n])([\s\u3000]*'*)(?=[=+\-@＝＋－＠])/g;
    const text = fc.string({ unit: fc.constantFrom('a', '=', ';', "'", '\n', '\t', ' ', '\u3000', '@', '－'), maxLength: 12 });
    fc.assert(
      fc.property(text, given => {
        fc.pre(given !== '');
        expect(csvCell(given)).to.equal(`"${given.replace(formula, "$1$2'")}"`);
        expect(unguarded(csvCell(given).slice(1, -1))).to.equal(given);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no longer for a run of line ends than for other text', () => {
    const before = process.cpuUsage();
    expect(csvCell(`${'\n'.repeat(300_000)}x`)).to.have.length(300_003);
    // Every line end looked at from each before it would be 4.5e10 steps.
    expect(process.cpuUsage(before).user / 1000).to.be.lessThan(1000);
  });
});
