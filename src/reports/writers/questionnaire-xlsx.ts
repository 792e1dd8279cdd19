import { writeWhole } from '../../files/whole-file.js';
import type { Workbook, Worksheet } from 'exceljs';
import { palette } from '../palette.js';
import { surveyAspects, surveyMethods } from '../../facts/survey.js';
import type { Question, Questionnaire } from '../questionnaire.js';
import { type FormWords, formWords } from '../questionnaire-words.js';
import { letters } from '../sheet.js';

/** Where the respondent says who and when; the columns of ids take it from there. */
const head = { respondent: 'B6', role: 'B7', method: 'B8', answered_at: 'B9' } as const;

/** The row of ids that the layout `survey_questionnaire` reads as headings; it is hidden. */
const idRow = 12;

/** Columns that are the same in every row, and hidden. */
const hidden = ['item', 'client', 'wave', 'respondent', 'role', 'method', 'answered_at'] as const;

const firstHidden = 6;

/** Writes a questionnaire as an Excel file that imports back, once it is filled; the file appears whole or not at all. */
export async function writeQuestionnaire(form: Questionnaire, path: string): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  const words = formWords[form.language];
  book.creator = form.organisation[form.language];
  const sheet = book.addWorksheet(words.sheet, {
    views: [{ showGridLines: false, state: 'frozen', ySplit: idRow }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  const lists = new Lists(book, form.language === 'zh' ? '选项' : 'Choices');
  top(sheet, form, words, lists);
  let row = idRow + 1;
  for (const section of form.sections) {
    const cell = sheet.getCell(row, 1);
    cell.value = section.label[form.language];
    cell.font = { bold: true, size: 12, color: { argb: `FF${palette.accent}` } };
    row++;
    for (const question of section.questions) row = ask(sheet, form, question, lists, row);
  }
  lists.close();
  await sheet.protect('', { formatColumns: true, formatRows: true });
  await writeWhole(path, draft => book.xlsx.writeFile(draft));
}

function top(sheet: Worksheet, form: Questionnaire, words: FormWords, lists: Lists): void {
  const { language } = form;
  sheet.columns = [{ width: 46 }, { width: 24 }, { width: 24 }, { width: 24 }, { width: 46 }];
  for (let column = firstHidden; column < firstHidden + hidden.length; column++) sheet.getColumn(column).hidden = true;
  sheet.getCell('A1').value = words.title;
  sheet.getCell('A1').font = { bold: true, size: 18, color: { argb: `FF${palette.ink}` } };
  sheet.getCell('A2').value = `${form.organisation[language]} · ${form.client.name[language]} · ${form.wave}`;
  sheet.getCell('A3').value = words.how;
  sheet.getCell('A4').value = words.leave;
  words.asked.forEach((text, i) => (sheet.getCell(6 + i, 1).value = text));
  for (const address of Object.values(head)) input(sheet, address);
  const roleNames = form.roles.map(role => words.roles[role]);
  sheet.getCell(head.role).value = roleNames[0] ?? '';
  sheet.getCell(head.role).dataValidation = lists.validation(roleNames, words.choose);
  sheet.getCell(head.method).value = words.methods.questionnaire;
  sheet.getCell(head.method).dataValidation = lists.validation(
    surveyMethods.map(method => words.methods[method]),
    words.choose,
  );
  sheet.getCell(head.answered_at).numFmt = 'yyyy-mm-dd';
  [words.question, ...surveyAspects.map(aspect => words.aspects[aspect]), words.comment].forEach((text, i) => {
    const cell = sheet.getCell(idRow - 1, i + 1);
    cell.value = text;
    cell.font = { bold: true, color: { argb: `FF${palette.white}` } };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${palette.accent}` } };
    cell.alignment = { wrapText: true, vertical: 'middle' };
  });
  ['question', ...surveyAspects, 'comment', ...hidden].forEach((id, i) => (sheet.getCell(idRow, i + 1).value = id));
  sheet.getRow(idRow).hidden = true;
}

/** One visible row for a question; an item beyond the first follows hidden, with the same answers. */
function ask(sheet: Worksheet, form: Questionnaire, question: Question, lists: Lists, first: number): number {
  const { language } = form;
  question.items.forEach((item, i) => {
    const row = first + i;
    identify(sheet, form, item, row);
    sheet.getCell(row, 1).value = question.label[language];
    sheet.getCell(row, 1).alignment = { wrapText: true, indent: 1 };
    surveyAspects.forEach((aspect, column) => {
      const cell = sheet.getCell(row, column + 2);
      if (i > 0) {
        const above = `${letters(column + 2)}${first}`;
        cell.value = { formula: `IF(${above}="","",${above})`, result: '' };
      } else if (question.offered[aspect].length > 0) {
        input(sheet, cell.address);
        cell.dataValidation = lists.validation(question.offered[aspect], formWords[language].choose);
      }
    });
    if (i === 0) input(sheet, `E${row}`);
    else sheet.getRow(row).hidden = true;
  });
  return first + question.items.length;
}

function identify(sheet: Worksheet, form: Questionnaire, item: string, row: number): void {
  const known: Readonly<Record<string, string>> = { item, client: form.client.code, wave: form.wave };
  hidden.forEach((id, i) => {
    const cell = sheet.getCell(row, firstHidden + i);
    const text = known[id];
    if (text !== undefined) {
      cell.value = text;
      return;
    }
    const source = Object.entries(head).find(([name]) => name === id)?.[1] ?? head.respondent;
    const fixed = `$${source.charAt(0)}$${source.slice(1)}`;
    const now = sheet.getCell(source).value;
    cell.value = { formula: `IF(${fixed}="","",${fixed})`, result: typeof now === 'string' ? now : '' };
    if (id === 'answered_at') cell.numFmt = 'yyyy-mm-dd';
  });
}

function input(sheet: Worksheet, address: string): void {
  const cell = sheet.getCell(address);
  const line = { style: 'thin', color: { argb: `FF${palette.rule}` } } as const;
  cell.protection = { locked: false };
  cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${palette.wash}` } };
  cell.border = { top: line, bottom: line, left: line, right: line };
  cell.alignment = { wrapText: true, horizontal: 'left' };
}

/** The choices of the drop-down lists, each once, in columns of a hidden sheet: a list in the cell itself ends at 255 characters. */
class Lists {
  readonly #sheet: Worksheet;
  readonly #known = new Map<string, string>();

  constructor(book: Workbook, name: string) {
    this.#sheet = book.addWorksheet(name);
  }

  validation(choices: readonly string[], error: string): ListValidation {
    const key = JSON.stringify(choices);
    const known = this.#known.get(key);
    const range = known ?? this.#add(choices);
    this.#known.set(key, range);
    return { type: 'list', allowBlank: true, formulae: [range], showErrorMessage: true, error };
  }

  close(): void {
    this.#sheet.state = 'hidden';
  }

  #add(choices: readonly string[]): string {
    const column = this.#known.size + 1;
    choices.forEach((choice, i) => (this.#sheet.getCell(i + 1, column).value = choice));
    const letter = letters(column);
    return `'${this.#sheet.name}'!$${letter}$1:$${letter}$${choices.length}`;
  }
}

interface ListValidation {
  readonly type: 'list';
  readonly allowBlank: boolean;
  formulae: string[];
  readonly showErrorMessage: boolean;
  readonly error: string;
}
