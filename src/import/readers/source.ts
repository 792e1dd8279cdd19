import type { Fault } from '../../faults/fault.js';
import type { CellDoubt } from '../layout/doubts.js';

/** One row of a source, as text by column position. */
export interface Row {
  /** The row's number as a person sees it: the physical line in a csv or ndjson file, the row of a sheet, 1.. for a query. */
  readonly number: number;
  /** By column position, '' when empty; as many as the source has columns unless the row has a fault. */
  readonly cells: readonly string[];
  /** Its beginning as it stands in the source, where that is not its cells with the source's delimiter between them. */
  readonly text?: string;
  /** Why the row as a whole cannot be used. */
  readonly fault?: Fault;
  /**
   * Number cells that have lost digits and formulas without a result, by column position: a field may hold them, a key may not. Left
   * out where there are none, so that rows without them cost nothing; `doubtOf` in the layout's part finds the one of a column.
   */
  readonly doubts?: readonly CellDoubt[];
}

/** An opened source: its columns are known, its rows can be read once. */
export interface Source {
  readonly columns: readonly string[];
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
  /** auto (default), tab, or the character. */
  readonly delimiter?: string | undefined;
  /** The sheet's name; default the first of the workbook. */
  readonly sheet?: string | undefined;
  /** The row that holds the column names; default the first that is not empty. */
  readonly header_row?: number | undefined;
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
