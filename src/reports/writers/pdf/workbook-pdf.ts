import { writeFile } from 'node:fs/promises';
import type { SKRSContext2D } from '@napi-rs/canvas';
import { writeWhole } from '../../../files/whole-file.js';
import { palette } from '../../palette.js';
import { type Sheet, sizeOf, type Workbook } from '../../sheet.js';
import { styles } from '../../styles.js';
import { registerFonts } from '../fonts.js';
import { programVersion } from '../program-version.js';
import { withProperties, type Properties } from './metadata.js';
import { type MeasureFor } from './lines.js';
import { paintCells } from './paint-cells.js';
import { paintPicture } from './paint-picture.js';
import { dividedIntoPages, type Page, type Span } from './pages.js';
import { type Layout, layoutOf, lineRatio, pointsPerPixel } from './sheet-layout.js';
import { measureWith, preparePen, writable, writeText } from './text-pen.js';

/** A4 on its side, in points, and its margins as the workbook is printed with. */
const paper = { width: 841.89, height: 595.276 };
const inch = 72;
const margins = { side: 0.4 * inch, top: 0.65 * inch, bottom: 0.6 * inch, head: 0.3 * inch };
const headSize = 8;

/** A sheet ready to be painted: measured, scaled and divided into pages. */
interface Print {
  readonly sheet: Sheet;
  readonly layout: Layout;
  readonly scale: number;
  readonly pages: readonly Page[];
  readonly repeated: Span | undefined;
}

/** The version of the program, which decides how a PDF is laid out. */
export const pdfMaker = (): string => `Plumbline ${programVersion()}`;

/** Sheets of a workbook as the pages of a PDF, as they would be printed. The same workbook gives the same bytes. */
export async function workbookPdf(
  book: Workbook,
  sheets: readonly Sheet[],
  evaluation: Properties['evaluation'],
): Promise<Uint8Array> {
  await registerFonts();
  const { PDFDocument, createCanvas } = await import('@napi-rs/canvas');
  const ruler = createCanvas(1, 1).getContext('2d');
  preparePen(ruler, book.language);
  const measureFor = measureWith(ruler);
  const prints = sheets.map(sheet => printOf(sheet, measureFor));
  const document = new PDFDocument({ title: book.title });
  const count = prints.reduce((sum, { pages }) => sum + pages.length, 0);
  let number = 0;
  for (const print of prints) {
    for (const page of print.pages) {
      number++;
      // A page has the same kind of pen as a canvas, but is declared with the browser's.
      const pen = document.beginPage(paper.width, paper.height) as SKRSContext2D;
      preparePen(pen, book.language);
      paintMargins(pen, book, print.sheet, { number, count, measureFor });
      await paintPage(pen, print, page, { measureFor, colour: book.house?.colour });
      document.endPage();
    }
  }
  return withProperties(document.close(), { book, evaluation, madeBy: pdfMaker() });
}

/** The sheets of a workbook that are handed over on paper: the first. */
export const handedOver = (book: Workbook): readonly Sheet[] => book.sheets.slice(0, 1);

/** Writes what a workbook hands over on paper as a PDF file; the file appears whole or not at all. */
export async function writePdf(book: Workbook, evaluation: Properties['evaluation'], path: string): Promise<void> {
  const bytes = await workbookPdf(book, handedOver(book), evaluation);
  await writeWhole(path, draft => writeFile(draft, bytes));
}

function printOf(given: Sheet, measureFor: MeasureFor): Print {
  const sheet = writableSheet(given);
  const layout = layoutOf(sheet, measureFor);
  const width = paper.width - 2 * margins.side;
  const widest = Math.min(1, width / (layout.edges.at(-1) ?? width));
  const repeated = repeatedRows(sheet, layout);
  // Whole per cents, as a spreadsheet scales; smaller until the pages are no more than the sheet may have.
  for (let percent = Math.floor(widest * 100 + 1e-9); ; percent--) {
    const scale = percent / 100;
    const pages = pagesOf(sheet, layout, repeated, (paper.height - margins.top - margins.bottom) / scale);
    if (sheet.pagesHigh === 0 || pages.length <= sheet.pagesHigh || percent <= 10)
      return { sheet, layout, scale, pages, repeated };
  }
}

/** A sheet whose texts the packaged font can write. */
const writableSheet = (sheet: Sheet): Sheet => ({
  ...sheet,
  rows: sheet.rows.map(row => ({
    ...row,
    cells: row.cells.map(cell => {
      if (cell === undefined || cell.value === null || typeof cell.value === 'number') return cell;
      if (typeof cell.value === 'string') return { ...cell, value: writable(cell.value) };
      if ('local' in cell.value || typeof cell.value.result === 'number') return cell;
      return { ...cell, value: writable(cell.value.result) };
    }),
  })),
});

function repeatedRows(sheet: Sheet, { firstRow }: Layout): Span | undefined {
  const [, first, last] = /^(\d{1,7}):(\d{1,7})$/.exec(sheet.repeated ?? '') ?? [];
  return first === undefined || last === undefined
    ? undefined
    : { from: Number(first) - 1 - firstRow, to: Number(last) - firstRow };
}

function pagesOf(sheet: Sheet, layout: Layout, repeated: Span | undefined, room: number): readonly Page[] {
  const { heights, cells, firstRow } = layout;
  const isJoined = heights.map(() => false);
  const isHeading = heights.map(() => false);
  for (const { row, down, look } of cells) {
    for (let at = row; at < row + down - 1; at++) isJoined[at] = true;
    if (look === styles.section || look === styles.column || look === styles.header) isHeading[row] = true;
  }
  for (const picture of sheet.pictures) {
    const { row, top = 0 } = picture;
    let rest = (top + sizeOf(picture).height) * pointsPerPixel - (heights[row - firstRow] ?? 0);
    for (let at = row - firstRow; rest > 0.5 && at < heights.length - 1; at++) {
      isJoined[at] = true;
      rest -= heights[at + 1] ?? 0;
    }
  }
  const breaksAfter = (sheet.breaksAfter ?? []).map(row => row - firstRow);
  const line = cells.reduce((most, { look }) => Math.max(most, look.size * lineRatio), 0);
  return dividedIntoPages({ heights, isJoined, isHeading, breaksAfter, repeated, room, line });
}

/** Head and foot of a page, as the workbook has them. */
function paintMargins(
  pen: SKRSContext2D,
  book: Workbook,
  sheet: Sheet,
  { number, count, measureFor }: { readonly number: number; readonly count: number; readonly measureFor: MeasureFor },
): void {
  const [page, of, after] = book.pageWords;
  const measure = measureFor(false, headSize);
  const write = (given: string, isRight: boolean, y: number): void => {
    const text = writable(given.slice(0, 80));
    const x = isRight ? paper.width - margins.side - measure(text) : margins.side;
    writeText(pen, text, { x, y, size: headSize, isBold: false, colour: palette.quiet });
  };
  const [head, foot] = [margins.head + headSize, paper.height - margins.head];
  write(book.head[0], false, head);
  write(book.head[1], true, head);
  write(`${book.foot} · ${sheet.name}`, false, foot);
  write(`${page}${number}${of}${count}${after}`, true, foot);
}

async function paintPage(
  pen: SKRSContext2D,
  print: Print,
  page: Page,
  look: { readonly measureFor: MeasureFor; readonly colour: string | undefined },
): Promise<void> {
  const { sheet, layout, scale, repeated } = print;
  const width = (layout.edges.at(-1) ?? 0) * scale;
  const sum = (from: number, to: number): number => layout.heights.slice(from, to).reduce((all, height) => all + height, 0);
  pen.save();
  pen.translate((paper.width - width) / 2, margins.top);
  pen.scale(scale, scale);
  let top = 0;
  if (page.hasRepeated && repeated !== undefined) {
    paintCells(pen, layout, { rows: repeated, ...look });
    top = sum(repeated.from, repeated.to);
  }
  pen.translate(0, top - (page.part?.above ?? 0));
  paintCells(pen, layout, { rows: page, part: page.part, ...look });
  for (const picture of sheet.pictures) {
    const row = picture.row - layout.firstRow;
    if (row < page.from || row >= page.to) continue;
    pen.save();
    pen.translate(picture.left * pointsPerPixel, sum(page.from, row) + (picture.top ?? 0) * pointsPerPixel);
    pen.scale(pointsPerPixel, pointsPerPixel);
    await paintPicture(pen, picture);
    pen.restore();
  }
  pen.restore();
}
