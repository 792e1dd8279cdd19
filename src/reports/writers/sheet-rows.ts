import { type Cell, type Content, letters, type Row, type Sheet } from '../sheet.js';

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
export function* sheetData(sheet: Sheet, writing: RowWriting): Generator<string> {
  const heads = headsOf(sheet);
  const covered: Covered = new Map();
  const names = columnNames(sheet);
  let xml = '<sheetData>';
  for (const [above, row] of sheet.rows.entries()) {
    xml += rowXml(above + 1, row, { ...writing, names, heads: heads.get(above + 1), covered });
    if (xml.length < pieceLength) continue;
    yield xml;
    xml = '';
  }
  yield `${xml}</sheetData>`;
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

/** The letters of a sheet's columns, by their number: every row asks for them. */
function columnNames({ rows }: Sheet): readonly string[] {
  const widest = rows.reduce((most, { cells }) => Math.max(most, ...cells.map((cell, at) => at + (cell?.span ?? 1))), 0);
  return Array.from({ length: widest + 1 }, (_, column) => letters(column));
}

interface RowContext extends RowWriting {
  readonly names: readonly string[];
  readonly heads: ReadonlyMap<number, string> | undefined;
  readonly covered: Covered;
}

function rowXml(number: number, { cells, height, outline }: Row, context: RowContext): string {
  const { names, heads, covered, lookOf } = context;
  let xml = '';
  let [first, last] = [0, 0];
  let end = Math.max(cells.length, ...(covered.get(number)?.keys() ?? []));
  for (let column = 1; column <= end; column++) {
    const cell = cells[column - 1];
    const merged = covered.get(number)?.get(column);
    if (cell === undefined && merged === undefined) continue;
    if (first === 0) first = column;
    last = column;
    const address = `${names[column]}${number}`;
    if (merged !== undefined || cell === undefined) {
      xml += `<c r="${address}" s="${merged}"/>`;
      continue;
    }
    const look = lookOf(cell);
    if (cell.span !== undefined || cell.down !== undefined) {
      cover(covered, { number, column, look }, cell);
      end = Math.max(end, column + (cell.span ?? 1) - 1);
    }
    xml += cellXml(address, look, heads?.get(column) ?? cell.value, heads?.has(column) === true, context.texts);
  }
  covered.delete(number);
  if (first === 0 && (height ?? 0) === 0) return '';
  const tall = (height ?? 0) === 0 ? '' : ` ht="${height}" customHeight="1"`;
  const spans = first === 0 ? '' : ` spans="${first}:${last}"`;
  const folded = (outline ?? 0) === 0 ? '' : ` outlineLevel="${outline}" collapsed="1"`;
  const head = `<row r="${number}"${tall}${spans} x14ac:dyDescent="0.25"${folded}`;
  return xml === '' ? `${head}/>` : `${head}>${xml}</row>`;
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

function cellXml(address: string, look: number, value: Content, isHead: boolean, texts: SharedTexts): string {
  const head = `<c r="${address}" s="${look}"`;
  if (value === null || value === '') return `${head}/>`;
  if (typeof value === 'string') return `${head} t="s"><v>${texts.placeOf(isHead ? value : literal(value))}</v></c>`;
  if (typeof value === 'number') return Number.isFinite(value) ? `${head}><v>${value}</v></c>` : `${head}/>`;
  if ('local' in value) return Number.isFinite(value.local) ? `${head}><v>${serial(value.local)}</v></c>` : `${head}/>`;
  const { formula, result } = value;
  const type = typeof result === 'string' ? ' t="str"' : '';
  return `${head}${type}><f>${escaped(formula)}</f><v>${typeof result === 'string' ? escaped(result) : result}</v></c>`;
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
