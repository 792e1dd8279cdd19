import type { Cell, Workbook, Worksheet } from 'exceljs';
import { writeWhole } from '../../files/whole-file.js';
import { parseDay, dayMillis } from '../../facts/time.js';
import type { Look, Template, TemplateCell, TemplateSheet } from '../contract-workbook/template.js';
import { palette } from '../palette.js';
import { letters } from '../sheet.js';

/** Writes the workbook in which a contract is filled in; the file appears whole or not at all. */
export async function writeContractWorkbook(template: Template, path: string): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  book.title = template.title;
  const sheets = template.sheets.map(sheet => ({ sheet, made: book.addWorksheet(sheet.name) }));
  const lists = new Lists(book, template.choicesSheet);
  for (const { sheet, made } of sheets) fill(made, sheet, lists, template.choose);
  await writeWhole(path, draft => book.xlsx.writeFile(draft));
}

function fill(made: Worksheet, { columns, rows, frozen }: TemplateSheet, lists: Lists, choose: string): void {
  made.columns = columns.map(({ id, width }) => ({ width, hidden: id === 'row' }));
  made.views = [{ showGridLines: false, ...(frozen === 0 ? {} : { state: 'frozen', ySplit: frozen }) }];
  made.pageSetup = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
  columns.forEach(({ id }, at) => (made.getCell(1, at + 1).value = id));
  made.getRow(1).hidden = true;
  rows.forEach(({ row, cells }, above) => {
    const number = above + 2;
    columns.forEach(({ id }, at) => {
      const given = cells[id];
      const cell = made.getCell(number, at + 1);
      if (id === 'row') cell.value = row;
      else if (given !== undefined) dress(cell, given, lists, choose);
    });
    if (Object.values(cells).some(({ look }) => look === 'heading')) made.getRow(number).height = 46;
    if (Object.values(cells).some(({ look }) => look === 'title')) made.getRow(number).height = 28;
  });
}

function dress(cell: Cell, { text, look, choices }: TemplateCell, lists: Lists, choose: string): void {
  const day = look === 'date' ? parseDay(text) : undefined;
  if (day !== undefined) cell.value = new Date(day * dayMillis);
  else if (text !== '') cell.value = text;
  if (look === 'date') cell.numFmt = 'yyyy-mm-dd';
  // A text stays as it is typed: 97.5% is not made 0.975.
  if (look === 'entry') cell.numFmt = '@';
  cell.font = { name: 'Arial', ...fonts[look] };
  const isEntry = look === 'entry' || look === 'date';
  if (isEntry) {
    const line = { style: 'thin', color: { argb: `FF${palette.rule}` } } as const;
    cell.border = { top: line, bottom: line, left: line, right: line };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${palette.wash}` } };
  }
  if (look === 'heading') cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${palette.accent}` } };
  const wraps = look === 'heading' || look === 'label' || look === 'hint' || isEntry;
  cell.alignment = { wrapText: wraps, vertical: look === 'heading' ? 'middle' : 'top', horizontal: 'left' };
  if (choices !== undefined && choices.length > 0) cell.dataValidation = lists.validation(choices, choose);
}

const colour = (name: keyof typeof palette): { readonly argb: string } => ({ argb: `FF${palette[name]}` });

const fonts: Readonly<Record<Look, Partial<Cell['font']>>> = {
  title: { bold: true, size: 18, color: colour('ink') },
  note: { size: 11, color: colour('quiet') },
  section: { bold: true, size: 12, color: colour('accent') },
  label: { size: 11, color: colour('ink') },
  heading: { bold: true, size: 11, color: colour('white') },
  hint: { size: 10, italic: true, color: colour('quiet') },
  entry: { size: 11, color: colour('text') },
  date: { size: 11, color: colour('text') },
  id: { size: 11 },
};

/** The choices of the drop-down lists, each list once, in columns of a hidden sheet: a list in the cell itself ends at 255 characters. */
class Lists {
  readonly #sheet: Worksheet;
  readonly #known = new Map<string, string>();

  constructor(book: Workbook, name: string) {
    this.#sheet = book.addWorksheet(name);
    this.#sheet.state = 'hidden';
  }

  validation(choices: readonly string[], error: string): NonNullable<Cell['dataValidation']> {
    const key = JSON.stringify(choices);
    const range = this.#known.get(key) ?? this.#add(choices);
    this.#known.set(key, range);
    return { type: 'list', allowBlank: true, formulae: [range], showErrorMessage: true, error };
  }

  #add(choices: readonly string[]): string {
    const column = this.#known.size + 1;
    choices.forEach((choice, i) => (this.#sheet.getCell(i + 1, column).value = choice));
    const letter = letters(column);
    return `'${this.#sheet.name}'!$${letter}$1:$${letter}$${choices.length}`;
  }
}
