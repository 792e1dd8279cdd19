import type { Exact } from '../../facts/exact.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import type { Columns } from './columns.js';
import type { CompiledLayout, Outcome } from './compiled.js';
import { placeOf, type SourceRow } from './row.js';
import type { Layout } from './schema.js';
import { isBlank, positionsOf } from './sources.js';
import { type Look, rowLook } from './total-look.js';

/** What is to be done with a row: `undefined` where it is like the others. */
export type TotalRow = { readonly skip: Fault } | { readonly reject: Fault } | undefined;

/** What messages call the file and its layout, and the codes and names of registered clients. */
export interface Names {
  readonly file: string;
  readonly layout: string;
  readonly clients?: readonly string[];
}

/** Tells rows of totals from the others, row after row of one file. */
export class TotalRows {
  readonly #look: ((cells: readonly string[]) => Look) | undefined;
  readonly #sums: readonly { readonly field: string; readonly at: readonly number[]; all: number; since: number }[];
  #rows = 0;
  #rowsSince = 0;

  constructor(
    private readonly layout: Layout,
    private readonly compiled: CompiledLayout,
    columns: Columns,
    private readonly context: Names,
  ) {
    this.#look = layout.total_rows === 'keep' ? undefined : rowLook(layout, compiled.kind, columns, context.clients ?? []);
    const numbers = compiled.kind.fields.filter(({ name, type }) => type === 'number' && layout.fields[name] !== undefined);
    const sumOf = (field: string) => {
      const at = positionsOf(layout.fields[field], columns);
      // What no column holds is in no row of totals.
      return at.length === 0 ? [] : [{ field, at, all: 0, since: 0 }];
    };
    this.#sums = layout.each === undefined ? numbers.flatMap(({ name }) => sumOf(name)) : [];
  }

  /** What a row is by its own cells, as they stand in the file. */
  look(row: SourceRow): Look {
    if (row.fault !== undefined) return 'plain';
    const look = this.#look?.(row.cells) ?? 'plain';
    // Only a row that does not look like the others is looked through for this.
    return look === 'plain' && isBlank(row.cells[0]) && row.cells.every(isBlank) ? 'blank' : look;
  }

  /** What is to be done with a row, once all rows above it have been counted. */
  judge(row: SourceRow, look: Look): TotalRow {
    if (look === 'plain') return undefined;
    const place = placeOf(this.context.file, row);
    const { layout } = this.context;
    if (look === 'blank') return { skip: fault(rowFaults, 'row_is_blank', {}, place) };
    if (look === 'unnamed') {
      if (!this.#isSum(row)) return undefined;
      this.#endGroup();
      const found = fault(rowFaults, 'row_is_total', { word: undefined, isSum: true, layout }, place);
      return this.layout.total_rows === 'reject' ? { reject: { ...found, severity: 'error' } } : { skip: found };
    }
    const { is, word } = look;
    const reject = (as: 'label' | 'sum' | 'remark'): TotalRow => ({
      reject: fault(rowFaults, 'row_maybe_total', { word, layout, as }, place),
    });
    if (is === 'remark') return reject('remark');
    const isSum = is !== 'total' && this.#fits(row, look);
    if (is === 'sum' && !isSum) return undefined;
    if (is === 'total' || isSum) this.#endGroup();
    if (is === 'sum') return reject('sum');
    const isSure = is === 'total' || (is === 'total_if_sum' && isSum);
    if (!isSure || this.layout.total_rows === 'reject') return reject('label');
    return { skip: fault(rowFaults, 'row_is_total', { word, isSum, layout }, place) };
  }

  /** Adds a row to the sums, with what became of it: what was rejected is part of what the file sums up. */
  count(outcome: Outcome, row: SourceRow): void {
    if (this.#look === undefined || outcome === 'skipped' || 'several' in outcome || row.fault !== undefined) return;
    this.#rows++;
    this.#rowsSince++;
    for (const sum of this.#sums) {
      const value = 'values' in outcome ? outcome.values[sum.field] : this.compiled.amountOf(sum.field, row);
      if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') continue;
      const added = approximate(value);
      sum.all += added;
      sum.since += added;
    }
  }

  /** Whether what a row says of the rows above it is true: their sums, and how many they are where it says that alone or its word is doubtful. */
  #fits(row: SourceRow, look: Exclude<Look, string>): boolean {
    const { count, needsCount = false } = look.is === 'total_if_sum' ? look : {};
    if (count === undefined || (!needsCount && this.#holdsAmounts(row))) return this.#isSum(row);
    return this.#isCount(count) && (!this.#holdsAmounts(row) || this.#isSum(row));
  }

  #isCount(count: number): boolean {
    return count > 1 && (count === this.#rows || count === this.#rowsSince);
  }

  #holdsAmounts(row: SourceRow): boolean {
    return this.#sums.some(({ at }) => !at.every(position => isBlank(row.cells[position])));
  }

  /** Whether every number of a row is the sum of those above it: of all, or of those since the last row of totals. */
  #isSum(row: SourceRow): boolean {
    const given = this.#sums.flatMap(({ field, at, all, since }) => {
      if (at.every(position => isBlank(row.cells[position]))) return [];
      const value = this.compiled.amountOf(field, row);
      return value === 0 ? [] : [{ value, all, since }];
    });
    const is = (which: 'all' | 'since'): boolean =>
      given.every(({ value, ...sums }) => value !== 'unreadable' && isAbout(approximate(value), sums[which]));
    return given.length > 0 && ((this.#rowsSince > 1 && is('since')) || (this.#rows > 1 && is('all')));
  }

  #endGroup(): void {
    this.#rowsSince = 0;
    for (const sum of this.#sums) sum.since = 0;
  }
}

/** Sums are only compared: what is counted stays exact elsewhere. */
const approximate = (value: Exact): number =>
  typeof value === 'number' ? value : (Number(value.s) * Number(value.n)) / Number(value.d);

const isAbout = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
