import type { Fault } from '../../faults/fault.js';
import type { CellDoubt } from '../../facts/cell-doubts.js';

/** How many of the first rows are looked at where headings are sought below a title. */
export const HEAD_ROWS = 20;

/** One of the first rows of a workbook, with all its cells. */
export type HeadRow = Pick<Row, 'number' | 'cells'>;

/** The sheet of a row, where rows of several sheets are read: its name, and what its rows' numbers are raised by in the store. */
export interface SheetOfRow {
  readonly name: string;
  readonly before: number;
}

/** A row of a csv file as it is written: what stands between its delimiters, quotes and all. */
export interface WrittenRow {
  readonly cells: readonly string[];
  readonly delimiter: string;
}

/** One row of a source, as text by column position. */
export interface Row {
  /** The row's number as a person sees it: the physical line in a csv or ndjson file, the row of a sheet, 1.. for a query. */
  readonly number: number;
  /** Its sheet, where the layout names several; the rows of other sources have none. */
  readonly sheet?: SheetOfRow;
  /** By column position, '' when empty; as many as the source has columns unless the row has a fault. */
  readonly cells: readonly string[];
  /** Its beginning as it stands in the source, where that is not its cells with the source's delimiter between them. */
  readonly text?: string;
  /** How it stands in the source, where its quotes are wrong. */
  readonly written?: WrittenRow;
  /** Why the row as a whole cannot be used. */
  readonly fault?: Fault;
  /**
   * Number cells that have lost digits and formulas without a result, by column position: a field may hold them, a key may not. Left
   * out where there are none, so that rows without them cost nothing; `doubtOf` finds the one of a column.
   */
  readonly doubts?: readonly CellDoubt[];
}

/** An opened source: its columns are known, its rows can be read once. */
export interface Source {
  readonly columns: readonly string[];
  /** The first rows of a workbook for which no header row is named, among which headings can be sought. */
  readonly head?: readonly HeadRow[];
  /** The one sheet that is read, or the first of several. */
  readonly sheet?: string;
  /** The sheets in their order, where the layout names several. */
  readonly sheets?: readonly string[];
  /** Batches of some hundreds of rows; throws a Stop when the source as a whole proves unusable. */
  readonly rows: AsyncIterable<readonly Row[]>;
  /** SHA-256 in hex of the file's bytes (for a query: of its rows as JSON lines); known once the rows are exhausted. */
  readonly sha256: () => string;
  /** Bytes read so far, of how many. */
  readonly progress: () => { readonly done: number; readonly of: number | undefined };
  readonly encoding?: string;
  readonly delimiter?: string;
  /** Warnings so far; grows while rows are read. */
  readonly findings: readonly Fault[];
  /** The greatest value of the watermark column read so far. */
  readonly watermark?: () => string | undefined;
  /** Lets go of files, threads and connections; needed only when the rows are not read to their end. */
  readonly close: () => Promise<void>;
}

/** The formats that can be read. */
export type Format = 'csv' | 'xlsx' | 'ndjson' | 'sql';

/** Which source to open, in the words of a layout. */
export interface SourceSpec {
  /** The file; for a query the name that faults are to carry. */
  readonly path: string;
  readonly format: Format;
  /** auto (default), or any name that iconv knows. */
  readonly encoding?: string | undefined;
  /** auto (default), tab, space, or the characters. */
  readonly delimiter?: string | undefined;
  /** The character around cells that hold delimiters, or none; default ". */
  readonly quote?: string | undefined;
  /** What makes the quote, the delimiter or itself after it part of the cell; default: a quote inside quotes is written twice. */
  readonly escape?: string | undefined;
  /** Quoted cells may run over line ends: true, false, or (default) unless what they hold looks like whole rows. */
  readonly multiline?: boolean | undefined;
  /** Lines that begin with it are passed over. */
  readonly comment?: string | undefined;
  /** Rows with too few cells, or with blank ones too many: rejected (default), or filled up and cut to the header's. */
  readonly ragged?: 'reject' | 'pad' | undefined;
  /** The last rows, which are no data; default 0. */
  readonly footer_rows?: number | undefined;
  /** The names of the columns where the file has none; none stands for their positions, from 1. */
  readonly header?: 'none' | readonly string[] | undefined;
  /** The sheet's name, a pattern with * and ?, or several of these, which are read one below the other; default the first visible one. */
  readonly sheet?: string | readonly string[] | undefined;
  /** The row that holds the column names; default the first that is not empty. With `header`, what stands up to it is passed over. */
  readonly header_row?: number | undefined;
  /** How many rows, from that one on, make up the names together; default 1. */
  readonly header_rows?: number | undefined;
  /** Merged cells of a workbook all have the value of the first: in every column, or in those named. Default: they are blank. */
  readonly merged?: 'fill' | { readonly fill: string | readonly string[] } | undefined;
  /** Cells of a workbook with the format of percentages are read as they are shown, `150%`; default: as the number that they hold, `1.5`. */
  readonly percentages?: boolean | undefined;
  /** Columns of a workbook, by header or position, whose cells name facts. */
  readonly naming?: readonly (string | number)[] | undefined;
  readonly query?: string | undefined;
  /** A postgres:// or mysql:// URL, or env:NAME. */
  readonly connection?: string | undefined;
  /** Read only rows whose column is greater than `after`. */
  readonly watermark?: { readonly column: string; readonly after?: string | undefined } | undefined;
}

/** Surroundings of a reader. */
export interface ReaderOptions {
  /** Where env:NAME is looked up. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Reads one format. */
export interface Reader {
  readonly format: Format;
  open(spec: SourceSpec, options: ReaderOptions): Promise<Source>;
}
