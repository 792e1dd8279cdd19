import { verbatim } from '../../../faults/phrase.js';
import { refuse } from '../refuse.js';
import { type NumberKind, numberKindOf } from './formats.js';
import { broken, limits } from './bounds.js';
import { type Package, relationsOf } from './package.js';
import { readXml } from './xml.js';

/** What is needed to understand one sheet. */
export interface Workbook {
  readonly sheetPart: string;
  readonly sheetName: string;
  readonly strings: readonly string[];
  /** By the style number of a cell. */
  readonly numberKinds: readonly NumberKind[];
  readonly date1904: boolean;
}

interface Sheet {
  readonly name: string;
  readonly relation: string;
  readonly hidden: boolean;
}

/** Reads all but the sheet: which part it is (the named one, else the first visible in the workbook's order), texts and number formats. */
export async function readWorkbook(zip: Package, wanted: string | undefined): Promise<Workbook> {
  const part = await workbookPart(zip);
  const { sheets, date1904 } = await readSheets(zip, part);
  const relations = await relationsOf(zip, part);
  const worksheets = new Map(relations.filter(r => r.type === 'worksheet').map(r => [r.id, r.target]));
  const tables = sheets.filter(sheet => worksheets.has(sheet.relation));
  const sheet =
    wanted === undefined
      ? (tables.find(candidate => !candidate.hidden) ?? tables[0])
      : (tables.find(candidate => candidate.name === wanted) ?? tables.find(candidate => same(candidate.name, wanted)));
  const names = tables.map(candidate => candidate.name);
  if (sheet === undefined && (wanted === undefined || names.length === 0)) throw broken(zip.file, 'no_sheet_with_cells');
  if (sheet === undefined) throw refuse('sheet_unknown', { sheet: wanted ?? '', known: names }, { file: zip.file });
  const target = (type: string): string | undefined => relations.find(r => r.type === type)?.target;
  return {
    sheetPart: worksheets.get(sheet.relation) ?? '',
    sheetName: sheet.name,
    strings: await readStrings(zip, target('sharedStrings')),
    numberKinds: await readStyles(zip, target('styles')),
    date1904,
  };
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

async function workbookPart(zip: Package): Promise<string> {
  const relation = (await relationsOf(zip, '')).find(r => r.type === 'officeDocument');
  const part = relation?.target ?? 'xl/workbook.xml';
  if (part.endsWith('.bin')) throw broken(zip.file, 'binary_workbook');
  if (!zip.has(part)) throw broken(zip.file, 'zip_without_workbook');
  return part;
}

async function readSheets(zip: Package, part: string): Promise<{ sheets: readonly Sheet[]; date1904: boolean }> {
  const sheets: Sheet[] = [];
  let date1904 = false;
  await readXml(zip.file, await zip.open(part, limits.otherBytes), {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = isTrue(attributes['date1904']);
      if (name !== 'sheet') return;
      // The prefix of the relationship id is the writer's choice.
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name: attributes['name'] ?? '', relation, hidden: /hidden/i.test(attributes['state'] ?? '') });
    },
  });
  return { sheets, date1904 };
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

async function readStrings(zip: Package, part: string | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === undefined || !zip.has(part)) return strings;
  const { file } = zip;
  let text = '';
  let inText = false;
  let phonetic = false;
  await readXml(file, await zip.open(part, limits.stringsBytes), {
    open: name => {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = !phonetic;
    },
    text: more => {
      if (inText) text += more;
    },
    close: name => {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        if (strings.length >= limits.differentTexts)
          throw refuse(
            'workbook_too_big',
            { what: 'more_different_texts', most: verbatim(`${limits.differentTexts}`) },
            { file },
          );
        strings.push(unescaped(text));
      }
    },
  });
  return strings;
}

/** Text with characters that XML cannot hold, which workbooks write as _x000D_, put back. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

async function readStyles(zip: Package, part: string | undefined): Promise<readonly NumberKind[]> {
  const shown: NumberKind[] = [];
  if (part === undefined || !zip.has(part)) return shown;
  const codes = new Map<number, string>();
  let inCells = false;
  await readXml(zip.file, await zip.open(part, limits.otherBytes), {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        shown.push(numberKindOf(id, codes.get(id)));
      }
    },
    close: name => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return shown;
}
