import type { Values } from '../../facts/fact.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import type { CellDoubt } from '../../facts/cell-doubts.js';

/** A source's record as a reader delivers it. */
export interface SourceRow {
  /** The number under which a person finds it in the source. */
  readonly number: number;
  /** Its sheet, where rows of several sheets are read, and what the numbers of that sheet's rows are raised by in the store. */
  readonly sheet?: { readonly name: string; readonly before: number };
  /** By column position; '' where empty. */
  readonly cells: readonly string[];
  /** Its beginning as it stands in the source, where that is not its cells with the source's delimiter between them. */
  readonly text?: string;
  /** Its cells as they stand in the source, quotes and all, and what is between them, where its quotes are wrong. */
  readonly written?: { readonly cells: readonly string[]; readonly delimiter: string };
  /** Why the reader could not deliver it whole. */
  readonly fault?: Fault;
  /** Its number in the source that it was rejected from, where it comes from a file of rejected rows. */
  readonly numberBefore?: number;
  /** And its sheet there, where rows of several sheets were read. */
  readonly sheetBefore?: string;
  /** Cells that a key cannot be made of; left out where there are none, as in nearly every row. */
  readonly doubts?: readonly CellDoubt[];
}

/** The number under which the store keeps a row: rows of several sheets of a source have different ones. */
export const storedNumber = ({ number, sheet }: Pick<SourceRow, 'number' | 'sheet'>): number =>
  sheet === undefined ? number : sheet.before + number;

/** A row as a person finds it: by its number, or as a spreadsheet writes a place in one of several sheets, `2026-02!14`. */
export const rowName = ({ number, sheet }: Pick<SourceRow, 'number' | 'sheet'>): string =>
  sheet === undefined ? String(number) : `${sheet.name}!${number}`;

/** Where a row is, as messages name it. */
export const placeOf = (file: string, { number, sheet }: Pick<SourceRow, 'number' | 'sheet'>): FaultPlace => ({
  file,
  ...(sheet === undefined ? {} : { sheet: sheet.name }),
  line: number,
});

/** What is known of a fact that is there already: the fields that a layout asks for. */
export type KnownFact = Readonly<Record<string, string | null>>;

/** Facts that are there already: by the field whose number names them, then by that number. */
export type KnownFacts = ReadonlyMap<string, ReadonlyMap<string, readonly KnownFact[]>>;

/** What the conversion of one row needs and gathers; one object serves all rows of a file, since there may be millions. */
export interface RowState {
  cells: readonly string[];
  number: number;
  /** The number that `row()` gives: that in the source which held the row first. */
  firstNumber?: number;
  /** Facts that are there already, where the layout asks for them. */
  known?: KnownFacts | undefined;
  /** The sheet that it stands in, in a workbook. */
  sheet?: string | undefined;
  /** The fields read so far. */
  values?: Values;
  /** The zone of naive times: the layout's, else of the place, which may be that of the fact which is there already. */
  zone: () => string;
  /** Gathers a warning about the row. */
  warn: (field: string, warning: Fault) => void;
}
