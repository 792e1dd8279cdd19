import { type CellValue, formulaValueIn, roundedTo, type Scalar } from './sheet-formula.js';
import { type Cell, type Content, letters, type Sheet } from './sheet.js';

type Formula = Extract<Content, { readonly formula: string }>;

/**
 * The sheets with the results that a spreadsheet gives when it calculates them again, to the last digit. Figures are calculated from
 * exact numbers and stored with twelve digits, formulas go on from the stored ones; where that moves the last digits, a formula is
 * rounded to as many as both have in common. A formula that comes to something else is left out, and its documented result stays.
 */
export function settled(sheets: readonly Sheet[]): readonly Sheet[] {
  const book = new Book(new Map(sheets.map(sheet => [sheet.name, () => sheet])));
  return sheets.map(sheet => book.settledSheet(sheet));
}

/** One sheet of a workbook as `settled` gives it; of the others, by their names, those are made that its formulas refer to. */
export const settledAlone = (sheet: Sheet, others: ReadonlyMap<string, () => Sheet>): Sheet =>
  new Book(new Map([...others, [sheet.name, () => sheet]])).settledSheet(sheet);

const isFormula = (content: Content): content is Formula =>
  typeof content === 'object' && content !== null && 'formula' in content;

class Book {
  readonly #make: ReadonlyMap<string, () => Sheet>;
  readonly #sheets = new Map<string, Sheet | undefined>();
  readonly #known = new Map<string, Content>();

  constructor(make: ReadonlyMap<string, () => Sheet>) {
    this.#make = make;
  }

  settledSheet(sheet: Sheet): Sheet {
    const rows = sheet.rows.map((row, r) =>
      row.cells.some(cell => cell !== undefined && isFormula(cell.value))
        ? { ...row, cells: row.cells.map((cell, c) => cell && this.#settledCell(sheet.name, cell, c + 1, r + 1)) }
        : row,
    );
    return { ...sheet, rows };
  }

  #settledCell(sheet: string, cell: Cell, column: number, row: number): Cell {
    return isFormula(cell.value) ? { ...cell, value: this.#settled(sheet, cell.value, column, row) } : cell;
  }

  /** A formula settles once, after those that it refers to. */
  #settled(sheet: string, formula: Formula, column: number, row: number): Content {
    const address = `${sheet}!${letters(column)}${row}`;
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    const content = settledFormula(formula, (named = sheet, c, r) => this.#valueOf(named, c, r));
    this.#known.set(address, content);
    return content;
  }

  #valueOf(sheet: string, column: number, row: number): Scalar {
    const content = this.#sheetNamed(sheet)?.rows[row - 1]?.cells[column - 1]?.value ?? null;
    const value = isFormula(content) ? this.#settled(sheet, content, column, row) : content;
    if (typeof value !== 'object' || value === null) return value;
    return isFormula(value) ? value.result : null;
  }

  #sheetNamed(name: string): Sheet | undefined {
    if (!this.#sheets.has(name)) this.#sheets.set(name, this.#make.get(name)?.());
    return this.#sheets.get(name);
  }
}

/** At most so many digits fewer than the twelve that are documented. */
const mostDigitsLost = 6;

/** Programs add long sums in other orders: where this much decides about a digit, there is one digit less. */
const uncertainty = 1e-14;

function settledFormula({ formula, result }: Formula, cellValue: CellValue): Content {
  const [, inner, places] = /^ROUND\((.*),(-?\d+)\)$/.exec(formula) ?? [];
  if (inner === undefined || typeof result !== 'number') return unrounded({ formula, result }, cellValue);
  const value = Number(formulaValueIn(inner, cellValue));
  for (let decimals = Number(places); decimals >= Number(places) - mostDigitsLost; decimals--) {
    const rounded = roundedTo(value, decimals);
    const isSure = [-uncertainty, uncertainty].every(part => roundedTo(value * (1 + part), decimals) === rounded);
    if (isSure && rounded === roundedTo(result, decimals)) return { formula: `ROUND(${inner},${decimals})`, result: rounded };
  }
  return result;
}

/** A reference shows what its cell shows; anything else must be what is documented. */
function unrounded({ formula, result }: Formula, cellValue: CellValue): Content {
  const value = formulaValueIn(formula, cellValue);
  const isReference = /^(?:'(?:[^']|'')*'!)?[A-Z]{1,3}\d+$/.test(formula);
  if (isReference && typeof value === 'number') return { formula, result: value };
  return value === result ? { formula, result } : result;
}
