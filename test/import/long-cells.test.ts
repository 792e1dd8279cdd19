import { expect } from 'chai';
import { foldedText, usualCharacters } from '../../src/facts/folded.js';
import { worded } from '../../src/faults/worded.js';
import { csvCell, unguarded } from '../../src/import/csv-cell.js';
import { parseClock, parseIso } from '../../src/import/layout/iso.js';
import { withoutTotals } from '../../src/import/layout/total-look.js';
import { columnProfile } from '../../src/import/propose/column-profile.js';
import { RowsInOrder } from '../../src/import/rows-in-order.js';
import { growth, halfwayToSquare } from '../support/growth.js';
import { compiled, layoutOf } from './layout/reading.js';

const headers = 'no|date|time|qty|remark';
const layout = layoutOf(`{
  requested_at: { column: [date, time] }, delivered_at: { column: date }, promised_at: { column: date, format: [dd/MM/yyyy, MMMM d yyyy] },
  ordered_qty: { column: qty, decimal: "," }, status: { column: remark, map: { done: delivered } } }`);

function reader(): (cells: readonly string[]) => unknown {
  const ready = compiled(layout, headers);
  if (!('factOf' in ready)) throw new Error(ready.map(({ code }) => code).join());
  const order = new RowsInOrder(layout, ready, headers.split('|'), { file: 'a.csv', layout: 'acme', clients: [] });
  let number = 1;
  return cells => {
    const passing = order.enter({ number: ++number, cells });
    order.judge(passing);
    return ready.factOf(passing.row);
  };
}

/** Cells as somebody would send them who wants the reader to be busy: each with a run in its middle, of so many characters. */
const hostile: readonly (readonly [says: string, cell: (length: number) => string])[] = [
  ['a date with a run of spaces', length => `2026-07-05${' '.repeat(length)}!`],
  ['a date and time with a run of spaces', length => `2026-07-05T1${' '.repeat(length)}!`],
  ['a time with a run of spaces', length => `14:05${' '.repeat(length)}!`],
  ['an amount with a run of spaces', length => `1${' '.repeat(length)}!`],
  ['a run of letters', length => 'x'.repeat(length)],
  ['a run of digits', length => `${'1'.repeat(length)}x`],
  ['times one behind the other', length => `${'11 1:'.repeat(length / 5)}\n!`],
  ['a run of line ends', length => `${'\n'.repeat(length)}x`],
  ['a run of tabs', length => `-${'\t'.repeat(length)}=`],
  ['a run of apostrophes', length => `${"'".repeat(length)}x`],
  ['a run of brackets', length => `${'('.repeat(length)}x`],
  ['accents in no order', length => `a${'\u0301\u0316'.repeat(length / 2)}`],
];

/** What looks at a cell. */
const readers: readonly (readonly [says: string, read: () => (cell: string) => unknown])[] = [
  [
    'the conversion of a row, in every column',
    () => {
      const read = reader();
      return cell => [1, 2, 3, 4].map(at => read(['S1', '', '', '', ''].with(at, cell)));
    },
  ],
  [
    'the conversion of a row, in its key',
    () => {
      const read = reader();
      return cell => read([cell, '2026-07-05', '14:05', '1', '']);
    },
  ],
  ['a date', () => cell => [parseIso(cell), parseClock(cell)]],
  ['a file of rejected rows, written and read', () => cell => unguarded(csvCell(cell).slice(1, -1))],
  ['a comparison without case and width', () => cell => [foldedText(cell), usualCharacters(cell)]],
  [
    'a look for totals',
    () => cell =>
      withoutTotals([
        [cell, '1'],
        ['1', cell],
      ]),
  ],
  ['a proposal of a layout', () => cell => columnProfile('Date', 0, [cell, '2026-07-05', cell])],
];

describe('a cell of many characters', () => {
  for (const [says, read] of readers) {
    it(`takes no more than its share of time: ${says}`, () => {
      const grown = hostile.map(([what, cell]) => {
        const act = read();
        const factor = growth(length => {
          const text = cell(length);
          return () => act(text);
        }, 20_000);
        return factor < halfwayToSquare ? '' : `${what}: ${factor.toFixed(1)} times the work`;
      });
      expect(grown.filter(Boolean)).to.deep.equal([]);
    });
  }

  it('is refused as a date, a time and a number with its column, its length and what to do', () => {
    const ready = compiled(layout, headers);
    if (!('factOf' in ready)) throw new Error('the layout is sound');
    const said = (cells: readonly string[]): readonly string[] => {
      const outcome = ready.factOf({ number: 14, cells });
      if (outcome === 'skipped' || !('reject' in outcome)) return [];
      return outcome.reject.map(
        one => `${one.place.line}, ${one.place.column}: ${one.code}: ${worded('en', one).what} ${worded('en', one).remedy}`,
      );
    };
    const long = `2026-07-05${' '.repeat(90)}!`;
    const refused = (column: string, field: string): string =>
      `14, ${column}: date_too_long: "2026-07-05          …" has 101 characters; a date or time may have 100. ` +
      `Correct the cell, or \`column\` of ${field} in config/layouts/acme.yaml.`;
    expect(said(['S1', long, '', '', ''])).to.deep.equal(
      ['requested_at', 'promised_at', 'delivered_at'].map(field => refused('date', field)),
    );
    expect(said(['S1', '', long, '', ''])).to.deep.equal([refused('time', 'requested_at')]);
    expect(said(['S1', '', '', '1'.repeat(1001), ''])[0]).to.match(
      /^14, qty: number_too_long: .* has 1001 characters; a number may have 1000\./,
    );
    expect(said(['S1', '', '14:05'.padEnd(100), '', ''])).to.not.deep.equal([]);
  });
});
