import type { Status } from '../evaluation/document.js';
import type { Language } from '../facts/label.js';
import type { Chart } from './chart.js';
import type { Style } from './styles.js';

/** What a cell holds: text, a number, a moment (wall-clock milliseconds, as Date.UTC counts them), or a live formula with its stored result. */
export type Content =
  | string
  | number
  | null
  | { readonly local: number }
  | { readonly formula: string; readonly result: number | string };

/** A cell; `span` and `down` merge it with its neighbours. */
export interface Cell {
  readonly value: Content;
  readonly style: Style;
  /** A spreadsheet number format. */
  readonly format?: string;
  readonly tone?: Status;
  readonly indent?: number;
  readonly span?: number;
  readonly down?: number;
}

/** A row: cells from the first column on, undefined where there is none. */
export interface Row {
  readonly cells: readonly (Cell | undefined)[];
  /** In points; by default as the text needs. */
  readonly height?: number;
  /** Folds under the row above. */
  readonly outline?: number;
  /** It holds no figure that does not stand elsewhere in the workbook: one made by a version without such rows lacks nothing. */
  readonly repeats?: true;
}

/** A block of rows that can be filtered: its header's row and first column (1-based), and its size. */
export interface Table {
  readonly name: string;
  readonly row: number;
  readonly column: number;
  readonly headers: readonly string[];
  readonly rows: number;
}

/** Colours that follow a status sign in `column` (a letter) over a range. */
interface StatusColours {
  readonly range: string;
  /** The first cell of the column that begins with a sign, e.g. `$H2`. */
  readonly sign: string;
}

/** Where a picture is laid: pixels from the sheet's left edge, the zero-based row it begins on, and pixels below that row's edge. */
interface Placed {
  readonly left: number;
  readonly row: number;
  readonly top?: number;
}

/** A picture that is there already, such as a logo. */
export interface Image {
  readonly base64: string;
  readonly extension: 'png' | 'jpeg';
  /** Pixels on the sheet. */
  readonly width: number;
  readonly height: number;
}

/** A chart or an image laid on a sheet. */
export type Picture = Placed & ({ readonly chart: Chart } | { readonly image: Image });

/** A picture's pixels on its sheet. */
export const sizeOf = (picture: Picture): { readonly width: number; readonly height: number } =>
  'image' in picture ? picture.image : picture.chart;

/** A sheet as plain data. */
export interface Sheet {
  readonly name: string;
  /** Tab colour. */
  readonly tab: string;
  /** Column widths in characters. */
  readonly widths: readonly number[];
  readonly rows: readonly Row[];
  readonly tables: readonly Table[];
  readonly colours: readonly StatusColours[];
  readonly pictures: readonly Picture[];
  /** Rows and columns that do not scroll. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  /** Rows printed on each page, e.g. `1:1`. */
  readonly repeated?: string;
  /** The part that is printed, e.g. `A1:P40`; all of it by default. */
  readonly printed?: string;
  /** It says in one sentence that there is nothing to list: that is read on the screen, and no page is printed of it. */
  readonly isLeftOutInPrint?: boolean;
  /** The rows (1-based) with which a printed page ends, whatever fits. */
  readonly breaksAfter?: readonly number[];
  /** Pages high when printed; 0 as many as it takes. */
  readonly pagesHigh: number;
}

/** How a firm wants what it hands over to look. */
export interface HouseStyle {
  /** In place of the colour of heads and titles, RRGGBB; white text can be read on it. */
  readonly colour?: string;
  /** A font's name. */
  readonly font?: string;
  readonly logo?: Image;
}

/** A workbook as plain data; a writer makes the file. */
export interface Workbook {
  readonly language: Language;
  readonly house?: HouseStyle;
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  /** UTC milliseconds. */
  readonly madeAt: number;
  /** Left and right of each printed page's head, and left of its foot. */
  readonly head: readonly [left: string, right: string];
  readonly foot: string;
  readonly pageWords: readonly [page: string, of: string, after: string];
  /** The version of the program that makes it, where that is known. */
  readonly program?: string;
  readonly sheets: readonly Sheet[];
}

/** The hidden row below a sheet of which no page is printed: what is printed lies there, where spreadsheets find nothing to print. */
export const hiddenRow = ({ isLeftOutInPrint = false, rows }: Sheet): number | undefined =>
  isLeftOutInPrint ? rows.length + 2 : undefined;

/** A cell of a style. */
export const cell = (value: Content, style: Style, more?: Omit<Cell, 'value' | 'style'>): Cell =>
  more === undefined ? { value, style } : { value, style, ...more };

/** A cell without anything in it. */
export const emptyCell: Cell = { value: null, style: 'text' };

/** A row without cells. */
export const gap = (height?: number): Row => (height === undefined ? { cells: [] } : { cells: [], height });

/** A column's letters, from 1. */
export function letters(column: number): string {
  const rest = column - 1;
  return (rest >= 26 ? letters(Math.floor(rest / 26)) : '') + String.fromCharCode(65 + (rest % 26));
}

/** A reference to a cell of another sheet. */
export const reference = (sheet: string, address: string): string => `'${sheet.replaceAll("'", "''")}'!${address}`;

/** A sheet's title with the line below it, over so many columns. */
export const heading = (title: string, note: string, span: number): readonly Row[] => [
  { cells: [cell(title, 'title', { span })], height: 30 },
  { cells: [cell(note, 'note', { span })], height: 18 },
  gap(8),
];
