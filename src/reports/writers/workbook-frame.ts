import type { Alignment, Worksheet, Style as XlsxStyle, Workbook as XlsxWorkbook } from 'exceljs';
import { fromBufferPromise } from 'yauzl';
import { inHouseColour, palette, tones } from '../palette.js';
import { type Cell, hiddenRow, type Image, letters, type Picture, type Sheet, type Workbook } from '../sheet.js';
import { type Look, type Style, styles } from '../styles.js';
import { chartPng } from './chart-png.js';

/** All of a workbook but the rows of its sheets and the texts that these share. */
export interface WorkbookFrame {
  /** Its parts in their order; of the two kinds that are missing, those of a sheet that is all but empty stand at their places. */
  readonly parts: readonly { readonly name: string; readonly content: Buffer }[];
  /** The number of a cell's look among those of the workbook. */
  readonly lookOf: (cell: Cell) => number;
}

/**
 * The frame of a workbook, which exceljs makes: looks, columns, merged cells, tables, colours by condition, pictures, printing and properties.
 * It is given a cell of each look and those that are merged. An object for every cell, which it keeps until all is written,
 * would take most of the time and of the memory of a sheet with thousands of facts.
 */
export async function workbookFrame(book: Workbook): Promise<WorkbookFrame> {
  const { default: exceljs } = await import('exceljs');
  const file = new exceljs.Workbook();
  file.title = book.title;
  file.subject = book.subject;
  file.creator = book.author;
  file.lastModifiedBy = book.author;
  file.company = book.author;
  if (book.program !== undefined) file.description = madeBy(book.program);
  file.created = new Date(book.madeAt);
  file.modified = new Date(book.madeAt);
  file.views = [{ x: 0, y: 0, width: 28_000, height: 18_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
  const font = book.house?.font ?? (book.language === 'zh' ? 'Microsoft YaHei' : 'Arial');
  const looks: Looks = new Map();
  for (const [at, sheet] of book.sheets.entries()) await addSheet(file, book, sheet, { font, at, looks });
  const parts = await partsOf(new Uint8Array(await file.xlsx.writeBuffer({ zip: { compression: 'STORE' } })));
  const numbers = numbersOf(looks, parts);
  return { parts, lookOf: cell => numbers.get(keyOf(cell)) ?? 0 };
}

/** How the properties of a workbook name the program. */
const madeBy = (version: string): string => `Plumbline ${version}`;

/** The version of the program that made a workbook, by its properties; undefined where they name none. */
export const programIn = (description: string | undefined): string | undefined =>
  /^Plumbline (\S{1,60})$/.exec(description ?? '')?.[1];

/** Where the first cell of each look stands: the sheet's position and the address. */
type Looks = Map<string, { readonly sheet: number; readonly address: string; readonly style: Partial<XlsxStyle> }>;

/** What the sheets of a workbook have in common, and the position of one. */
interface Drawing {
  readonly font: string;
  readonly at: number;
  readonly looks: Looks;
}

const keyOf = ({ style, format, tone, indent }: Cell): string => `${style}|${format ?? ''}|${tone ?? ''}|${indent ?? ''}`;

/** Whether a cell looks like the one that stood above it: most do, and its look need not be found again. */
export const looksLike = (cell: Cell, above: Cell | undefined): boolean =>
  cell === above ||
  (cell.style === above?.style && cell.format === above.format && cell.tone === above.tone && cell.indent === above.indent);

/** The numbers that exceljs gave the looks, read from the cells that were placed for them. */
function numbersOf(looks: Looks, parts: WorkbookFrame['parts']): ReadonlyMap<string, number> {
  const ofSheets = new Map(
    parts.map(({ name, content }) => {
      const cells = name.startsWith('xl/worksheets/sheet') ? content.toString().matchAll(/<c r="([A-Z]+\d+)" s="(\d+)"/g) : [];
      return [name, new Map([...cells].map(([, address = '', number]) => [address, Number(number)]))] as const;
    }),
  );
  return new Map(
    [...looks].map(([key, { sheet, address }]) => [key, ofSheets.get(sheetPart(sheet))?.get(address) ?? 0] as const),
  );
}

/** The part that holds the sheet at a position. */
export const sheetPart = (position: number): string => `xl/worksheets/sheet${position + 1}.xml`;

async function partsOf(zip: Uint8Array): Promise<WorkbookFrame['parts']> {
  const parts: { readonly name: string; readonly content: Buffer }[] = [];
  const read = await fromBufferPromise(Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength));
  for await (const entry of read.eachEntry()) {
    const chunks: Buffer[] = [];
    // A stream without an encoding gives buffers.
    for await (const chunk of (await read.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) chunks.push(chunk);
    // exceljs names the folders too, which are no parts.
    if (!entry.fileName.endsWith('/')) parts.push({ name: entry.fileName, content: Buffer.concat(chunks) });
  }
  return parts;
}

async function addSheet(file: XlsxWorkbook, book: Workbook, sheet: Sheet, drawing: Drawing): Promise<void> {
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
      ...(sheet.repeated === undefined || sheet.isLeftOutInPrint === true ? {} : { printTitlesRow: sheet.repeated }),
      ...printArea(sheet),
    },
    headerFooter: printed(book, sheet, drawing.font),
  });
  drawn.columns = sheet.widths.map(width => ({ width }));
  placeCells(drawn, book, sheet, drawing);
  for (const row of sheet.breaksAfter ?? []) drawn.getRow(row).addPageBreak();
  for (const { name, row, column, headers, rows } of sheet.tables) {
    // Empty rows give the table its length and change nothing.
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

/** Places a cell of each look that is new, those that are merged or head a table, and the last of all, to which the sheet reaches. */
function placeCells(drawn: Worksheet, { house }: Workbook, { rows, tables }: Sheet, { font, at: sheet, looks }: Drawing): void {
  const face: Face = { font, ...(house?.colour === undefined ? {} : { colour: house.colour }) };
  const heads = new Set(tables.map(({ row }) => row));
  const above: Cell[] = [];
  let [last, most] = [1, 1];
  for (const [before, { cells, height = 0 }] of rows.entries()) {
    const row = before + 1;
    if (cells.length > 0 || height > 0) last = Math.max(last, row);
    for (let column = 1; column <= cells.length; column++) {
      const cell = cells[column - 1];
      if (cell === undefined) continue;
      most = Math.max(most, column);
      const isMerged = (cell.span ?? 1) > 1 || (cell.down ?? 1) > 1;
      const isPlain = !isMerged && !heads.has(row);
      if (isPlain && looksLike(cell, above[column])) continue;
      above[column] = cell;
      const key = keyOf(cell);
      if (isPlain && looks.has(key)) continue;
      const target = drawn.getCell(row, column);
      // Any text will do: what the cell holds is written with the rows.
      target.value = ' ';
      const look = looks.get(key) ?? { sheet, address: target.address, style: styleOf(cell, face) };
      looks.set(key, look);
      target.style = look.style;
      if (isMerged) drawn.mergeCells(row, column, row + (cell.down ?? 1) - 1, column + (cell.span ?? 1) - 1);
    }
  }
  drawn.getCell(last, most);
}

/** exceljs puts the $ before the columns alone; without one before the rows too, LibreOffice ignores the area. */
function printArea(sheet: Sheet): { readonly printArea?: string } {
  const hidden = hiddenRow(sheet);
  const area = hidden === undefined ? sheet.printed : `A${hidden}:A${hidden}`;
  return area === undefined ? {} : { printArea: area.replace(/\d+/g, '$$$&') };
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

function styleOf({ style, format, tone, indent }: Cell, { font, colour }: Face): Partial<XlsxStyle> {
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
