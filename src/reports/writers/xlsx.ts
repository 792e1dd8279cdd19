import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { writeWhole } from '../../files/whole-file.js';
import type { Portfolio } from '../portfolio.js';
import type { Scorecard } from '../scorecard.js';
import type { Workbook } from '../sheet.js';
import { SharedTexts, sheetData } from './sheet-rows.js';
import { sheetPart, type WorkbookFrame, workbookFrame } from './workbook-frame.js';
import { type ZipPart, zipped } from './zip.js';

/** Writes a scorecard as an Excel file; the file appears whole or not at all. */
export const writeScorecard = (scorecard: Scorecard, path: string): Promise<void> => writeWorkbook(scorecard, path);

/** Writes a portfolio as an Excel file; the file appears whole or not at all. */
export const writePortfolio = (portfolio: Portfolio, path: string): Promise<void> => writeWorkbook(portfolio, path);

/** The bytes of a workbook: the same ones for the same workbook. */
export async function workbookBytes(book: Workbook): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of zipped(partsOf(book, await workbookFrame(book)), book.madeAt)) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

async function writeWorkbook(book: Workbook, path: string): Promise<void> {
  const parts = partsOf(book, await workbookFrame(book));
  await writeWhole(path, draft => pipeline(zipped(parts, book.madeAt), createWriteStream(draft)));
}

/** The parts of the file: the frame, and in it the rows of each sheet and the texts of all of them. */
function* partsOf({ sheets }: Workbook, { parts, lookOf }: WorkbookFrame): Generator<ZipPart> {
  const texts = new SharedTexts();
  const ofSheets = new Map(sheets.map((sheet, position) => [sheetPart(position), sheet]));
  for (const { name, content } of parts) {
    const sheet = ofSheets.get(name);
    if (sheet !== undefined) yield { name, content: between(content.toString(), sheetData(sheet, { lookOf, texts })) };
    // They come after the sheets, which name them.
    else yield { name, content: name === 'xl/sharedStrings.xml' ? texts.xml() : [content] };
  }
}

/** The frame's sheet with these rows in place of its own. */
function* between(frame: string, rows: Iterable<Uint8Array>): Generator<string | Uint8Array> {
  const [from, to] = [frame.indexOf('<sheetData'), frame.indexOf('</sheetData>')];
  if (from < 0 || to < 0) throw new Error('a sheet of the frame has no rows to be replaced');
  yield frame.slice(0, from);
  yield* rows;
  yield frame.slice(to + '</sheetData>'.length);
}
