import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvScanner } from '../../../src/import/readers/csv-scan.js';
import { openSource, sniffFormat } from '../../../src/import/readers/open.js';
import { cells, faultsOf, readCsv, written } from './reading.js';
import { whatOf } from '../../support/worded.js';

describe('delimited text', () => {
  it('gives columns, cells and the line on which each row starts', async () => {
    const text = 'id,comment\r\n1,"two\r\nlines"\r\n\r\n2,"said ""no"""\r\n3,5" pipe';
    const reading = await readCsv(text);
    expect(reading.source.columns).to.deep.equal(['id', 'comment']);
    expect(reading.rows).to.deep.equal([
      { number: 2, cells: ['1', 'two\r\nlines'], text: '1,"two\r\nlines"\r' },
      { number: 5, cells: ['2', 'said "no"'], text: '2,"said ""no"""\r' },
      { number: 6, cells: ['3', '5" pipe'], text: '3,5" pipe' },
    ]);
    expect(reading.source.sha256()).to.equal(createHash('sha256').update(text).digest('hex'));
    expect(reading.source.progress()).to.deep.equal({ done: text.length, of: text.length });
  });

  for (const [name, text] of Object.entries({
    'a line feed': 'a,b\n1,2\n3,4\n',
    'a carriage return and a line feed': 'a,b\r\n1,2\r\n3,4',
    'a bare carriage return': 'a,b\r1,2\r3,4\r',
  })) {
    it(`reads lines that end in ${name}`, async () => {
      expect(cells(await readCsv(text))).to.deep.equal([
        ['1', '2'],
        ['3', '4'],
      ]);
    });
  }

  for (const delimiter of [',', ';', '\t', '|']) {
    it(`finds the delimiter ${JSON.stringify(delimiter)}, also where cells hold others`, async () => {
      const others = [',', ';', '|'].filter(other => other !== delimiter).join('');
      const reading = await readCsv(
        `a${delimiter}b\n1${others}5${delimiter}x\n2,5${delimiter}"y${delimiter}"\n`.replace(
          '2,5',
          delimiter === ',' ? '2' : '2,5',
        ),
      );
      expect(reading.source.delimiter).to.equal(delimiter);
      expect(reading.source.columns).to.deep.equal(['a', 'b']);
      expect(reading.rows.every(row => row.fault === undefined)).to.equal(true);
    });
  }

  it('takes a named delimiter', async () => {
    expect((await readCsv('a;b,c\n1;2,3\n', { delimiter: ',' })).source.columns).to.deep.equal(['a;b', 'c']);
    expect((await readCsv('a\tb\n1\t2\n', { delimiter: 'tab' })).source.columns).to.deep.equal(['a', 'b']);
  });

  it('reads a single column', async () => {
    expect(cells(await readCsv('id\n1\n\n"2"\n'))).to.deep.equal([['1'], ['2']]);
  });

  it('takes the header from the row that is named', async () => {
    const reading = await readCsv('Report of May\n\nid;n\n1;2\n', { header_row: 3 });
    expect(reading.source.columns).to.deep.equal(['id', 'n']);
    expect(reading.rows).to.deep.equal([{ number: 4, cells: ['1', '2'] }]);
  });

  it('does not mind delimiters at the ends of lines, nor columns without a name', async () => {
    expect(cells(await readCsv('a,b\n1,2,\n'))).to.deep.equal([['1', '2']]);
    expect(cells(await readCsv('a,,b,\n1,x,2\n'))).to.deep.equal([['1', 'x', '2', '']]);
  });

  it('refuses the whole file where its last record breaks off: no line end, and too few cells', async () => {
    for (const [text, line, words] of [
      ['a,b,c\n1,2,3\n4,5', 3, 'after cell 2 of 3'],
      ['a,b,c\r\n"x\r\ny",2,3\r\n4', 4, 'after cell 1 of 3'],
      ['a,b,c\n1,"2"', 2, 'after cell 2 of 3'],
      [`a,b,c\n${'1,2,3\n'.repeat(100_000)}4,`, 100_002, 'after cell 2 of 3'],
    ] as const) {
      const { faults, exitCode } = await faultsOf({ path: await written('a.csv', text), format: 'csv' });
      const [found, ...more] = faults;
      expect({ exitCode, more }).to.deep.equal({ exitCode: 3, more: [] });
      expect(found).to.deep.include({ code: 'record_cut_off', severity: 'error' });
      expect(found?.place.line).to.equal(line);
      expect(whatOf(found)).to.contain(words);
    }
  });

  it('reads a last record without a line end that has all its cells, or whose missing ones have no header', async () => {
    expect(cells(await readCsv('a,b\n1,2\n3,'))).to.deep.equal([
      ['1', '2'],
      ['3', ''],
    ]);
    expect(cells(await readCsv('a,b,\n1,2'))).to.deep.equal([['1', '2', '']]);
    expect((await readCsv('a,b\n1,2,3')).rows[0]?.fault?.code).to.equal('row_ragged');
    expect((await readCsv('a,b\n1,2\nTotal\n')).rows[1]?.fault?.code).to.equal('row_ragged');
  });

  it('hands out a row that does not fit with its fault, and goes on', async () => {
    const { rows } = await readCsv('a,b\n1\n2,3,4\n5,6\n');
    expect(rows.map(row => row.fault?.code)).to.deep.equal(['row_ragged', 'row_ragged', undefined]);
    expect(rows[0]?.fault?.place).to.include({ line: 2 });
    expect(rows[1]?.cells).to.deep.equal(['2', '3', '4']);
  });

  it('closes what it holds when the rows are not wanted', async () => {
    const source = await openSource({ path: await written('a.csv', `a,b\n${'1,2\n'.repeat(200_000)}`), format: 'csv' });
    for await (const batch of source.rows) if (batch.length > 0) break;
    await source.close();
    expect(() => source.sha256()).to.throw();
  });

  it('agrees with csv-parse, however the text is cut into pieces', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '中', ' ', ',', '"', '\n', '\r\n', '😀') });
    const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        fc.constantFrom('\n', '\r\n'),
        fc.nat(7),
        (table, end, size) => {
          const text = table.map(row => row.map(quoted).join(',')).join(end);
          const scanner = new CsvScanner(',', '\n');
          const pieces = text.match(new RegExp(`[^]{1,${size + 1}}`, 'g')) ?? [];
          const rows = [...pieces.flatMap(piece => scanner.push(piece)), ...scanner.push('', true)];
          const expected = parse(text, { relax_column_count: true, info: true, record_delimiter: [end] });
          // With `info` a row comes as { info, record }, which the type of this overload does not say.
          expect(rows.map(row => row.cells)).to.deep.equal(expected.map(row => (row as unknown as { record: string[] }).record));
          expect(rows.every(row => row.flaw === undefined)).to.equal(true);
        },
      ),
    );
  });

  it('tells the format by the first bytes, then by the name', async () => {
    expect(await sniffFormat(await written('x.csv', 'PK\u0003\u0004'))).to.equal('xlsx');
    expect(await sniffFormat(await written('x.txt', '{"a":1}'))).to.equal('ndjson');
    expect(await sniffFormat(await written('x.jsonl', '\n'))).to.equal('ndjson');
    expect(await sniffFormat(await written('x.txt', 'a,b'))).to.equal('csv');
  });
});
