import type { Fault } from '../../faults/fault.js';
import { Stop } from '../../faults/stop.js';
import type { Language } from '../../facts/label.js';
import { xlsxReader } from '../../import/readers/xlsx.js';
import type { FilledWorkbook } from '../../reports/contract-workbook/read-contract.js';
import type { SheetCells } from '../../reports/contract-workbook/read-cells.js';
import { sheetNames } from '../../reports/contract-workbook/words.js';
import { letters } from '../../reports/sheet.js';

/** As many columns as any sheet of the template has, and some that users add. */
const width = 40;

/** No contract is longer; what follows is not a template that was filled in. */
const mostRows = 500;

type SheetId = keyof FilledWorkbook['sheets'];

/** The cells of a filled-in template, read with bounds; `shown` is what faults call the file. A Stop with every sheet that cannot be read. */
export async function readFilledWorkbook(path: string, shown: string): Promise<FilledWorkbook> {
  const { contract, language } = await firstSheet(path, shown);
  const sheets: { [id in SheetId]?: SheetCells } = { contract };
  const faults: Fault[] = [];
  for (const id of ['measures', 'rules', 'credits', 'handout'] as const) {
    try {
      sheets[id] = await cellsOf(path, shown, sheetNames[id][language]);
    } catch (problem) {
      if (!(problem instanceof Stop)) throw problem;
      faults.push(...problem.faults);
    }
  }
  const { measures, rules, credits, handout } = sheets;
  if (measures === undefined || rules === undefined || credits === undefined || handout === undefined) throw new Stop(2, faults);
  return { language, file: shown, sheets: { contract, measures, rules, credits, handout } };
}

/** The first sheet, by whose name the language of the template is known. */
async function firstSheet(path: string, shown: string): Promise<{ readonly contract: SheetCells; readonly language: Language }> {
  const { en, zh } = sheetNames.contract;
  try {
    return { contract: await cellsOf(path, shown, en), language: 'en' };
  } catch (problem) {
    if (!(problem instanceof Stop) || problem.faults.some(({ code }) => code !== 'sheet_unknown')) throw problem;
    try {
      return { contract: await cellsOf(path, shown, zh), language: 'zh' };
    } catch (again) {
      // Of neither language: what is said names the sheet of the first.
      throw again instanceof Stop && again.faults.every(({ code }) => code === 'sheet_unknown') ? problem : again;
    }
  }
}

async function cellsOf(path: string, shown: string, name: string): Promise<SheetCells> {
  const header = Array.from({ length: width }, (_, at) => letters(at + 1));
  try {
    const source = await xlsxReader.open({ path, format: 'xlsx', sheet: name, header, percentages: true }, {});
    const rows: SheetCells['rows'][number][] = [];
    for await (const batch of source.rows) {
      rows.push(...batch.map(({ number, cells }) => ({ number, cells })));
      if (rows.length > mostRows) break;
    }
    await source.close();
    return { name, rows };
  } catch (problem) {
    if (!(problem instanceof Stop)) throw problem;
    const faults = problem.faults.map(one => ({ ...one, place: { ...one.place, file: shown } }));
    throw new Stop(problem.exitCode, faults, problem);
  }
}
