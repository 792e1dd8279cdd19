import type { Language } from '../../facts/label.js';
import type { HeadingId } from '../../words/contract-headings.js';

/** How a cell of the template looks. */
export type Look = 'title' | 'note' | 'section' | 'label' | 'heading' | 'hint' | 'entry' | 'date' | 'id';

/** A cell of the template: what stands in it, how it looks, and the choices of an entry that has some. */
export interface TemplateCell {
  readonly text: string;
  readonly look: Look;
  readonly choices?: readonly string[];
}

/** A sheet of the template. Its first row and one of its columns are hidden and hold the ids by which it is read back. */
export interface TemplateSheet {
  readonly name: string;
  /** By column, in characters; the one with the ids of rows is hidden. */
  readonly columns: readonly { readonly id: ColumnId; readonly width: number }[];
  readonly rows: readonly TemplateRow[];
  /** How many rows stay in view. */
  readonly frozen: number;
}

/** The id of a column: of its heading, of the column with names, or of the hidden one with the ids of rows. */
export type ColumnId = HeadingId | 'name' | 'usual' | 'row';

/** A row, its cells by their columns; `row` is its id, `#` where nothing in it is read back, empty where its cells are a list's. */
export interface TemplateRow {
  readonly row: string;
  readonly cells: Readonly<Partial<Record<ColumnId, TemplateCell>>>;
}

/** The workbook in which a contract is filled in. */
export interface Template {
  readonly language: Language;
  readonly title: string;
  readonly sheets: readonly TemplateSheet[];
  readonly choicesSheet: string;
  /** What is shown where something is typed that no list holds. */
  readonly choose: string;
}

/** A row of nothing that is read back, under the column of names. */
export const plainRow = (text: string, look: Look): TemplateRow => ({ row: '#', cells: { name: { text, look } } });

/** A cell that is filled in. */
export const entry = (text: string | undefined, choices?: readonly string[]): TemplateCell => ({
  text: text ?? '',
  look: 'entry',
  ...(choices === undefined ? {} : { choices }),
});
