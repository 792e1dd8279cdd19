import { expect } from 'chai';
import { decimalText } from '../../../src/facts/exact.js';
import type { Value } from '../../../src/facts/fact.js';
import { pageRows, valueAt } from '../../../src/recount/column.js';
import type { StreamColumn } from '../../../src/store/audit/fact-stream.js';
import { PageReader } from '../../../src/store/audit/page.js';
import { Texts } from '../../../src/recount/texts.js';

const columns: readonly StreamColumn[] = [
  { name: 'no', type: 'text' },
  { name: 'skipped', type: 'text' },
  { name: 'at', type: 'instant' },
  { name: 'amount', type: 'number' },
  { name: 'isRight', type: 'boolean' },
];

const shown = (value: Value): string | boolean | null =>
  value === null || typeof value === 'string' || typeof value === 'boolean' ? value : decimalText(value);

/** The rows of the lines, and whether each has the same number as the one before; lines come in so many buffers. */
function rowsOf(...buffers: readonly (readonly string[])[]): (string | boolean | null)[][] {
  const compared = new Set(['no']);
  const page = new PageReader(columns, { values: new Set(['no', 'at', 'amount', 'isRight']), compared }, new Texts());
  const isSame = page.isSame('no');
  const rows: (string | boolean | null)[][] = [];
  for (const lines of buffers)
    for (const { rows: count } of page.pages(Buffer.from(lines.map(line => `${line}\n`).join(''))))
      for (let row = 0; row < count; row++) {
        const values = ['no', 'at', 'amount', 'isRight'].map(name => {
          const column = page.column(name);
          return column === undefined ? 'not read' : shown(valueAt(column, row));
        });
        rows.push([...values, isSame[row] === 1]);
      }
  return rows;
}

const line = (...cells: readonly string[]): string => cells.join('\t');

describe('Pages of facts as COPY prints them', () => {
  it('read every type, what is missing, and what COPY escapes', () => {
    const long = 'ü'.repeat(60);
    const lines = [
      line('S1', 'x', '1767225600000', '12.50', 't'),
      line('\\', '\\', '\\', '\\', '\\'),
      line('a\\\\b\\tc\\nd', '', '-5', '-0.000001', 'f'),
      line('\\\\', 'y', '0', '123456789012345678.5', 't'),
      line('', 'z', '9007199254740991', '0.1234567', 'f'),
      line(long, '', '1', '0', 't'),
    ];
    expect(rowsOf(lines)).to.deep.equal([
      ['S1', '1767225600000', '12.5', true, false],
      [null, null, null, null, false],
      ['a\\b\tc\nd', '-5', '-0.000001', false, false],
      ['\\', '0', '123456789012345678.5', true, false],
      ['', '9007199254740991', '0.1234567', false, false],
      [long, '1', '0', true, false],
    ]);
  });

  it('do not round an instant that a number cannot hold', () => {
    expect(() => rowsOf([line('S1', '', '9007199254740993', '1', 't')])).to.throw(RangeError, 'without loss');
  });

  it('tell where a group goes on, over pages and buffers; what is missing is no group', () => {
    const of = (no: string): string => line(no, 'x', '1', '1', 't');
    const many = Array.from({ length: pageRows + 2 }, () => of('A'));
    const rows = rowsOf([of('A'), of('\\'), of('\\'), of('AB')], [of('AB'), of('A')], many, [of('A'), of('')]);
    const isSame = rows.map(row => row.at(-1));
    expect(isSame.slice(0, 6)).to.deep.equal([false, false, false, false, true, false]);
    expect(isSame.slice(6, -1).every(is => is === true)).to.equal(true);
    expect(isSame.slice(-2)).to.deep.equal([true, false]);
  });

  it('keep no more texts than they need, and the ones that rules name for good', () => {
    const texts = new Texts();
    const kept = texts.keep('delivered');
    const page = new PageReader(columns, { values: new Set(['no']), compared: new Set() }, texts);
    const column = page.column('no');
    if (column === undefined) throw new Error('no column');
    const count = 150_000;
    let [right, most] = [0, 0];
    for (let from = 0; from < count; from += 10_000) {
      const lines = Array.from(
        { length: 10_000 },
        (_, i) => `${line(i % 2 === 0 ? 'delivered' : `S${from + i}`, '', '1', '1', 't')}\n`,
      );
      let at = from;
      for (const { rows } of page.pages(Buffer.from(lines.join(''))))
        for (let row = 0; row < rows; row++, at++) {
          const number = column.at[row] ?? 0;
          most = Math.max(most, number);
          const isRight = at % 2 === 0 ? number === kept : texts.text(number) === `S${at}`;
          if (isRight) right++;
        }
    }
    expect(right).to.equal(count);
    expect(most).to.be.below(70_000);
    expect(texts.age).to.equal(1);
  });
});
