import exceljs from 'exceljs';
import { expect } from 'chai';
import { palette, tones } from '../../../src/reports/palette.js';
import { scorecard } from '../../../src/reports/scorecard.js';
import { type Cell, cell, type Content, type Sheet, type Workbook } from '../../../src/reports/sheet.js';
import { type Look, styles } from '../../../src/reports/styles.js';
import { workbookBytes } from '../../../src/reports/writers/xlsx.js';
import { sampleEvidence, sampleInput } from '../../support/sample-input.js';

async function readBack(book: Workbook): Promise<exceljs.Workbook> {
  const read = new exceljs.Workbook();
  // exceljs declares a buffer of its own, and takes any.
  await read.xlsx.load((await workbookBytes(book)) as unknown as exceljs.Buffer);
  return read;
}

const sheetOf = (over: Partial<Sheet>): Sheet => ({
  name: 'One',
  tab: palette.accent,
  widths: [20, 20, 20, 20],
  rows: [],
  tables: [],
  colours: [],
  pictures: [],
  frozen: { rows: 0, columns: 0 },
  pagesHigh: 0,
  ...over,
});

const bookOf = (...sheets: readonly Sheet[]): Workbook => ({ ...scorecard(sampleInput({ evidence: [] })), sheets });

/** What a reader of the file finds in a cell. */
const found = ({ value }: exceljs.Cell): unknown =>
  value instanceof Date
    ? { local: value.getTime() }
    : typeof value === 'object' && value !== null && 'formula' in value
      ? // exceljs reads a result of 0, and an empty one, as none.
        { formula: value.formula, result: value.result ?? 'none' }
      : value;

const wantedOf = (value: Content): unknown =>
  typeof value === 'object' && value !== null && 'formula' in value
    ? { formula: value.formula, result: value.result === 0 || value.result === '' ? 'none' : value.result }
    : isNothing(value)
      ? null
      : value;

/** A number that is shown as a time of day is read as a moment. */
const asMoment = (value: Content): unknown =>
  typeof value === 'number' ? { local: Math.round((value - 25_569) * 86_400_000) } : value;

const isNothing = (value: Content): boolean =>
  value === null || value === '' || (typeof value === 'number' && !Number.isFinite(value));

const lookFound = ({ font, fill, numFmt, alignment }: exceljs.Cell): unknown => ({
  colour: font.color?.argb,
  bold: font.bold ?? false,
  size: font.size,
  fill: fill?.type === 'pattern' ? fill.fgColor?.argb : undefined,
  format: numFmt,
  wraps: alignment.wrapText ?? false,
});

const lookWanted = ({ style, format, tone }: Cell): unknown => {
  const look: Look = styles[style];
  const { colour, bold = false, size, fill, wrap = false } = look;
  const toned = tone === undefined ? undefined : tones[tone];
  const shownFill = toned?.soft ?? fill;
  return {
    colour: `FF${toned?.strong ?? colour}`,
    bold,
    size,
    fill: shownFill === undefined ? undefined : `FF${shownFill}`,
    format,
    wraps: wrap,
  };
};

describe('the rows of a workbook', () => {
  it('hold every cell of a scorecard with its content and its look, as another program reads them', async () => {
    const book = scorecard(sampleInput({ evidence: sampleEvidence(30) }));
    const read = await readBack(book);
    let cells = 0;
    for (const { name, rows } of book.sheets) {
      const sheet = read.getWorksheet(name);
      for (const [above, row] of rows.entries()) {
        for (const [before, wanted] of row.cells.entries()) {
          const there = sheet?.getCell(above + 1, before + 1);
          if (wanted === undefined || there === undefined) continue;
          const where = `${name}!${there.address}`;
          const content = there.value instanceof Date ? asMoment(wanted.value) : wantedOf(wanted.value);
          expect(found(there), where).to.deep.equal(content);
          expect(lookFound(there), where).to.deep.equal(lookWanted(wanted));
          cells++;
        }
        if (row.height !== undefined) expect(sheet?.getRow(above + 1).height, `${name}, row ${above + 1}`).to.equal(row.height);
      }
    }
    expect(cells).to.be.greaterThan(1500);
  });

  it('merge cells to the right and below, and take the look of the first one for all of them', async () => {
    const rows = [
      { cells: [cell('a', 'header', { span: 2, down: 3 }), undefined, cell(1, 'number'), cell('b', 'text', { down: 2 })] },
      { cells: [] },
      { cells: [undefined, undefined, cell('c', 'text', { span: 2 })] },
      { cells: [cell('d', 'text')] },
    ];
    const sheet = (await readBack(bookOf(sheetOf({ rows })))).getWorksheet('One');
    expect(sheet?.model.merges.toSorted()).to.deep.equal(['A1:B3', 'C3:D3', 'D1:D2']);
    const master = (address: string): unknown => sheet?.getCell(address).master.address;
    expect(['B3', 'D2', 'D3', 'A4'].map(master)).to.deep.equal(['A1', 'D1', 'C3', 'A4']);
    expect(sheet?.getCell('B2').font.bold).to.equal(true);
    expect(sheet?.dimensions.toString()).to.equal('A1:D4');
  });

  it('keep what XML or a spreadsheet would read as something else', async () => {
    const texts = ['<&>"\'', ' begins and ends ', 'two\nlines', '_x0041_', '=1+1', '\u{1f69a} 运输', 'a\u0000\u000bb'];
    const rows = [
      ...texts.map(text => ({ cells: [cell(text, 'text' as const)] })),
      { cells: [cell({ formula: 'IF(A1<>"<","x","")', result: '' }, 'text'), cell({ formula: '1/4', result: 0.25 }, 'number')] },
      { cells: [cell(Number.NaN, 'number'), cell({ local: Number.NaN }, 'text'), cell('', 'text'), cell(1e21, 'number')] },
      { cells: [cell({ local: Date.UTC(2024, 1, 29, 23, 59, 59) }, 'text', { format: 'yyyy-mm-dd hh:mm:ss' })] },
    ];
    const sheet = (await readBack(bookOf(sheetOf({ rows })))).getWorksheet('One');
    const read = rows.map(({ cells }, above) =>
      cells.map((_, before) => found(sheet?.getCell(above + 1, before + 1) as exceljs.Cell)),
    ); // the sheet is there
    expect(read).to.deep.equal([
      ...texts.slice(0, -1).map(text => [text]),
      ['ab'],
      [
        { formula: 'IF(A1<>"<","x","")', result: 'none' },
        { formula: '1/4', result: 0.25 },
      ],
      [null, null, null, 1e21],
      [{ local: Date.UTC(2024, 1, 29, 23, 59, 59) }],
    ]);
  });

  it('give the same bytes whenever the same workbook is written', async () => {
    const [first, second] = [await workbookBytes(scorecard(sampleInput())), await workbookBytes(scorecard(sampleInput()))];
    expect(Buffer.from(first).equals(Buffer.from(second))).to.equal(true);
  });
});
