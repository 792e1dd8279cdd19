import { contractFaults } from '../../faults/contracts.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { nearest } from '../../faults/nearest.js';
import type { Phrase } from '../../faults/phrase.js';
import type { Label, Language } from '../../facts/label.js';
import { letters } from '../sheet.js';
import { folded } from './metric-names.js';
import type { ColumnId } from './template.js';
import { type HeadingId, headings } from '../../words/contract-headings.js';
import { formerHeadings, headingIn, notes, sheetNames } from './words.js';

/** The cells of a sheet as they were read: rows that hold anything, with their numbers, and the text of each cell from column A on. */
export interface SheetCells {
  readonly name: string;
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

/** One row of a filled-in sheet. */
export interface FilledRow {
  /** Its id; empty for a row of a list, `#` for one that nothing is read from. */
  readonly row: string;
  readonly number: number;
  /** The text of a cell; undefined where it is empty. */
  readonly text: (column: ColumnId) => string | undefined;
  readonly place: (column: ColumnId) => FaultPlace;
  /** The columns in which something stands, with it. */
  readonly filled: readonly (readonly [ColumnId, string])[];
}

/** Reads cells, and keeps what is wrong with them and where each value of the contract stands. */
export interface CellReader {
  readonly language: Language;
  readonly faults: Fault[];
  /** By the path of a value in the contract, as JSON: the cell that it was read from. */
  readonly places: Map<string, FaultPlace>;
}

/** The rows of a sheet by the ids of its columns; none, with a fault, where the row of these ids is gone. */
function filledRows(reader: CellReader, sheet: SheetCells, file: string): readonly FilledRow[] {
  const head = sheet.rows.find(({ cells }) => cells.some(cell => cell.trim() === 'row'));
  if (head === undefined) {
    const params = { sheet: sheet.name, what: 'its_first_row_is_missing' } as const;
    reader.faults.push(fault(contractFaults, 'contract_sheet_changed', params, { file, sheet: sheet.name }));
    return [];
  }
  const at = new Map(head.cells.map((cell, column) => [cell.trim(), column]));
  // The ids are those that the template wrote; another one is the same as none.
  const columns = [...at.keys()].filter(id => id !== '' && id !== 'row') as ColumnId[];
  return sheet.rows
    .filter(({ number }) => number > head.number)
    .map(({ number, cells }) => ({
      row: (cells[at.get('row') ?? -1] ?? '').trim(),
      number,
      filled: columns.flatMap(id => {
        const text = (cells[at.get(id) ?? -1] ?? '').trim();
        return text === '' ? [] : [[id, text] as const];
      }),
      text: column => {
        const text = (cells[at.get(column) ?? -1] ?? '').trim();
        return text === '' ? undefined : text;
      },
      place: column => ({
        file,
        sheet: sheet.name,
        line: number,
        ...(at.has(column) ? { cell: `${letters((at.get(column) ?? 0) + 1)}${number}` } : {}),
      }),
    }));
}

/** Every text that the template itself writes where nothing is filled in. */
const ownTexts = new Set([
  ...[headings, notes, sheetNames].flatMap(words => Object.values(words).flatMap(({ en, zh }) => [en, zh])),
  ...formerHeadings,
]);

/** The rows that are filled in; what stands in others, where nobody would look for it, is a fault. */
export function rowsToRead(
  reader: CellReader,
  sheet: SheetCells,
  { file, isList }: { readonly file: string; readonly isList: boolean },
): readonly FilledRow[] {
  const rows = filledRows(reader, sheet, file);
  const isOutside = ({ row }: FilledRow): boolean => row === '#' || (row === '' && !isList);
  for (const row of rows.filter(isOutside)) {
    const stray = row.filled.find(([, text]) => !ownTexts.has(text));
    if (stray === undefined) continue;
    const [column, found] = stray;
    reader.faults.push(fault(contractFaults, 'contract_row_outside', { found, sheet: sheet.name }, row.place(column)));
  }
  return rows.filter(row => !isOutside(row));
}

/** The text of a cell, its place kept under a path. */
export function textAt(
  reader: CellReader,
  row: FilledRow,
  column: ColumnId,
  path: readonly (string | number)[],
): string | undefined {
  const text = row.text(column);
  if (text !== undefined) reader.places.set(JSON.stringify(path), row.place(column));
  return text;
}

/** The id of the word that a cell chooses, in either language; undefined with a fault where it is none of them. */
export function choiceAt<K extends string>(
  reader: CellReader,
  row: FilledRow,
  { column, heading }: { readonly column: ColumnId; readonly heading: HeadingId },
  words: Readonly<Record<K, Label>>,
): K | undefined {
  const text = row.text(column);
  if (text === undefined) return undefined;
  const wanted = folded(text);
  // The keys of the record are its type's.
  const ids = Object.keys(words) as K[];
  const found = ids.find(id => [id, words[id].en, words[id].zh].some(name => folded(name) === wanted));
  if (found !== undefined) return found;
  wordUnknown(
    reader,
    row,
    { column, heading },
    ids.map(id => words[id][reader.language]),
  );
  return undefined;
}

/** The fault of a text that is no choice of its list. */
export function wordUnknown(
  { faults, language }: CellReader,
  row: FilledRow,
  { column, heading }: { readonly column: ColumnId; readonly heading: HeadingId },
  known: readonly string[],
): void {
  const found = row.text(column) ?? '';
  const params = { found, known, near: nearest(found, known), heading: headingIn(heading, language) };
  faults.push(fault(contractFaults, 'contract_word_unknown', params, row.place(column)));
}

/** The fault of a cell that is empty and must not be. */
export function cellMissing({ faults, language }: CellReader, row: FilledRow, column: ColumnId, heading: HeadingId): void {
  faults.push(fault(contractFaults, 'contract_cell_missing', { heading: headingIn(heading, language) }, row.place(column)));
}

/** The fault of a cell that says something which nothing follows from. */
export function cellIdle({ faults, language }: CellReader, row: FilledRow, column: HeadingId, needs: HeadingId): void {
  const params = { heading: headingIn(column, language), found: row.text(column) ?? '', needs: headingIn(needs, language) };
  faults.push(fault(contractFaults, 'contract_cell_idle', params, row.place(column)));
}

/** The fault of a cell that holds another kind of value. */
export function valueWrong(
  { faults, language }: CellReader,
  row: FilledRow,
  { column, heading }: { readonly column: ColumnId; readonly heading: HeadingId },
  expected: Phrase,
): void {
  const params = { heading: headingIn(heading, language), found: row.text(column) ?? '', expected };
  faults.push(fault(contractFaults, 'contract_value_wrong', params, row.place(column)));
}

/** A label out of two cells; one text stands for both languages where the other cell is empty. */
export function labelOf(
  en: string | undefined,
  zh: string | undefined,
): string | { readonly en: string; readonly zh: string } | undefined {
  if (en === undefined || zh === undefined || en === zh) return en ?? zh;
  return { en, zh };
}

/** A path of two cells of a label, so that a fault of the whole names the first of them. */
export function placeOfLabel(
  reader: CellReader,
  row: FilledRow,
  columns: readonly ColumnId[],
  path: readonly (string | number)[],
): void {
  const column = columns.find(one => row.text(one) !== undefined);
  if (column !== undefined) reader.places.set(JSON.stringify(path), row.place(column));
}
