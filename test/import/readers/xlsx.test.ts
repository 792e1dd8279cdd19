import type { Worker } from 'node:worker_threads';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import { expect } from 'chai';
import exceljs from 'exceljs';
import { Stop } from '../../../src/faults/stop.js';
import { openSource } from '../../../src/import/readers/open.js';
import type { SourceSpec } from '../../../src/import/readers/source.js';
import { numberText, plainDecimal, numberKindOf } from '../../../src/import/readers/xlsx/formats.js';
import { builtProgram } from '../../support/built-program.js';
import { cells, faultsOf, readAll, type Reading, written } from './reading.js';
import { textRow, type WorkbookXml, xlsxOf } from './zip.js';
import { whatOf } from '../../support/worded.js';

const specOf = async (workbook: WorkbookXml | Buffer, spec: Partial<SourceSpec> = {}): Promise<SourceSpec> => ({
  path: await written('a.xlsx', Buffer.isBuffer(workbook) ? workbook : xlsxOf(workbook)),
  format: 'xlsx',
  ...spec,
});
const read = async (workbook: WorkbookXml | Buffer, spec: Partial<SourceSpec> = {}): Promise<Reading> =>
  readAll(await specOf(workbook, spec));
const header = textRow(1, ['a', 'b']);

describe('workbooks', () => {
  // They are read in a thread of the built program.
  before(() => void builtProgram());

  it('reads what a spreadsheet program writes', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Tasks');
    sheet.addRow(['no', 'when', 'day', 'share', 'ok', 'sum', 'link', 'rich']);
    sheet.addRow([
      'T-1',
      new Date('2026-01-31T08:15:30Z'),
      new Date('2026-02-01T00:00:00Z'),
      0.98,
      true,
      { formula: '0.1+0.2', result: 0.3 },
      { text: 'here', hyperlink: 'http://x' },
      { richText: [{ text: 'bold ', font: { bold: true } }, { text: 'plain' }] },
    ]);
    sheet.getCell('B2').numFmt = 'yyyy-mm-dd hh:mm:ss';
    sheet.getCell('C2').numFmt = 'dd/mm/yyyy';
    sheet.getCell('D2').numFmt = '0.0%';
    sheet.mergeCells('A4:B4');
    sheet.getCell('A4').value = 'merged';
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    const reading = await read(bytes);
    expect(reading.source.columns).to.deep.equal(['no', 'when', 'day', 'share', 'ok', 'sum', 'link', 'rich']);
    expect(reading.rows[0]).to.deep.equal({
      number: 2,
      cells: ['T-1', '2026-01-31T08:15:30', '2026-02-01', '0.98', 'true', '0.3', 'here', 'bold plain'],
    });
    expect(reading.rows[1]?.number).to.equal(4);
    expect(reading.rows[1]?.cells[0]).to.equal('merged');
    expect(reading.source.sha256()).to.equal(createHash('sha256').update(bytes).digest('hex'));
  });

  it('reads what formulas gave: errors, truth values, texts', async () => {
    const row =
      '<row r="2"><c r="A2" t="e"><f>NA()</f><v>#N/A</v></c><c r="B2" t="b"><f>TRUE()</f><v>1</v></c></row><row r="3"><c r="A3" t="str"><f>"x"</f><v>x</v></c><c r="B3"><f>1/0.3</f></c></row>';
    expect(cells(await read({ sheets: { S: header + row } }))).to.deep.equal([
      ['#N/A', 'true'],
      ['x', ''],
    ]);
  });

  it('reads formats that no program writes as soon as others', async () => {
    // Many styles name one format, which begins a colour again and again and never ends it.
    const code = '['.repeat(60_000);
    const styles = `<numFmts><numFmt numFmtId="164" formatCode="${code}"/></numFmts><cellXfs>${'<xf numFmtId="164"/>'.repeat(3000)}</cellXfs>`;
    const row = '<row r="2"><c r="A2" s="2999"><v>45678</v></c><c r="B2"><v>1</v></c></row>';
    const began = Date.now();
    expect(cells(await read({ sheets: { S: header + row }, styles }))).to.deep.equal([['45678', '1']]);
    expect(Date.now() - began).to.be.lessThan(4000);
  });

  it('leaves readings of characters and the escapes of control characters out of texts', async () => {
    const strings =
      '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><r><t>two</t></r><r><t xml:space="preserve"> runs_x000D_</t></r></si>';
    const row = '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row>';
    expect(cells(await read({ sheets: { S: header + row }, strings }))).to.deep.equal([['東京', 'two runs\r']]);
  });

  it('keeps the numbers of rows, and skips blank ones', async () => {
    const rows = `<row r="3"/><row r="4"><c r="B4"><v>1</v></c></row><row r="9"><c r="A9"><v>2</v></c></row>`;
    expect((await read({ sheets: { S: header + rows } })).rows).to.deep.equal([
      { number: 4, cells: ['', '1'] },
      { number: 9, cells: ['2', ''] },
    ]);
  });

  it('counts rows and cells that do not say where they are', async () => {
    expect(
      (await read({ sheets: { S: '<row><c t="inlineStr"><is><t>a</t></is></c></row><row><c><v>1</v></c></row>' } })).rows,
    ).to.deep.equal([{ number: 2, cells: ['1'] }]);
  });

  it('is stopped, and nothing else with it, where the file is taken away while it is read', async () => {
    const spec = await specOf({ sheets: { S: header + textRow(2, ['1', '2']) } });
    const source = await openSource(spec);
    await fs.rm(spec.path);
    const reading = async (): Promise<void> => {
      for await (const batch of source.rows) {
        expect(batch.length).to.equal(1);
        await new Promise(later => setTimeout(later, 50));
      }
    };
    const stopped = await reading().then(
      () => expect.fail('it was read'),
      (failure: unknown) => failure,
    );
    expect(stopped).to.be.instanceOf(Stop);
  });

  it('takes names with a prefix, as some programs write them', async () => {
    const parts = {
      'xl/worksheets/sheet1.xml':
        '<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    };
    expect((await read({ sheets: { S: '' }, parts })).source.columns).to.deep.equal(['7']);
  });

  it('takes the first visible sheet in the order of the workbook, or the one that is named', async () => {
    const book = {
      sheets: { Old: textRow(1, ['old']), Hidden: textRow(1, ['hidden']), New: textRow(1, ['new']) },
      order: ['Hidden', 'New', 'Old'],
      hidden: ['Hidden'],
    };
    expect((await read(book)).source.columns).to.deep.equal(['new']);
    expect((await read(book, { sheet: 'Old' })).source.columns).to.deep.equal(['old']);
    expect((await read(book, { sheet: 'hidden' })).source.columns).to.deep.equal(['hidden']);
  });

  it('takes the header from the row that is named', async () => {
    const reading = await read(
      { sheets: { S: textRow(1, ['Report']) + textRow(3, ['a', 'b']) + textRow(4, ['1', '2']) } },
      { header_row: 3 },
    );
    expect(reading.source.columns).to.deep.equal(['a', 'b']);
    expect(cells(reading)).to.deep.equal([['1', '2']]);
  });

  it('counts days from 1904 where the workbook says so', async () => {
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
    const sheets = { S: `${header}<row r="2"><c r="A2" s="1"><v>1</v></c><c r="B2"><v>1</v></c></row>` };
    expect(cells(await read({ sheets, styles, date1904: true }))).to.deep.equal([['1904-01-02', '1']]);
    expect(cells(await read({ sheets, styles }))).to.deep.equal([['1900-01-01', '1']]);
  });

  it('knows dates and times by their formats', () => {
    const codes = {
      'yyyy"年"m"月"d"日"': 'day',
      '[$-804]yyyy/m/d\\ h:mm': 'moment',
      'h:mm AM/PM': 'time',
      '[h]:mm': 'elapsed',
      'mmm-yy;@': 'day',
      'mm:ss': 'time',
    };
    for (const [code, shown] of Object.entries(codes)) expect(numberKindOf(164, code), code).to.equal(shown);
    for (const code of ['General', '0.00E+00', '#,##0.00 "days"', '[Red]0;0', '0%', '@', '"Mon" 0'])
      expect(numberKindOf(164, code), code).to.equal('number');
  });

  it('writes numbers, dates and times as text', () => {
    expect(numberText('0.10000000000000001', 'number', false)).to.equal('0.1');
    expect(numberText('46053.343750000004', 'moment', false)).to.equal('2026-01-31T08:15:00');
    expect(numberText('46053', 'moment', false)).to.equal('2026-01-31T00:00:00');
    expect(numberText('46053.5', 'day', false)).to.equal('2026-01-31T12:00:00');
    expect(numberText('0.5', 'time', false)).to.equal('12:00:00');
    expect(numberText('1.5', 'elapsed', false)).to.equal('36:00:00');
    expect(numberText('60', 'day', false)).to.equal('60');
    expect(numberText('61', 'day', false)).to.equal('1900-03-01');
    expect(numberText('-1', 'day', false)).to.equal('-1');
    expect([1e21, 1.5e-7, -2.5e22, 123.25].map(plainDecimal)).to.deep.equal([
      '1000000000000000000000',
      '0.00000015',
      '-25000000000000000000000',
      '123.25',
    ]);
  });

  it('warns of values to the right of the table', async () => {
    const { faults } = await faultsOf(
      await specOf({ sheets: { S: `${header}<row r="2"><c r="A2"><v>1</v></c><c r="XFD2"><v>2</v></c></row>` } }),
    );
    expect(faults.map(fault => [fault.code, fault.severity, fault.place.line])).to.deep.equal([['cells_beyond', 'warning', 2]]);
  });

  it('shrugs off a merge, a name and a validation over the whole sheet', async () => {
    const rest =
      '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations><sheetData>';
    expect(cells(await read({ sheets: { S: `${header}<row r="2"><c r="A2"><v>1</v></c></row>${rest}` } }))).to.deep.equal([
      ['1', ''],
    ]);
  });

  it('lets go of its thread when the rows are not wanted', async () => {
    const { openSource } = await import('../../../src/import/readers/open.js');
    const started: Worker[] = [];
    const note = (thread: Worker): unknown => started.push(thread);
    process.on('worker', note);
    try {
      const source = await openSource(await specOf({ sheets: { S: header } }));
      expect(started.map(thread => thread.threadId > 0)).to.deep.equal([true]);
      await source.close();
      // Node gives a thread that has ended the number -1.
      expect(started.map(thread => thread.threadId)).to.deep.equal([-1]);
    } finally {
      process.off('worker', note);
    }
  });

  describe('that are broken or hostile are refused', () => {
    const reasons: Readonly<Record<string, [() => Buffer, string, string]>> = {
      'cut off': [() => xlsxOf({ sheets: { S: header } }).subarray(0, 900), 'workbook_broken', 'truncated'],
      'a zip without a workbook': [
        () => xlsxOf({ sheets: {}, parts: { '_rels/.rels': '<Relationships/>', 'xl/workbook.xml': '<workbook/>' } }),
        'workbook_broken',
        'no sheet',
      ],
      'XML that does not end': [
        () => xlsxOf({ sheets: {}, parts: { 'xl/workbook.xml': '<workbook><sheets>' } }),
        'workbook_broken',
        'unclosed',
      ],
      'a document type': [
        () => xlsxOf({ sheets: {}, parts: { 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>' } }),
        'workbook_broken',
        'document type',
      ],
      'a text that is not there': [
        () => xlsxOf({ sheets: { S: '<row><c t="s"><v>5</v></c></row>' }, strings: '' }),
        'workbook_broken',
        'text 5',
      ],
      'a wrong checksum': [
        () => xlsxOf({ sheets: { S: header }, twists: { 'xl/worksheets/sheet1.xml': { checksum: 1 } } }),
        'workbook_broken',
        'checksum',
      ],
      'more bytes than declared': [
        () => xlsxOf({ sheets: { S: header }, twists: { 'xl/worksheets/sheet1.xml': { declaredSize: 9 } } }),
        'workbook_broken',
        'too many bytes',
      ],
      'a part whose header is spoilt': [
        () => {
          const bytes = xlsxOf({ sheets: { S: header } });
          bytes.write('XX', bytes.indexOf('PK\u0003\u0004', 4));
          return bytes;
        },
        'workbook_broken',
        'local file header',
      ],
      'a zip bomb': [() => xlsxOf({ sheets: { S: header + ' '.repeat(8_000_000) } }), 'workbook_too_big', '300 times'],
      'a huge cell': [() => xlsxOf({ sheets: { S: textRow(1, [noise(1_500_000)]) } }), 'workbook_too_big', '1 MB'],
      'the name of a sheet that no program writes': [
        () => xlsxOf({ sheets: { [`Count${'2026'.repeat(20_000)}`]: header } }),
        'workbook_too_big',
        'a sheet whose name has 80005 characters; at most a name of 255 characters',
      ],
      'a huge tag': [() => xlsxOf({ sheets: { S: `<row r="${noise(5_000_000)}"/>` } }), 'workbook_too_big', '4 MB'],
      'ten thousand columns': [
        () =>
          xlsxOf({
            sheets: {
              S: textRow(
                1,
                Array.from({ length: 10_000 }, (_, i) => `c${i}`),
              ),
            },
          }),
        'columns_too_many',
        '4096',
      ],
      'eleven thousand parts': [
        () =>
          xlsxOf({ sheets: { S: header }, parts: Object.fromEntries(Array.from({ length: 11_000 }, (_, i) => [`x${i}`, ''])) }),
        'workbook_too_big',
        '10000',
      ],
    };
    for (const [name, [make, code, words]] of Object.entries(reasons)) {
      it(name, async () => {
        const { faults, exitCode } = await faultsOf(await specOf(make()));
        expect(faults.map(fault => fault.code)).to.deep.equal([code]);
        expect(whatOf(faults[0])).to.contain(words);
        expect(exitCode).to.equal(3);
      });
    }
  });

  it('leaves no thread behind after a refusal', async () => {
    const before = (await fs.readdir('/proc/self/task').catch(() => [])).length;
    for (let i = 0; i < 5; i++) await faultsOf(await specOf(Buffer.from('PK\u0003\u0004')));
    expect((await fs.readdir('/proc/self/task').catch(() => [])).length).to.be.at.most(before + 1);
  });
});

/** Text that does not pack well. */
function noise(length: number): string {
  let text = '';
  for (let i = 0; text.length < length; i++) text += createHash('sha256').update(String(i)).digest('hex');
  return text.slice(0, length);
}
