/** What a cell or an operation gives: an empty cell is null, an error is NaN. */
export type Scalar = number | string | boolean | null;

/** A value, or those of a range row by row. */
type Operand = Scalar | readonly Scalar[];

/** The value of a cell, from 1; the sheet's name is left out where the formula names none. */
export type CellValue = (sheet: string | undefined, column: number, row: number) => Scalar;

const token =
  /'(?:[^']|'')*(?:'!?|$)|"(?:[^"]|"")*"|\$?[A-Z]{1,3}\$?\d+|[A-Z]+|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|<=|>=|<>|[-+*/(),:%<>=]|\S/g;

/** What a spreadsheet makes of a formula as the scorecard writes them; throws on one that it does not. */
export function formulaValueIn(formula: string, cellValue: CellValue): Scalar {
  const reader = new Reader(formula, cellValue);
  return reader.whole();
}

/** Reads a formula from left to right and calculates as it goes. */
class Reader {
  readonly #formula: string;
  readonly #tokens: readonly string[];
  readonly #cellValue: CellValue;
  #at = 0;

  constructor(formula: string, cellValue: CellValue) {
    this.#formula = formula;
    this.#tokens = formula.match(token) ?? [];
    this.#cellValue = cellValue;
  }

  whole(): Scalar {
    const value = this.#comparison();
    if (this.#at < this.#tokens.length) this.#refuse();
    return scalar(value);
  }

  #comparison(): Operand {
    let left = this.#sum();
    for (let sign = this.#taken(comparisons); sign !== undefined; sign = this.#taken(comparisons)) {
      const holds = comparisonOf[sign] ?? this.#refuse();
      left = paired(left, this.#sum(), (a, b) => holds(order(a, b)));
    }
    return left;
  }

  #sum(): Operand {
    let left = this.#product();
    for (let sign = this.#taken(['+', '-']); sign !== undefined; sign = this.#taken(['+', '-'])) {
      const factor = sign === '+' ? 1 : -1;
      left = paired(left, this.#product(), (a, b) => toNumber(a) + factor * toNumber(b));
    }
    return left;
  }

  #product(): Operand {
    let left = this.#signed();
    for (let sign = this.#taken(['*', '/']); sign !== undefined; sign = this.#taken(['*', '/'])) {
      const isProduct = sign === '*';
      left = paired(left, this.#signed(), (a, b) => (isProduct ? toNumber(a) * toNumber(b) : toNumber(a) / toNumber(b)));
    }
    return left;
  }

  #signed(): Operand {
    if (this.#taken(['-']) !== undefined) return paired(this.#signed(), null, a => -toNumber(a));
    const value = this.#primary();
    return this.#taken(['%']) === undefined ? value : paired(value, null, a => toNumber(a) / 100);
  }

  #primary(): Operand {
    const first = this.#tokens[this.#at++] ?? this.#refuse();
    if (first === '(') {
      const inside = this.#comparison();
      this.#expect(')');
      return inside;
    }
    if (first.startsWith('"')) return first.slice(1, -1).replaceAll('""', '"');
    if (/^\d/.test(first)) return Number(first);
    if (first.endsWith('!')) return this.#range(first.slice(1, -2).replaceAll("''", "'"), this.#tokens[this.#at++] ?? '');
    return this.#tokens[this.#at] === '(' ? this.#call(first) : this.#range(undefined, first);
  }

  #range(sheet: string | undefined, first: string): Operand {
    const [column, row] = this.#address(first);
    if (this.#taken([':']) === undefined) return this.#cellValue(sheet, column, row);
    const [lastColumn, lastRow] = this.#address(this.#tokens[this.#at++] ?? '');
    const values: Scalar[] = [];
    for (let r = row; r <= lastRow; r++) for (let c = column; c <= lastColumn; c++) values.push(this.#cellValue(sheet, c, r));
    return values;
  }

  #address(text: string): readonly [column: number, row: number] {
    const [, column, row] = /^\$?([A-Z]{1,3})\$?(\d+)$/.exec(text) ?? this.#refuse();
    return [[...(column ?? '')].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0), Number(row)];
  }

  #call(name: string): Operand {
    const apply = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (apply === undefined) return this.#refuse();
    const given: Operand[] = [];
    this.#expect('(');
    while (this.#tokens[this.#at] !== ')') {
      given.push(this.#comparison());
      if (this.#tokens[this.#at] !== ')') this.#expect(',');
    }
    this.#expect(')');
    return apply(given);
  }

  #taken(signs: readonly string[]): string | undefined {
    const next = this.#tokens[this.#at];
    if (next === undefined || !signs.includes(next)) return undefined;
    this.#at++;
    return next;
  }

  #expect(sign: string): void {
    if (this.#taken([sign]) === undefined) this.#refuse();
  }

  #refuse(): never {
    throw new TypeError(`a formula that no sheet writes: ${this.#formula}, at ${this.#tokens[this.#at - 1] ?? 'its end'}`);
  }
}

const comparisonOf: Readonly<Record<string, (order: number) => boolean>> = {
  '=': order => order === 0,
  '<>': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
};
const comparisons = Object.keys(comparisonOf);

/** Texts compare without case; an empty cell is nothing beside a text, and 0 beside a number. */
function order(a: Scalar, b: Scalar): number {
  if (typeof a !== 'string' && typeof b !== 'string') return toNumber(a) - toNumber(b);
  const [one, other] = [String(a ?? '').toLowerCase(), String(b ?? '').toLowerCase()];
  return one === other ? 0 : one < other ? -1 : 1;
}

const toNumber = (value: Scalar): number => (typeof value === 'string' ? Number.NaN : Number(value));
const scalar = (value: Operand): Scalar => (isRange(value) ? (value[0] ?? null) : value);
const isRange = (value: Operand): value is readonly Scalar[] => Array.isArray(value);

/** An operation on two values, or on each of a range. */
function paired(a: Operand, b: Operand, operation: (a: Scalar, b: Scalar) => Scalar): Operand {
  if (!isRange(a) && !isRange(b)) return operation(a, b);
  const size = Math.max(isRange(a) ? a.length : 1, isRange(b) ? b.length : 1);
  const of = (value: Operand, i: number): Scalar => (isRange(value) ? (value[i] ?? null) : value);
  return Array.from({ length: size }, (_, i) => operation(of(a, i), of(b, i)));
}

/** The numbers among values and ranges: texts and empty cells are none. */
const numbers = (given: readonly Operand[]): readonly number[] => given.flat().filter(value => typeof value === 'number');
const total = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0);

const functions: Readonly<Record<string, (given: readonly Operand[]) => Operand>> = {
  ABS: ([value = null]) => paired(value, null, a => Math.abs(toNumber(a))),
  AVERAGE: given => total(numbers(given)) / numbers(given).length,
  COUNTIFS: given => countOf(given),
  IF: ([condition = null, yes = null, no = null]) => (scalar(condition) === true ? yes : no),
  MAX: given => Math.max(...numbers(given)),
  MEDIAN: given => median(numbers(given)),
  MIN: given => Math.min(...numbers(given)),
  NA: () => Number.NaN,
  ROUND: ([value = null, decimals = null]) => roundedTo(toNumber(scalar(value)), toNumber(scalar(decimals))),
  SUM: given => total(numbers(given)),
  SUMPRODUCT: given => total(products(given)),
};

function median(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low = Number.NaN, high = low] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (low + high) / 2;
}

/** How many rows have all that is asked for: a range, and what its cells must be, in turn. */
function countOf(given: readonly Operand[]): number {
  const asked = given.flatMap((range, i) =>
    i % 2 === 0 && isRange(range) ? [{ range, wanted: scalar(given[i + 1] ?? null) }] : [],
  );
  const rows = asked[0]?.range ?? [];
  return rows.filter((_, i) => asked.every(({ range, wanted }) => order(range[i] ?? null, wanted) === 0)).length;
}

/** Element by element; what is no number counts as 0. */
function products(given: readonly Operand[]): readonly number[] {
  const ranges = given.map(one => (isRange(one) ? one : [one]));
  const factor = (value: Scalar | undefined): number => (typeof value === 'number' ? value : 0);
  return (ranges[0] ?? []).map((_, i) => ranges.reduce((product, range) => product * factor(range[i]), 1));
}

/** A number with so many decimals, half away from zero; fewer than none are tens, hundreds and so on. */
export function roundedTo(value: number, decimals: number): number {
  if (!Number.isFinite(value)) return value;
  if (decimals >= 0) return Number(value.toFixed(Math.min(decimals, 100)));
  const unit = 10 ** -decimals;
  return Math.sign(value) * Math.round(Math.abs(value) / unit) * unit;
}
