import { type Cell, type Content, hiddenRow, letters, type Row, type Sheet } from '../sheet.js';
import { looksLike } from './workbook-frame.js';
import { XmlBytes } from './xml-bytes.js';

/** The texts of a workbook, each once, in the order in which its cells name them. */
export class SharedTexts {
  readonly #places = new Map<string, number>();
  #named = 0;

  placeOf(text: string): number {
    this.#named++;
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.#places.size);
    return this.#places.size - 1;
  }

  /** The part of the workbook that holds them. */
  *xml(): Generator<string> {
    const schema = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const counts = `count="${this.#named}" uniqueCount="${this.#places.size}"`;
    yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="${schema}" ${counts}>`;
    let xml = '';
    for (const text of this.#places.keys()) {
      xml += `<si><t${/^\s|\n|\s$/.test(text) ? ' xml:space="preserve"' : ''}>${escaped(text)}</t></si>`;
      if (xml.length < pieceLength) continue;
      yield xml;
      xml = '';
    }
    yield `${xml}</sst>`;
  }
}

/** Characters of a piece of XML: many rows, and nothing to speak of in memory. */
const pieceLength = 65_536;

/** A cell that is merged into another one has its style, and the row and column where it stands. */
type Covered = Map<number, Map<number, number>>;

/** How the rows of a workbook are written: the number of each cell's look, and the texts that they share. */
export interface RowWriting {
  readonly lookOf: (cell: Cell) => number;
  readonly texts: SharedTexts;
}

/** The element `sheetData` of a sheet, in pieces. */
export function* sheetData(sheet: Sheet, writing: RowWriting): Generator<Uint8Array> {
  const heads = headsOf(sheet);
  const shared = { ...writing, xml: new XmlBytes(), openings: openingsOf(sheet), covered: new Map(), above: [] };
  const { xml } = shared;
  xml.add('<sheetData>');
  for (const [before, row] of sheet.rows.entries()) {
    writeRow(before + 1, row, { ...shared, heads: heads.get(before + 1) });
    if (xml.isPiece) yield xml.take();
  }
  const hidden = hiddenRow(sheet);
  if (hidden !== undefined) xml.add(`<row r="${hidden}" hidden="1"/>`);
  xml.add('</sheetData>');
  yield xml.take();
}

/** The names of tables' columns, by row and column: the cells of a table's head hold the very names. */
function headsOf({ tables }: Sheet): ReadonlyMap<number, ReadonlyMap<number, string>> {
  const rows = new Map<number, Map<number, string>>();
  for (const { row, column, headers } of tables) {
    const heads = rows.get(row) ?? new Map<number, string>();
    rows.set(row, heads);
    for (const [at, header] of headers.entries()) heads.set(column + at, header);
  }
  return rows;
}

/** How the cells of a sheet's columns begin, by the column's number: every row asks for it. */
function openingsOf({ rows }: Sheet): readonly string[] {
  let widest = 0;
  for (const { cells } of rows) for (let at = 0; at < cells.length; at++) widest = Math.max(widest, at + (cells[at]?.span ?? 1));
  return Array.from({ length: widest + 1 }, (_, column) => `<c r="${letters(column)}`);
}

/** The number of a look, and how a cell that has it goes on after its address. */
interface Look {
  readonly look: number;
  readonly empty: string;
  readonly text: string;
  readonly number: string;
}

/** A cell of the row above, or of one before it, with its look. */
type Above = Look & { readonly cell: Cell };

interface RowContext extends RowWriting {
  readonly xml: XmlBytes;
  readonly openings: readonly string[];
  readonly heads: ReadonlyMap<number, string> | undefined;
  readonly covered: Covered;
  /** By column. */
  readonly above: Above[];
}

function lookIn({ above, lookOf }: RowContext, column: number, cell: Cell): Look {
  const known = above[column];
  if (known !== undefined && looksLike(cell, known.cell)) return known;
  const look = lookOf(cell);
  const found = { cell, look, empty: `" s="${look}"/>`, text: `" s="${look}" t="s"><v>`, number: `" s="${look}"><v>` };
  above[column] = found;
  return found;
}

function writeRow(number: number, { cells, height, outline }: Row, context: RowContext): void {
  const { xml, heads, covered, openings, texts } = context;
  const { first, last } = reachOf(number, cells, context);
  const mergedHere = covered.get(number);
  covered.delete(number);
  if (first === 0 && (height ?? 0) === 0) return;
  const tall = (height ?? 0) === 0 ? '' : ` ht="${height}" customHeight="1"`;
  const spans = first === 0 ? '' : ` spans="${first}:${last}"`;
  const folded = (outline ?? 0) === 0 ? '' : ` outlineLevel="${outline}" collapsed="1"`;
  const row = String(number);
  xml.add(`<row r="${row}"${tall}${spans} x14ac:dyDescent="0.25"${folded}${first === 0 ? '/>' : '>'}`);
  if (first === 0) return;
  for (let column = first; column <= last; column++) {
    const cell = cells[column - 1];
    const merged = mergedHere?.get(column);
    if (cell === undefined && merged === undefined) continue;
    xml.add(openings[column] ?? '');
    xml.add(row);
    if (merged !== undefined || cell === undefined) xml.add(`" s="${merged}"/>`);
    else {
      const head = heads?.get(column);
      writeCell(xml, lookIn(context, column, cell), head ?? cell.value, head !== undefined, texts);
    }
  }
  xml.add('</row>');
}

/** The first and the last column of a row with a cell, 0 where there is none; cells that are merged cover others from then on. */
function reachOf(number: number, cells: Row['cells'], context: RowContext): { readonly first: number; readonly last: number } {
  const { covered } = context;
  let [first, last] = [0, 0];
  let mergedHere = covered.get(number);
  let end = Math.max(cells.length, ...(mergedHere?.keys() ?? []));
  for (let column = 1; column <= end; column++) {
    const cell = cells[column - 1];
    const isMerged = mergedHere?.has(column) === true;
    if (cell === undefined && !isMerged) continue;
    if (first === 0) first = column;
    last = column;
    if (isMerged || cell === undefined || (cell.span === undefined && cell.down === undefined)) continue;
    cover(covered, { number, column, look: lookIn(context, column, cell).look }, cell);
    mergedHere = covered.get(number);
    end = Math.max(end, column + (cell.span ?? 1) - 1);
  }
  return { first, last };
}

/** Remembers the cells that a merged one covers. */
function cover(
  covered: Covered,
  { number, column, look }: { readonly number: number; readonly column: number; readonly look: number },
  { span = 1, down = 1 }: Cell,
): void {
  for (let row = number; row < number + down; row++) {
    const columns = covered.get(row) ?? new Map<number, number>();
    covered.set(row, columns);
    for (let at = column; at < column + span; at++) if (row > number || at > column) columns.set(at, look);
  }
}

function writeCell(xml: XmlBytes, look: Look, value: Content, isHead: boolean, texts: SharedTexts): void {
  if (value === null || value === '') xml.add(look.empty);
  else if (typeof value === 'string') {
    xml.add(look.text);
    xml.add(String(texts.placeOf(isHead ? value : literal(value))));
    xml.add('</v></c>');
  } else if (typeof value === 'number') writeNumber(xml, look, value);
  else if ('local' in value) writeNumber(xml, look, serial(value.local));
  else {
    const { formula, result } = value;
    const type = typeof result === 'string' ? ' t="str"' : '';
    const shown = typeof result === 'string' ? escaped(result) : result;
    xml.add(`" s="${look.look}"${type}><f>${escaped(formula)}</f><v>${shown}</v></c>`);
  }
}

function writeNumber(xml: XmlBytes, { empty, number }: Look, value: number): void {
  if (!Number.isFinite(value)) {
    xml.add(empty);
    return;
  }
  xml.add(number);
  xml.add(String(value));
  xml.add('</v></c>');
}

/** A moment as the days since 1899-12-30 that a spreadsheet counts. */
const serial = (local: number): number => 25_569 + local / 86_400_000;

/** Excel reads _x0041_ in a text as a character code: an underscore of the text's own is written as one. */
const literal = (text: string): string => (text.includes('_x') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text);

// oxlint-disable-next-line no-control-regex -- what XML cannot hold is left out
const special = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const specials = new RegExp(special, 'g');
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

const escaped = (text: string): string =>
  special.test(text) ? text.replace(specials, character => entities[character] ?? '') : text;
