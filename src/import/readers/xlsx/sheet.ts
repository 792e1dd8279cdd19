import type { CellDoubt, Doubt } from '../../../facts/cell-doubts.js';
import { refuse } from '../refuse.js';
import { losesDigits, numberText } from './formats.js';
import { shownBy } from './shown.js';
import { broken, limits } from './bounds.js';
import { type MergedRange, mergedRange } from './merges.js';
import type { Package } from './package.js';
import type { SheetRow } from './sheet-row.js';
import { unescaped, type Workbook } from './workbook.js';
import { type Listener, xmlSteps } from './xml.js';

/** How far the table reaches to the right, and the first value found beyond. */
export interface Reach {
  columns: number;
  /** Columns that name facts, once they are known; until then what their cells hold is noted of all. */
  naming?: ReadonlySet<number>;
  beyond?: { readonly row: number; readonly column: number };
  /** A warning of it has been given. */
  isReported?: true;
}

/**
 * The rows of a sheet that are not blank, by the piece, with the bytes read so far. Merged cells have their value in the first of them;
 * the ranges stand below the rows, and are passed to `merged` when they come. Hidden rows and columns are read like all others.
 */
export async function* sheetRows(
  zip: Package,
  workbook: Workbook,
  part: string,
  reach: Reach,
  merged: (range: MergedRange) => void,
): AsyncGenerator<{ rows: SheetRow[]; bytes: number }> {
  const listener = new SheetListener(zip.file, workbook, reach, merged);
  const stream = await zip.open(part, limits.sheetBytes);
  for await (const bytes of xmlSteps(zip.file, stream, listener)) {
    const rows = listener.taken();
    if (rows.length > 0) yield { rows, bytes };
  }
}

/** Hears a sheet's XML and gathers its rows. */
class SheetListener implements Listener {
  readonly #file: string;
  readonly #workbook: Workbook;
  readonly #reach: Reach;
  #rows: SheetRow[] = [];
  #row = 0;
  #cells: string[] | undefined;
  #column = 0;
  #type = 'n';
  #style = 0;
  #value: string | undefined;
  #hasFormula = false;
  #hasValue = false;
  #doubts: CellDoubt[] | undefined;
  #listening = false;
  #phonetic = false;
  readonly #merged: (range: MergedRange) => void;

  constructor(file: string, workbook: Workbook, reach: Reach, merged: (range: MergedRange) => void) {
    this.#file = file;
    this.#workbook = workbook;
    this.#reach = reach;
    this.#merged = merged;
  }

  taken(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c' && this.#cells !== undefined) {
      this.#column = columnOf(attributes['r']) ?? this.#column + 1;
      this.#type = attributes['t'] ?? 'n';
      this.#style = Number(attributes['s'] ?? 0);
      this.#value = undefined;
      this.#hasFormula = false;
      this.#hasValue = false;
    } else if (name === 'row') {
      this.#row = Number.parseInt(attributes['r'] ?? '', 10) || this.#row + 1;
      this.#cells = [];
      this.#doubts = undefined;
      this.#column = 0;
    } else if (name === 'v' || name === 't') {
      this.#listening = !this.#phonetic;
      this.#hasValue = true;
    } else if (name === 'f') this.#hasFormula = true;
    else if (name === 'rPh') this.#phonetic = true;
    else if (name === 'mergeCell') {
      const range = mergedRange(attributes['ref']);
      if (range !== undefined) this.#merged(range);
    }
  }

  text(text: string): void {
    if (!this.#listening) return;
    this.#value = this.#value === undefined ? text : this.#value + text;
    if (this.#value.length <= limits.cellCharacters) return;
    const most = { phrase: 'megabytes', count: 1 } as const;
    throw refuse('workbook_too_big', { what: 'cell_over_1_mb', most }, { file: this.#file, line: this.#row });
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#listening = false;
    else if (name === 'rPh') this.#phonetic = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row') this.#endRow();
  }

  #endCell(): void {
    const cells = this.#cells;
    const isUnknown = this.#hasFormula && this.#lacksResult();
    if (cells === undefined || (this.#value === undefined && !isUnknown)) return;
    if (this.#column > this.#reach.columns) {
      this.#reach.beyond ??= { row: this.#row, column: this.#column };
      return;
    }
    while (cells.length < this.#column - 1) cells.push('');
    if (isUnknown) this.#doubt('no_result');
    cells[this.#column - 1] = isUnknown ? '' : this.#cellText(this.#value ?? '');
    this.#value = undefined;
  }

  /**
   * Whether a formula's cell holds no result: none at all, or the zero that some programs write in its place, and ask for a calculation
   * when the file is opened. An empty text is a result where the cell says that it holds a text.
   */
  #lacksResult(): boolean {
    if (this.#value === undefined) return !(this.#hasValue && this.#type === 'str');
    return this.#value === '0' && this.#type === 'n' && this.#workbook.uncalculated;
  }

  #doubt(why: Doubt, shown?: string): void {
    (this.#doubts ??= []).push({ at: this.#column - 1, why, ...(shown === undefined ? {} : { shown }) });
  }

  /** Notes what a cell is that is to name something; in other columns that costs no more than this question. */
  #note(type: 'n' | 'b', value: string): void {
    if (this.#reach.naming?.has(this.#column - 1) === false) return;
    if (type === 'b') return this.#doubt('boolean');
    const { numberKinds, masks } = this.#workbook;
    const number = Number(value);
    if (value.trim() === '' || !Number.isFinite(number)) return;
    if ((numberKinds[this.#style] ?? 'number') !== 'number') return this.#doubt('date');
    if (!Number.isInteger(number)) return this.#doubt('fraction');
    const mask = masks.get(this.#style);
    if (mask === undefined || number < 0 || number >= 1e15) return;
    const shown = shownBy(mask, number);
    if (shown !== String(number)) this.#doubt('shown_otherwise', shown);
  }

  #cellText(value: string): string {
    const { strings, numberKinds, exponents, date1904 } = this.#workbook;
    switch (this.#type) {
      case 's':
        return strings[Number(value)] ?? this.#missingText(value);
      case 'str':
      case 'inlineStr':
        return unescaped(value);
      case 'b':
        this.#note('b', value);
        return value.trim() === '1' || value.trim() === 'true' ? 'true' : 'false';
      case 'n': {
        const kind = numberKinds[this.#style] ?? 'number';
        if (kind === 'number' && losesDigits(value, exponents.has(this.#style))) this.#doubt('digits_lost');
        else this.#note('n', value);
        return numberText(value, kind, date1904);
      }
      default:
        // An error such as #N/A, or a date already in ISO form.
        return value;
    }
  }

  #missingText(value: string): never {
    throw broken(this.#file, { phrase: 'text_not_there', row: this.#row, text: value });
  }

  #endRow(): void {
    const cells = this.#cells;
    if (this.#doubts !== undefined && cells !== undefined) this.#rows.push({ number: this.#row, cells, doubts: this.#doubts });
    else if (cells?.some(cell => cell !== '')) this.#rows.push({ number: this.#row, cells });
    this.#cells = undefined;
  }
}

/** The column number of a reference such as AB12. */
function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined;
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? undefined : column;
}
