import type { Language } from '../../facts/label.js';
import { near } from '../../reports/live-formula.js';
import { tones } from '../../reports/palette.js';
import { type Cell, type Content, letters, type Sheet } from '../../reports/sheet.js';
import { formulaValueIn, type Scalar } from '../../reports/sheet-formula.js';
import { wordsOf } from '../../reports/words.js';
import { alignedRows, type RowText } from './aligned-rows.js';
import type { FoundContent, FoundWorkbook } from './read-workbook.js';
import { isSameContent } from './same-content.js';

/** A cell beside the one that this version writes in its place. */
export interface ComparedCell {
  /** Where it stands; where the workbook lacks it, where it would stand. */
  readonly address: string;
  readonly expected: Content;
  readonly found: FoundContent;
  /** Another figure or status; else only another text, unit, formula or place. */
  readonly isChanged: boolean;
}

/**
 * The cells of a sheet that another version wrote otherwise. It may have had rows more or fewer, so each row is compared with the one that
 * it is most like. A figure is the same where its value is, whatever formula gives it, as long as the formula comes to it; a text, where
 * its numbers and statuses are.
 */
export function comparedAcrossVersions(sheet: Sheet, book: FoundWorkbook, language: Language): readonly ComparedCell[] {
  const cells = book.sheets.get(sheet.name) ?? new Map<string, FoundContent>();
  const place = { book, sheet: sheet.name, language };
  return alignedRows(expectedRows(sheet), foundRows(cells)).flatMap(([one, other]) => {
    const row = one === undefined ? undefined : sheet.rows[one.number - 1];
    const columns = new Set([...(one?.cells.keys() ?? []), ...(other?.cells.keys() ?? [])]);
    return [...columns].flatMap(column => {
      const cell = row?.cells[column - 1];
      const expected = cell?.value ?? null;
      const address = `${letters(column)}${other?.number ?? one?.number ?? 1}`;
      const found = other === undefined ? null : (cells.get(address) ?? null);
      // A formula that is the same may refer to other rows here.
      if (isSameContent(expected, found) && !isFormula(found)) return [];
      const isSaidElsewhere = row?.repeats === true && (found === null || (isText(expected) && isText(found)));
      const isChanged = !isSaidElsewhere && !saysTheSame(cell, found, address, place);
      return isChanged || !isSameContent(expected, found) ? [{ address, expected, found, isChanged }] : [];
    });
  });
}

const isText = (content: Content | FoundContent): content is string => typeof content === 'string';
const isFormula = (content: FoundContent) => content !== null && typeof content === 'object';

/** What a cell shows: of a formula its result. */
function shownBy(content: Content | FoundContent): Scalar {
  if (content === null || typeof content !== 'object') return content === '' ? null : content;
  return 'local' in content ? content.local : content.result === '' ? null : content.result;
}

/** As far as cells of two rows must agree for the rows to be taken for the same. */
const comparable = (shown: Scalar): string => (typeof shown === 'number' ? shown.toPrecision(9) : JSON.stringify(shown));

const expectedRows = ({ rows }: Sheet): readonly RowText[] =>
  rows.flatMap(({ cells }, at) => rowText(at + 1, new Map(cells.map((cell, column) => [column + 1, cell?.value ?? null]))));

function foundRows(cells: ReadonlyMap<string, FoundContent>): readonly RowText[] {
  const rows = new Map<number, Map<number, FoundContent>>();
  for (const [address, content] of cells) {
    const [, column = '', number] = /^([A-Z]{1,3})(\d{1,7})$/.exec(address) ?? [];
    const row = rows.get(Number(number)) ?? new Map<number, FoundContent>();
    rows.set(Number(number), row.set(numberOf(column), content));
  }
  return [...rows].toSorted(([a], [b]) => a - b).flatMap(([number, row]) => rowText(number, row));
}

const numberOf = (column: string): number => [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

function rowText(number: number, contents: ReadonlyMap<number, Content | FoundContent>): readonly RowText[] {
  const cells = new Map(
    [...contents]
      .toSorted(([a], [b]) => a - b)
      .flatMap(([column, content]) => {
        const shown = shownBy(content);
        return shown === null ? [] : [[column, comparable(shown)] as const];
      }),
  );
  return cells.size === 0 ? [] : [{ number, cells }];
}

/** Where a cell was found. */
interface Place {
  readonly book: FoundWorkbook;
  readonly sheet: string;
  readonly language: Language;
}

function saysTheSame(cell: Cell | undefined, found: FoundContent, address: string, place: Place): boolean {
  const [wanted, shown] = [shownBy(cell?.value ?? null), shownBy(found)];
  if (found !== null && typeof found === 'object' && !comesToItsResult(found, place)) return false;
  if (typeof wanted === 'number' && typeof shown === 'number') {
    const isInPercent = place.book.percentages.has(`${place.sheet}!${address}`) && cell?.format?.includes('%') !== true;
    return isNear(wanted, shown) || (isInPercent && isNear(wanted, shown * 100));
  }
  if (typeof wanted === 'number' || typeof shown === 'number') return false;
  return hasSameFigures(String(wanted ?? ''), String(shown ?? ''), place.language);
}

/** Moments are kept to the millisecond, and numbers by some programs to fifteen digits. */
const isNear = (wanted: number, shown: number): boolean => near(shown, wanted) || Math.abs(shown - wanted) <= 1e-12;

/** Cells that a formula may look at: more has none that a scorecard writes. */
const mostCells = 200_000;

/** Whether a formula comes to what the file says that it came to, from the other cells of the file. */
function comesToItsResult(
  { formula, result }: Extract<FoundContent, { readonly formula: string }>,
  { book, sheet }: Place,
): boolean {
  let left = mostCells;
  const valueOf = (named: string | undefined, column: number, row: number): Scalar => {
    if (left-- === 0) throw new RangeError('a formula over more cells than a scorecard has');
    return shownBy(book.sheets.get(named ?? sheet)?.get(`${letters(column)}${row}`) ?? null);
  };
  try {
    const value = formula.length > 4_000 ? undefined : formulaValueIn(withQuotedSheets(formula), valueOf);
    if (typeof value === 'number' && typeof result === 'number') return isNear(result, value);
    return value !== undefined && (value ?? '') === (result ?? '');
  } catch {
    // No formula that a scorecard has.
    return false;
  }
}

/** Other programs leave out the quotes around the names of sheets that need none. */
const withQuotedSheets = (formula: string): string =>
  formula.replace(/(?<![\p{L}\p{N}_'.])[\p{L}_][\p{L}\p{N}_.]*!/gu, name => `'${name.slice(0, -1)}'!`);

const signs = Object.values(tones)
  .map(({ sign }) => sign)
  .join('');
/** Numbers with what is before and behind them that makes them another one, and the signs of statuses. */
const figure = new RegExp(`(?:[-+−±≥≤<>=]\\s?)?\\d+(?:[.,]\\d+)*(?:\\s?%)?|[${signs}]`, 'gu');

/** What a text says in numbers, in their order, and in statuses. Where it begins with the sign of a status, its word may be another. */
function figuresIn(text: string, language: Language): string {
  const words = signs.includes(text.charAt(0)) ? [] : (text.toLowerCase().match(statusWords[language]) ?? []);
  const numbers = (text.match(figure) ?? []).map(one => one.replace(/\s/u, ''));
  return JSON.stringify([numbers, words.toSorted()]);
}

const alternatives = (language: Language): string =>
  Object.values(wordsOf(language).statuses)
    .map(word => word.toLowerCase())
    .toSorted((a, b) => b.length - a.length)
    .join('|');

const statusWords: Readonly<Record<Language, RegExp>> = {
  en: new RegExp(`(?<!\\p{L})(?:${alternatives('en')})(?!\\p{L})`, 'gu'),
  zh: new RegExp(alternatives('zh'), 'gu'),
};

/** Whether two texts say the same in numbers and statuses, and neither is a word where the other is another one of the same list. */
function hasSameFigures(one: string, other: string, language: Language): boolean {
  if (figuresIn(one, language) !== figuresIn(other, language)) return false;
  const { states, stages, better, kinds, memberships, yes, no } = wordsOf(language);
  return [states, stages, better, kinds, memberships, { yes, no }].every(list => {
    const known: readonly string[] = Object.values(list);
    return one === other || !known.includes(one) || !known.includes(other);
  });
}
