/** Which table of which workbook. */
export interface TableSpec {
  readonly path: string;
  /** Names or patterns; undefined is the first visible sheet. */
  readonly sheet: string | readonly string[] | undefined;
  readonly headerRow: number | undefined;
  /** How many rows the header is of. */
  readonly headerRows: number;
  /** Columns whose merged cells all have the value of the first. */
  readonly merged: 'all' | readonly string[];
}
