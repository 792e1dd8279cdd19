import { expect } from 'chai';
import exceljs from 'exceljs';
import { losesDigits } from '../../../src/import/readers/xlsx/formats.js';
import { builtProgram } from '../../support/built-program.js';
import { remedyOf, whatOf } from '../../support/worded.js';
import { cells, readAll, type Reading, written } from './reading.js';
import { textRow, type WorkbookXml, xlsxOf } from './zip.js';

const read = async (workbook: WorkbookXml | Buffer): Promise<Reading> =>
  readAll({ path: await written('a.xlsx', Buffer.isBuffer(workbook) ? workbook : xlsxOf(workbook)), format: 'xlsx' });

/** A sheet with a waybill and a quantity; each row is the XML of its two cells. */
const sheetOf = (...rows: readonly (readonly [string, string])[]): string =>
  textRow(1, ['Waybill', 'Qty']) + rows.map(([a, b], i) => `<row r="${i + 2}">${a}${b}</row>`).join('');

describe('formulas without a stored result', () => {
  before(() => void builtProgram());

  it('are missing, marked in their row, and told once a column with their number and the first row', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Orders');
    sheet.addRow(['No', 'Planned', 'Delivered', 'Late']);
    for (let row = 2; row <= 4; row++)
      sheet.addRow([
        { formula: `"S-"&${row}` },
        5,
        6,
        row === 3 ? { formula: 'C3-B3', result: 1 } : { formula: `C${row}-B${row}` },
      ]);
    const reading = await read(Buffer.from(await book.xlsx.writeBuffer()));
    expect(cells(reading)).to.deep.equal([
      ['', '5', '6', ''],
      ['', '5', '6', '1'],
      ['', '5', '6', ''],
    ]);
    expect(reading.rows.map(({ doubts }) => doubts?.map(({ at, why }) => `${at} ${why}`))).to.deep.equal([
      ['0 no_result', '3 no_result'],
      ['0 no_result'],
      ['0 no_result', '3 no_result'],
    ]);
    const { findings } = reading.source;
    expect(findings.map(({ code, place, params }) => [code, place.column, place.line, params])).to.deep.equal([
      ['formula_without_result', 'No', 2, { cells: 3, position: 1 }],
      ['formula_without_result', 'Late', 2, { cells: 2, position: 4 }],
    ]);
    expect(whatOf(findings[0])).to.contain('3 formulas');
    expect(remedyOf(findings[0])).to.contain('A program wrote this workbook');
  });

  it('are those whose cell has an empty value without a type, and not those that gave the empty text', async () => {
    const reading = await read({
      sheets: {
        S: sheetOf(
          ['<c r="A2"><f>B1</f><v></v></c>', '<c r="B2"><f>B1</f><v/></c>'],
          ['<c r="A3" t="str"><f>""</f><v></v></c>', '<c r="B3"><v>1</v></c>'],
        ),
      },
    });
    expect(reading.rows).to.deep.equal([
      {
        number: 2,
        cells: ['', ''],
        doubts: [
          { at: 0, why: 'no_result' },
          { at: 1, why: 'no_result' },
        ],
      },
      { number: 3, cells: ['', '1'] },
    ]);
  });

  it('are the zeros of a program that asks for a calculation when the workbook is opened', async () => {
    const row: readonly [string, string] = ['<c r="A2" t="str"><f>"S"</f><v>S</v></c>', '<c r="B2"><f>1+1</f><v>0</v></c>'];
    const plain = { sheets: { S: sheetOf(row) } };
    expect((await read(plain)).rows).to.deep.equal([{ number: 2, cells: ['S', '0'] }]);
    const parts = {
      'xl/workbook.xml':
        '<workbook xmlns:r="http://r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets><calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>',
    };
    expect((await read({ ...plain, parts })).rows).to.deep.equal([
      { number: 2, cells: ['S', ''], doubts: [{ at: 1, why: 'no_result' }] },
    ]);
  });
});

describe('number cells that have lost digits', () => {
  before(() => void builtProgram());

  it('are marked in their row, where they are long or only their exponent form is left', async () => {
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="11"/></cellXfs>';
    const values = ['776012345678901234', '7.76012345678901E+17', '7.76012E+14', '776012345678901', '7.76012345678E11'];
    const rows = values.map((value, i) => [`<c r="A${i + 2}"><v>${value}</v></c>`, `<c r="B${i + 2}"><v>1</v></c>`] as const);
    const reopened = ['<c r="A7" s="1"><v>776012000000000</v></c>', '<c r="B7" s="1"><v>0.30000000000000004</v></c>'] as const;
    const reading = await read({ sheets: { S: sheetOf(...rows, reopened) }, styles });
    expect(
      reading.rows.map(row => `${row.cells[0]} ${row.doubts?.map(({ at, why }) => `${at} ${why}`).join() ?? 'sure'}`),
    ).to.deep.equal([
      '776012345678901200 0 digits_lost',
      '776012345678901000 0 digits_lost',
      '776012000000000 0 digits_lost',
      '776012345678901 sure',
      '776012345678 sure',
      '776012000000000 0 digits_lost',
    ]);
  });

  it('are told from short ones, from fractions and from whole numbers that a program writes with an exponent', () => {
    const lost = ['1000000000000000', '-1E+15', '2.5e11'];
    const whole = ['999999999999999', '1.2345678E7', '123456789012.345678', '0.1', '1.0000000000000001E-5', '2.50000001E11', 'x'];
    expect(lost.filter(source => !losesDigits(source, false))).to.deep.equal([]);
    expect(whole.filter(source => losesDigits(source, false))).to.deep.equal([]);
    expect(losesDigits('250000000000', true)).to.equal(true);
    expect(losesDigits('250000', true)).to.equal(false);
  });
});
