import type { Alignment, CellValue, Worksheet, Cell as XlsxCell, Style as XlsxStyle, Workbook as XlsxWorkbook } from 'exceljs';
import { writeWhole } from '../../files/whole-file.js';
import { inHouseColour, palette, tones } from '../palette.js';
import type { Portfolio } from '../portfolio.js';
import type { Scorecard } from '../scorecard.js';
import { type Cell, type Content, type Image, letters, type Picture, type Sheet, type Workbook } from '../sheet.js';
import { type Look, type Style, styles } from '../styles.js';
import { chartPng } from './chart-png.js';

/** Writes a scorecard as an Excel file; the file appears whole or not at all. */
export const writeScorecard = (scorecard: Scorecard, path: string): Promise<void> => writeWorkbook(scorecard, path);

/** Writes a portfolio as an Excel file; the file appears whole or not at all. */
export const writePortfolio = (portfolio: Portfolio, path: string): Promise<void> => writeWorkbook(portfolio, path);

/** The bytes of a workbook. */
export async function workbookBytes(book: Workbook): Promise<Uint8Array> {
  const file = await workbookOf(book);
  return new Uint8Array(await file.xlsx.writeBuffer());
}

async function writeWorkbook(book: Workbook, path: string): Promise<void> {
  const file = await workbookOf(book);
  await writeWhole(path, draft => file.xlsx.writeFile(draft));
}

async function workbookOf(book: Workbook): Promise<XlsxWorkbook> {
  const { default: exceljs } = await import('exceljs');
  const file = new exceljs.Workbook();
  file.title = book.title;
  file.subject = book.subject;
  file.creator = book.author;
  file.lastModifiedBy = book.author;
  file.company = book.author;
  file.created = new Date(book.madeAt);
  file.modified = new Date(book.madeAt);
  file.views = [{ x: 0, y: 0, width: 28_000, height: 18_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
  const font = book.house?.font ?? (book.language === 'zh' ? 'Microsoft YaHei' : 'Arial');
  for (const sheet of book.sheets) await addSheet(file, book, sheet, font);
  return file;
}

async function addSheet(file: XlsxWorkbook, book: Workbook, sheet: Sheet, font: string): Promise<void> {
  const drawn = file.addWorksheet(sheet.name, {
    properties: { tabColor: argb(sheet.tab), defaultRowHeight: 16, outlineLevelRow: 1 },
    views: [{ showGridLines: false, zoomScale: 100, ...frozen(sheet) }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: sheet.pagesHigh,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.65, bottom: 0.6, header: 0.3, footer: 0.3 },
      ...(sheet.repeated === undefined ? {} : { printTitlesRow: sheet.repeated }),
      // exceljs puts the $ before the columns alone; without one before the rows too, LibreOffice ignores the area.
      ...(sheet.printed === undefined ? {} : { printArea: sheet.printed.replace(/\d+/g, '$$$&') }),
    },
    headerFooter: printed(book, sheet, font),
  });
  drawn.columns = sheet.widths.map(width => ({ width }));
  const looks = new Map<string, Partial<XlsxStyle>>();
  const face: Face = { font, ...(book.house?.colour === undefined ? {} : { colour: book.house.colour }) };
  for (const [position, row] of sheet.rows.entries()) {
    const target = drawn.getRow(position + 1);
    if (row.height !== undefined) target.height = row.height;
    if (row.outline !== undefined) target.outlineLevel = row.outline;
    for (const [column, cell] of row.cells.entries()) {
      if (cell !== undefined) place(drawn, target.getCell(column + 1), cell, looks, face);
    }
  }
  for (const row of sheet.breaksAfter ?? []) drawn.getRow(row).addPageBreak();
  for (const { name, row, column, headers, rows } of sheet.tables) {
    // The cells are there already; empty rows give the table its length and change nothing.
    const empty = Array.from({ length: rows }, () => []);
    const columns = headers.map(header => ({ name: header, filterButton: true }));
    drawn.addTable({
      name,
      ref: `${letters(column)}${row}`,
      headerRow: true,
      style: { theme: 'TableStyleLight1', showRowStripes: false },
      columns,
      rows: empty,
    });
  }
  for (const { range, sign } of sheet.colours) drawn.addConditionalFormatting({ ref: range, rules: statusRules(sign) });
  await addPictures(file, drawn, sheet);
}

function frozen({ frozen: { rows, columns } }: Sheet): object {
  if (rows === 0 && columns === 0) return { state: 'normal' };
  return { state: 'frozen', xSplit: columns, ySplit: rows, topLeftCell: `${letters(columns + 1)}${rows + 1}` };
}

function printed(book: Workbook, sheet: Sheet, font: string): { oddHeader: string; oddFooter: string } {
  // & begins a code there, so one of the text's own is doubled; the whole may have 255 characters.
  const plain = (text: string) => text.slice(0, 80).replaceAll('&', '&&');
  const [page, of, after] = book.pageWords;
  const [left, right] = book.head;
  const face = `&"${font},Regular"&8&K${palette.quiet}`;
  return {
    oddHeader: `&L${face}${plain(left)}&R${face}${plain(right)}`,
    oddFooter: `&L${face}${plain(`${book.foot} · ${sheet.name}`)}&R${face}${page}&P${of}&N${after}`,
  };
}

/** The font of a workbook, and the colour of its heads where the firm has one of its own. */
interface Face {
  readonly font: string;
  readonly colour?: string;
}

const argb = (colour: string): { argb: string } => ({ argb: `FF${colour}` });

function place(sheet: Worksheet, target: XlsxCell, cell: Cell, looks: Map<string, Partial<XlsxStyle>>, face: Face): void {
  target.value = valueOf(cell.value);
  const key = `${cell.style}|${cell.format ?? ''}|${cell.tone ?? ''}|${cell.indent ?? ''}`;
  const look = looks.get(key) ?? lookOf(cell, face);
  looks.set(key, look);
  target.style = look;
  const [span, down] = [cell.span ?? 1, cell.down ?? 1];
  if (span === 1 && down === 1) return;
  const [row, column] = [Number(target.row), Number(target.col)];
  sheet.mergeCells(row, column, row + down - 1, column + span - 1);
}

/** Excel reads _x0041_ in a text as a character code: an underscore of the text's own is written as one. */
const literal = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

function valueOf(value: Content): CellValue {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return literal(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if ('local' in value) return Number.isFinite(value.local) ? new Date(value.local) : null;
  return { formula: value.formula, result: value.result } as CellValue; // its declared type asks for a date1904 flag that formulas do not have
}

function lookOf({ style, format, tone, indent }: Cell, { font, colour }: Face): Partial<XlsxStyle> {
  const look: Look = lookNamed(style);
  const toned = tone === undefined ? undefined : tones[tone];
  const fill = toned?.soft ?? (look.fill === undefined ? undefined : inHouseColour(look.fill, colour));
  return {
    font: { name: font, size: look.size, bold: look.bold ?? false, color: argb(toned?.strong ?? look.colour) },
    alignment: {
      vertical: look.vertical ?? 'middle',
      wrapText: look.wrap ?? false,
      ...placedAt(look, indent),
    },
    ...(fill === undefined ? {} : { fill: { type: 'pattern', pattern: 'solid', fgColor: argb(fill) } }),
    ...(look.line === undefined ? {} : { border: { bottom: { style: 'thin', color: argb(look.line) } } }),
    ...(format === undefined ? {} : { numFmt: format }),
  };
}

/** Room at the edge needs the edge named: Excel ignores an indent where the alignment is left to it. */
function placedAt({ align, indent = 0 }: Look, own: number | undefined): Partial<Alignment> {
  const room = align === 'center' ? 0 : (own ?? 0) + indent;
  if (room === 0) return align === undefined ? {} : { horizontal: align };
  return { horizontal: align ?? 'left', indent: room };
}

const lookNamed = (style: Style): Look => styles[style];

function statusRules(sign: string) {
  const statuses = ['met', 'at_risk', 'missed', 'insufficient', 'no_data'] as const;
  return statuses.map((status, position) => ({
    type: 'expression' as const,
    priority: position + 1,
    formulae: [`LEFT(${sign},1)="${tones[status].sign}"`],
    style: {
      font: { color: argb(tones[status].strong) },
      fill: { type: 'pattern' as const, pattern: 'solid' as const, bgColor: argb(tones[status].soft) },
    },
  }));
}

const emuPerPixel = 9_525;

/** The column at so many pixels from the left, and how far into it: a column's pixels are 7 for a character, and 5. */
function columnAt(widths: readonly number[], left: number): readonly [column: number, into: number] {
  let rest = left;
  for (const [column, width] of widths.entries()) {
    const pixels = Math.trunc(width * 7 + 5);
    if (rest < pixels) return [column, rest];
    rest -= pixels;
  }
  return [widths.length, rest];
}

async function addPictures(file: XlsxWorkbook, drawn: Worksheet, sheet: Sheet): Promise<void> {
  for (const picture of sheet.pictures) {
    const { left, row, top = 0 } = picture;
    const { base64, extension, width, height } = await imageOf(picture);
    const image = file.addImage({ base64: `data:image/${extension};base64,${base64}`, extension });
    const [column, into] = columnAt(sheet.widths, left);
    // exceljs declares an anchor by fractions of a column, which it measures wrongly, but takes this exact form too.
    const corner = {
      nativeCol: column,
      nativeColOff: into * emuPerPixel,
      nativeRow: row,
      nativeRowOff: top * emuPerPixel,
    } as unknown as { col: number; row: number };
    drawn.addImage(image, { tl: corner, ext: { width, height }, editAs: 'oneCell' });
  }
}

async function imageOf(picture: Picture): Promise<Image> {
  if ('image' in picture) return picture.image;
  const { width, height } = picture.chart;
  const png = await chartPng(picture.chart);
  return { base64: png.toString('base64'), extension: 'png', width, height };
}
