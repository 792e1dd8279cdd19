/** Which table of which workbook. */
export interface TableSpec {
  readonly path: string;
  /** Names or patterns; undefined is the first visible sheet. */
  readonly sheet: string | readonly string[] | undefined;
  readonly headerRow: number | undefined;
  /** How many rows the header is of. */
  readonly headerRows: number;
  /** The names of the columns where the sheets have none; `none` stands for their positions. */
  readonly header: 'none' | readonly string[] | undefined;
  /** How many of the last rows of each sheet are no data. */
  readonly footerRows: number;
  /** Columns whose merged cells all have the value of the first. */
  readonly merged: 'all' | readonly string[];
  /** Cells with the format of percentages are read as they are shown. */
  readonly percentages: boolean;
  /** Columns, by header or position, whose cells name facts: what they hold beside texts and plain whole numbers is noted. */
  readonly naming: readonly (string | number)[];
}
