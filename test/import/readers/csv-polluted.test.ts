import { expect } from 'chai';
import { readCsv } from './reading.js';

/** A small file as it should be: quoted and plain cells, blank ones at the end, delimiters and inches inside cells. */
const clean = [
  ['Date', 'Waybill', 'Pieces', 'Goods', 'Remark', 'Checked'],
  ...Array.from({ length: 12 }, (_, i) => [
    `2026-03-${String(i + 1).padStart(2, '0')}`,
    `W-${1000 + i}`,
    String(i * 3),
    ['Boots, 10"', 'Hats', 'Tubes, bent, 5" wide', 'Socks'][i % 4] ?? '',
    `Left at the gate, signed by ${i}`,
    '',
  ]),
];
const isQuoted = (column: number): boolean => column === 3 || column === 4;
const cellText = (cell: string, column: number): string => (isQuoted(column) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The file with one row written in another way. */
function polluted(at: number, write: (cells: readonly string[]) => string): string {
  const line = (cells: readonly string[], i: number): string =>
    i === at ? write(cells.map(cellText)) : cells.map(cellText).join(',');
  return clean.map((cells, i) => `${line(cells, i)}\r\n`).join('');
}

const pollutions: Readonly<Record<string, (cells: readonly string[], column: number) => string>> = {
  'a delimiter too many': (cells, column) => [...cells.slice(0, column), '', ...cells.slice(column)].join(','),
  'a delimiter too few': (cells, column) =>
    [...cells.slice(0, column - 1), `${cells[column - 1]}${cells[column]}`, ...cells.slice(column + 1)].join(','),
  'a quote too many': (cells, column) => [...cells.slice(0, column), `"${cells[column]}`, ...cells.slice(column + 1)].join(','),
  'another delimiter': cells => cells.join(';'),
};

describe('a delimited text with one wrong row', () => {
  for (const [name, write] of Object.entries(pollutions)) {
    it(`gives no row that is not there, and every other one: ${name}`, async () => {
      for (let at = 1; at < clean.length; at++) {
        for (let column = 1; column < 6; column++) {
          // A quote that opens in the last cell of all is a file that breaks off there.
          if (name === 'a quote too many' && at === clean.length - 1 && column === 5) continue;
          const { rows } = await readCsv(polluted(at, cells => write(cells, column)));
          const taken = rows.filter(row => row.fault === undefined).map(({ cells }) => cells);
          const others = clean.slice(1).filter((_, i) => i + 1 !== at);
          expect(taken, `row ${at}, column ${column}`).to.deep.equal(others);
          expect(rows.filter(row => row.fault !== undefined).map(({ number }) => number)).to.deep.equal([at + 1]);
        }
      }
    });
  }
});
