import type { Fault } from '../../faults/fault.js';
import type { RowsApart } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { importFaults } from '../../faults/import.js';
import { rowFaults } from '../../faults/rows.js';
import { sheetAndRow } from '../../facts/source-row.js';
import { columnsOf } from '../../import/layout/columns.js';
import { rowName, type SourceRow } from '../../import/layout/row.js';
import type { Layout } from '../../import/layout/schema.js';
import { positionsRead } from '../../import/layout/sources.js';
import type { Format } from '../../import/readers/source.js';
import type { BatchReport } from '../../store/facts/load.js';

/** A fault of which a file has many: the first one, how often it came, and where. */
export interface RepeatedFault extends Fault {
  readonly times: number;
  /** The first rows that have it. */
  readonly rows?: readonly (number | string)[];
  /** The cells that have it, the most frequent first, where they differ. */
  readonly values?: readonly RepeatedValue[];
}

/** A cell's text, and in how many rows it stands. */
export interface RepeatedValue {
  readonly value: string;
  readonly times: number;
}

const maxShown = 20;
const maxExcerpt = 120;
/** The first rows, values and kinds of fault that are named. */
const maxRows = 10;
const maxValues = 5;
const maxKinds = 200;
/** Distinct values are counted up to a bound, so that memory does not grow with the file. */
const maxCounted = 1000;
/** Between the cells of a source that has no delimiter of its own. */
const cellSeparator = ' | ';

interface Kind {
  readonly first: Fault;
  times: number;
  readonly rows: (number | string)[];
  readonly values: Map<string, number>;
}

/** By code and column, then by what the remedy depends on. */
type Kinds = Map<string, Map<string, Kind>>;

/** What makes cells of one column call for different remedies under one code: a date in a form, and a word that is none. */
const remedyParams: readonly string[] = ['forms', 'serial', 'likely', 'signs', 'mark', 'isReadable', 'whole'];
/** Remedies of one code in one column that are told apart; cells with yet another are counted with the first of them. */
const maxRemedies = 6;

const remedyOf = ({ params }: Fault): string =>
  Object.entries(params)
    .filter(([name]) => remedyParams.includes(name))
    .map(([, value]) => JSON.stringify(value))
    .join(' ');

/** Gathers what is said of rows without growing with the file: the first faults, and each kind of fault once with its number. */
export class RowFindings {
  readonly #delimiter: string;
  readonly #faults: Fault[] = [];
  readonly #errors: Kinds = new Map();
  readonly #warnings: Kinds = new Map();

  /** `delimiter` is the one of the file, where it has one: excerpts show its own text. */
  constructor(delimiter: string = cellSeparator) {
    this.#delimiter = delimiter;
  }

  /** A rejected row's faults. */
  reject(row: SourceRow, faults: readonly Fault[]): void {
    for (const found of faults) {
      if (this.#faults.length < maxShown) this.#faults.push(this.#withExcerpt(found, row));
      this.#note(this.#errors, found, row);
    }
  }

  /** Warnings about a row that became a fact all the same, or that is none. */
  warn(row: SourceRow, warnings: readonly Fault[]): void {
    for (const warning of warnings) this.#note(this.#warnings, warning, row);
  }

  /** The first faults of rejected rows. */
  get faults(): readonly Fault[] {
    return this.#faults;
  }

  /** Each kind of error once: one code in one column, with one remedy. */
  get errors(): readonly RepeatedFault[] {
    return repeated(this.#errors);
  }

  get warnings(): readonly RepeatedFault[] {
    return repeated(this.#warnings);
  }

  #note(kinds: Kinds, found: Fault, row: SourceRow): void {
    const kind = this.#kindOf(kinds, found, row);
    if (kind === undefined) return;
    kind.times++;
    const named = row.sheet === undefined ? row.number : rowName(row);
    if (kind.rows.length < maxRows && kind.rows.at(-1) !== named) kind.rows.push(named);
    const value = valueOf(found);
    if (value === undefined) return;
    const counted = kind.values.get(value);
    if (counted !== undefined || kind.values.size < maxCounted) kind.values.set(value, (counted ?? 0) + 1);
  }

  #kindOf(kinds: Kinds, found: Fault, row: SourceRow): Kind | undefined {
    const key = `${found.code} ${found.place.column ?? ''}`;
    const alike = kinds.get(key) ?? new Map<string, Kind>();
    const remedy = remedyOf(found);
    const before = alike.get(remedy);
    if (before !== undefined) return before;
    if (alike.size === maxRemedies) return alike.values().next().value;
    if (alike.size === 0 && kinds.size >= maxKinds) return undefined;
    const kind = { first: this.#withExcerpt(found, row), times: 0, rows: [], values: new Map<string, number>() };
    alike.set(remedy, kind);
    kinds.set(key, alike);
    return kind;
  }

  #withExcerpt(found: Fault, row: SourceRow): Fault {
    const line = row.text ?? row.cells.join(this.#delimiter);
    const shown = line.length > maxExcerpt ? `${line.slice(0, maxExcerpt)}…` : line;
    // Control characters could move the cursor of a terminal.
    return { ...found, place: { ...found.place, excerpt: shown.trimEnd().replace(/(?!\t)\p{Cc}/gu, ' ') } };
  }
}

/** That a file has no rows; a query that finds nothing new is as usual. */
export const emptyWarnings = (read: number, format: Format, file: string): readonly RepeatedFault[] =>
  read > 0 || format === 'sql' ? [] : [{ ...fault(importFaults, 'source_without_rows', {}, { file }), times: 1 }];

/** Rows that say the same as one before them in the file are no earlier import: they are named. */
export function repeatWarnings(
  { repeated: count, repeats }: BatchReport['repeated'],
  { file, apart }: { readonly file: string; readonly apart: RowsApart },
  named: (rows: readonly number[]) => readonly (number | string)[],
): readonly RepeatedFault[] {
  const [first] = repeats;
  if (first === undefined) return [];
  const [of = first.of] = named([first.of]);
  const params = { rows: count, first: of, key: first.key, apart };
  const rows = named(repeats.slice(0, maxRows).map(({ row }) => row));
  const line = typeof rows[0] === 'number' ? { line: rows[0] } : {};
  return [{ ...fault(rowFaults, 'row_repeated', params, { file, ...line }), times: count, rows }];
}

/** Where the value of a layout for all rows replaced what other files had said: each field once. */
export const overwriteWarnings = (
  overwritten: BatchReport['overwritten'],
  { file, layout }: { readonly file: string; readonly layout: string },
  named: (rows: readonly number[]) => readonly (number | string)[],
): readonly RepeatedFault[] =>
  overwritten.map(({ field, facts, first }) => {
    const params = { field, layout, count: facts, first: first.map(({ key, was, now }) => ({ key, was, now })) };
    return {
      ...fault(rowFaults, 'constant_overwrote', params, { file }),
      times: facts,
      rows: named([...new Set(first.map(({ row }) => row))]),
    };
  });

/** Whether a finding of a reader concerns what the layout reads: a column of formulas that no field is filled from does not. */
export function concerning(layout: Layout, headers: readonly string[]): (found: Fault) => boolean {
  const read = positionsRead(layout, columnsOf(headers));
  return ({ code, params }) =>
    code !== 'formula_without_result' ||
    !('position' in params) ||
    typeof params.position !== 'number' ||
    read.has(params.position - 1);
}

/** Rows by the numbers under which they are kept, as a person finds them. */
export function rowsNamed(stored: readonly number[], sheets: readonly string[] | undefined): readonly (number | string)[] {
  if (sheets === undefined) return stored;
  return stored.map(one => {
    const { sheet, row } = sheetAndRow(one);
    return `${sheets[sheet] ?? sheet + 1}!${row}`;
  });
}

function repeated(kinds: Kinds): readonly RepeatedFault[] {
  const each = [...kinds.values()].flatMap(alike => [...alike.values()]);
  return each.map(({ first, times, rows, values }) => {
    const frequent = [...values]
      .map(([value, count]) => ({ value, times: count }))
      .toSorted((a, b) => b.times - a.times)
      .slice(0, maxValues);
    return { ...first, times, rows, ...(values.size > 1 ? { values: frequent } : {}) };
  });
}

/** The cell that a fault is about, as its words quote it. */
const valueOf = ({ params }: Fault): string | undefined =>
  'value' in params && typeof params.value === 'string' ? params.value : undefined;
