import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import exceljs from 'exceljs';

/** What a cell shows: a number, a text, a truth, or nothing. Dates are their serial numbers' moments as ISO text; errors are `#…` texts. */
export type Shown = number | string | boolean | null;

/** Every cell of a workbook by `Sheet!A1`, as stored; only those with a formula where asked. */
export async function stored(file: string, onlyFormulas = false): Promise<Map<string, Shown>> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(file);
  const cells = new Map<string, Shown>();
  book.eachSheet(sheet => {
    sheet.eachRow(row => {
      row.eachCell(cell => {
        const isFormula = cell.type === exceljs.ValueType.Formula;
        if (cell.isMerged && cell.master !== cell) return;
        if (isFormula || !onlyFormulas)
          cells.set(`${sheet.name}!${cell.address}`, visibleEvaluationOf(isFormula ? cell.result : cell.value));
      });
    });
  });
  return cells;
}

function visibleEvaluationOf(value: unknown): Shown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && 'error' in value) return String(value.error);
  return JSON.stringify(value);
}

/**
 * Every cell of a workbook after LibreOffice has computed all its formulas again.
 * It does not do so by itself for xlsx, so each run has a profile of its own that says always (`OOXMLRecalcMode` 0).
 */
export async function recalculated(file: string): Promise<Map<string, Shown>> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'plumbline-soffice-'));
  try {
    await writeProfile(path.join(home, 'profile'));
    await convert(file, path.join(home, 'profile'), path.join(home, 'out'), 'xlsx:Calc MS Excel 2007 XML');
    return await stored(path.join(home, 'out', path.basename(file)));
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Opens a workbook in LibreOffice, has all its formulas computed unless told not to, and saves it as xlsx into a folder; the new file. */
export async function resavedByLibreOffice(file: string, folder: string, { computing = true } = {}): Promise<string> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'plumbline-soffice-'));
  try {
    if (computing) await writeProfile(path.join(home, 'profile'));
    await convert(file, path.join(home, 'profile'), folder, 'xlsx:Calc MS Excel 2007 XML');
    return path.join(folder, path.basename(file));
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

const setting = (name: string, value: string): string =>
  `<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;

async function writeProfile(profile: string): Promise<void> {
  await mkdir(path.join(profile, 'user'), { recursive: true });
  const items = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${setting('OOXMLRecalcMode', '0')}${setting('ODFRecalcMode', '0')}
</oor:items>`;
  await writeFile(path.join(profile, 'user', 'registrymodifications.xcu'), items);
}

async function convert(file: string, profile: string, out: string, format: string): Promise<void> {
  const options = [
    `-env:UserInstallation=${pathToFileURL(profile).href}`,
    '--headless',
    '--norestore',
    '--convert-to',
    format,
    '--outdir',
    out,
    file,
  ];
  await promisify(execFile)('soffice', options, { timeout: 110_000 });
}

/** How many pages a workbook is printed on: its PDF has a page object for each. */
export async function pagesOf(file: string): Promise<number> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'plumbline-soffice-'));
  try {
    await convert(file, path.join(home, 'profile'), home, 'pdf');
    const pdf = await readFile(path.join(home, `${path.basename(file, '.xlsx')}.pdf`), 'latin1');
    return [...pdf.matchAll(/\/Type\s?\/Page\b(?!s)/g)].length;
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
