import { MOST_SHEETS } from '../../../facts/source-row.js';
import { compatibleForm } from '../../../facts/folded.js';
import { hasForm } from '../../../facts/wildcards.js';
import { verbatim } from '../../../faults/phrase.js';
import { refuse } from '../refuse.js';
import { type NumberKind, numberKindOf, showsExponent, showsPercentage } from './formats.js';
import { broken, limits } from './bounds.js';
import { maskOf } from './shown.js';
import { type Package, relationsOf } from './package.js';
import type { TableSpec } from './table-spec.js';
import { type Listener, readXml, xmlSteps } from './xml.js';

/** A sheet that is read. */
export interface ChosenSheet {
  readonly name: string;
  readonly part: string;
}

/** What is needed to understand the sheets that are read. */
export interface Workbook {
  /** In the order of the workbook, or in that in which they are named. */
  readonly sheets: readonly ChosenSheet[];
  /** There may be more than one of them: a pattern or a list names them. */
  readonly isSeveral: boolean;
  /** Hidden sheets that a pattern fits; it does not mean them. */
  readonly leftOut: readonly string[];
  readonly strings: readonly string[];
  /** By the style number of a cell. */
  readonly numberKinds: readonly NumberKind[];
  /** Style numbers that show numbers in exponent notation. */
  readonly exponents: ReadonlySet<number>;
  /** By style number, the formats that show whole numbers with zeros or texts before them. */
  readonly masks: ReadonlyMap<number, NonNullable<ReturnType<typeof maskOf>>>;
  readonly date1904: boolean;
  /** The program that wrote the workbook asks for its formulas to be calculated when it is opened. */
  readonly uncalculated: boolean;
}

interface Sheet {
  readonly name: string;
  readonly relation: string;
  readonly hidden: boolean;
}

/** The parts of a workbook: its sheets that are read (those that are named, else the first visible one), its texts and its styles. */
interface Tables extends Omit<Workbook, 'strings' | 'numberKinds' | 'exponents' | 'masks'> {
  readonly strings: string | undefined;
  readonly styles: string | undefined;
}

/** Reads all but the sheets: which parts they are, texts and number formats. */
export async function readWorkbook(
  zip: Package,
  { sheet, percentages }: Pick<TableSpec, 'sheet' | 'percentages'>,
): Promise<Workbook> {
  const { strings, styles, ...tables } = await tablesOf(zip, sheet);
  return { ...tables, strings: await readStrings(zip, strings), ...(await readStyles(zip, styles, percentages)) };
}

/** Finds the parts of a workbook. */
export async function tablesOf(zip: Package, wanted: string | readonly string[] | undefined): Promise<Tables> {
  const part = await workbookPart(zip);
  const { sheets, date1904, uncalculated } = await readSheets(zip, part);
  const relations = await relationsOf(zip, part);
  const worksheets = new Map(relations.filter(r => r.type === 'worksheet').map(r => [r.id, r.target]));
  const tables = sheets.filter(sheet => worksheets.has(sheet.relation));
  refuseLongNames(zip.file, tables);
  if (tables.length === 0) throw broken(zip.file, 'no_sheet_with_cells');
  const { chosen, isSeveral, leftOut } = chosenSheets(zip.file, tables, wanted);
  const target = (type: string): string | undefined => relations.find(r => r.type === type)?.target;
  return {
    sheets: chosen.map(({ name, relation }) => ({ name, part: worksheets.get(relation) ?? '' })),
    isSeveral,
    leftOut,
    strings: target('sharedStrings'),
    styles: target('styles'),
    date1904,
    uncalculated,
  };
}

function refuseLongNames(file: string, sheets: readonly Sheet[]): void {
  const most = { phrase: 'characters', count: limits.sheetNameCharacters } as const;
  const characters = sheets.reduce((longest, { name }) => Math.max(longest, name.length), 0);
  if (characters > most.count)
    throw refuse('workbook_too_big', { what: { phrase: 'name_of_sheet', characters }, most }, { file });
}

interface Choice {
  readonly chosen: readonly Sheet[];
  readonly isSeveral: boolean;
  readonly leftOut: readonly string[];
}

/** The sheets that a layout means: those of that name or fitting that pattern, else the first visible one. */
function chosenSheets(file: string, tables: readonly Sheet[], wanted: string | readonly string[] | undefined): Choice {
  const names = tables.map(candidate => candidate.name);
  if (wanted === undefined) {
    const first = tables.find(candidate => !candidate.hidden) ?? tables[0];
    return { chosen: first === undefined ? [] : [first], isSeveral: false, leftOut: [] };
  }
  const asked = [wanted].flat();
  const chosen = new Set<Sheet>();
  const leftOut = new Set<Sheet>();
  for (const name of asked) {
    // No sheet's name may hold these signs.
    const fitting = /[*?]/.test(name)
      ? tables.filter(candidate => hasForm(folded(name), folded(candidate.name)))
      : [tables.find(candidate => candidate.name === name) ?? tables.find(candidate => folded(candidate.name) === folded(name))];
    const found = fitting.filter(sheet => sheet !== undefined);
    if (found.length === 0) throw refuse('sheet_unknown', { sheet: name, known: names }, { file });
    const visible = found.filter(sheet => !sheet.hidden);
    for (const sheet of visible.length === 0 ? found : visible) chosen.add(sheet);
    if (visible.length > 0) for (const sheet of found) if (sheet.hidden) leftOut.add(sheet);
  }
  if (chosen.size > MOST_SHEETS) {
    const most = { phrase: 'sheets', count: MOST_SHEETS } as const;
    throw refuse('workbook_too_big', { what: { phrase: 'sheets', count: chosen.size }, most }, { file });
  }
  const isSeveral = typeof wanted !== 'string' || /[*?]/.test(wanted);
  return { chosen: [...chosen], isSeveral, leftOut: [...leftOut].filter(sheet => !chosen.has(sheet)).map(({ name }) => name) };
}

const folded = (name: string): string => compatibleForm(name).trim().toLowerCase();

async function workbookPart(zip: Package): Promise<string> {
  const relation = (await relationsOf(zip, '')).find(r => r.type === 'officeDocument');
  const part = relation?.target ?? 'xl/workbook.xml';
  if (part.endsWith('.bin')) throw broken(zip.file, 'binary_workbook');
  if (!zip.has(part) && !zip.has('[Content_Types].xml')) throw refuse('source_other_kind', { is: 'zip' }, { file: zip.file });
  if (!zip.has(part)) throw broken(zip.file, 'zip_without_workbook');
  return part;
}

async function readSheets(
  zip: Package,
  part: string,
): Promise<{ readonly sheets: readonly Sheet[]; readonly date1904: boolean; readonly uncalculated: boolean }> {
  const sheets: Sheet[] = [];
  let date1904 = false;
  let uncalculated = false;
  await readXml(zip.file, await zip.open(part, limits.otherBytes), {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = isTrue(attributes['date1904']);
      if (name === 'calcPr') uncalculated = isTrue(attributes['fullCalcOnLoad']);
      if (name !== 'sheet') return;
      // The prefix of the relationship id is the writer's choice.
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name: attributes['name'] ?? '', relation, hidden: /hidden/i.test(attributes['state'] ?? '') });
    },
  });
  return { sheets, date1904, uncalculated };
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** The texts of a workbook, or at least the first of them, so many. */
export async function readStrings(zip: Package, part: string | undefined, first = Infinity): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === undefined || !zip.has(part)) return strings;
  const { file } = zip;
  let text = '';
  let inText = false;
  let phonetic = false;
  const listener: Listener = {
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
  };
  for await (const _ of xmlSteps(file, await zip.open(part, limits.stringsBytes), listener)) if (strings.length >= first) break;
  return strings;
}

/** Text with characters that XML cannot hold, which workbooks write as _x000D_, put back. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

async function readStyles(
  zip: Package,
  part: string | undefined,
  percentages: boolean,
): Promise<Pick<Workbook, 'numberKinds' | 'exponents' | 'masks'>> {
  const numberKinds: NumberKind[] = [];
  const exponents = new Set<number>();
  const masks = new Map<number, NonNullable<ReturnType<typeof maskOf>>>();
  if (part === undefined || !zip.has(part)) return { numberKinds, exponents, masks };
  // Decided once for each format, not for each style: many styles may name one long format.
  const formats = new Map<number, ReturnType<typeof formatOf>>();
  const formatOf = (id: number, code?: string): { kind: NumberKind; hasExponent: boolean; mask: ReturnType<typeof maskOf> } => ({
    kind: percentages && showsPercentage(id, code) ? 'percentage' : numberKindOf(id, code),
    hasExponent: showsExponent(id, code),
    mask: maskOf(code),
  });
  let inCells = false;
  await readXml(zip.file, await zip.open(part, limits.otherBytes), {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        const id = Number(attributes['numFmtId']);
        formats.set(id, formatOf(id, attributes['formatCode'] ?? ''));
      } else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        const { kind, hasExponent, mask } = formats.get(id) ?? formatOf(id);
        if (hasExponent) exponents.add(numberKinds.length);
        if (mask !== undefined) masks.set(numberKinds.length, mask);
        numberKinds.push(kind);
      }
    },
    close: name => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return { numberKinds, exponents, masks };
}
