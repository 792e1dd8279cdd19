import type { FactKind } from '../../facts/kinds.js';
import type { OtherSheets } from '../../faults/proposal.js';
import { Stop } from '../../faults/stop.js';
import type { Sampled } from '../../import/propose/drafting.js';
import { factOf, otherSheets, type SheetSeen } from '../../import/propose/other-sheets.js';
import { openSource, sniffFormat } from '../../import/readers/open.js';
import { type Place, type Sample, sampleOf } from './sample-of.js';

/** So many sheets are looked at: a workbook with more is no month of reports. */
const mostSheets = 24;

/** What the other sheets of a workbook are, beside the one that a layout is proposed for. */
export async function otherSheetsOf(
  { path, sheet, headerRow, headerRows }: Place,
  sample: Sample,
  kinds: readonly FactKind[],
): Promise<OtherSheets | undefined> {
  const isOne = sheet === undefined || !/[*?]/.test(sheet);
  if (!isOne || (await sniffFormat(path)) !== 'xlsx') return undefined;
  const names = await sheetNames(path);
  const own = sheet ?? names[0] ?? '';
  const others: SheetSeen[] = [];
  for (const name of names.filter(one => one !== own).slice(0, mostSheets)) {
    const seen = await sampleUnlessStopped({ path, sheet: name, headerRow, headerRows });
    if (seen !== undefined) others.push({ name, sampled: sampledOf(name, seen) });
  }
  return otherSheets({ own, columns: sample.columns, all: names }, others, kinds);
}

/** The sheets of a workbook besides the one that was looked at, and those of them that hold facts without a doubt. */
export async function sheetsBeside(
  { path, sheet }: Place,
  kinds: readonly FactKind[],
): Promise<{ readonly sheets: readonly string[]; readonly withFacts: readonly string[] }> {
  if ((await sniffFormat(path)) !== 'xlsx' || (sheet !== undefined && /[*?]/.test(sheet))) return { sheets: [], withFacts: [] };
  const names = await sheetNames(path);
  const own = sheet ?? names[0] ?? '';
  const sheets = names.filter(one => one !== own);
  const withFacts: string[] = [];
  for (const name of sheets.slice(0, mostSheets)) {
    const seen = await sampleUnlessStopped({ path, sheet: name });
    if (seen !== undefined && factOf(sampledOf(name, seen), kinds) !== undefined) withFacts.push(name);
  }
  return { sheets, withFacts };
}

const sampledOf = (name: string, { settings, columns, rows, typedCells, titles }: Sample): Sampled => ({
  name,
  settings,
  columns,
  rows,
  typedCells,
  places: { client: [], site: [] },
  about: [name, ...titles],
});

/** The visible sheets of a workbook, in their order. */
export async function sheetNames(path: string): Promise<readonly string[]> {
  const source = await openSource({ path, format: 'xlsx', sheet: '*' });
  await source.close();
  return source.sheets ?? [];
}

/** A sheet that cannot be read as a table has nothing to say. */
async function sampleUnlessStopped(place: Place): Promise<Sample | undefined> {
  try {
    return await sampleOf(place, undefined);
  } catch (problem) {
    if (!(problem instanceof Stop)) throw problem;
    return undefined;
  }
}
