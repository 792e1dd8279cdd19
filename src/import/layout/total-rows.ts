import type { Exact } from '../../facts/exact.js';
import type { FactKind } from '../../facts/kinds.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import type { Columns } from './columns.js';
import type { CompiledLayout, Outcome } from './compiled.js';
import { placeOf, type SourceRow } from './row.js';
import type { Layout } from './schema.js';
import { isBlank, mappingsOf, numberOf, positionsOf } from './sources.js';

/** What a row of totals calls itself, folded. */
const words = new Set(
  `合计 总计 小计 共计 累计 总和 汇总 本页合计 本月合计 合计数 總計 合計 小計
   total totals grandtotal subtotal sub-total totalamount overalltotal sum sumtotal
   summe summen gesamt gesamtsumme zwischensumme insgesamt endsumme total: somme totaal totale итого`.split(/\s+/),
);

/** One of the words, then nothing but signs, numbers or units: 合计（24单）, Total: 12 rows. */
const wordAndCount = /^(.+?)[\s:：=()（）[\]【】\-–—]*(?:\d[\d.,]*\s*\p{L}{0,5})?[\s)）\]】.。]*$/u;

/** Digits with their signs, a currency or a unit: 1.234,50 EUR, ¥300, 98.5 %, 24单. */
const amount = /^[^\p{L}\d]{0,4}(?:\p{Lu}{2,3}\s)?\s*[-+]?\d[\d.,'’\s]*\s*[\p{L}\p{Sc}%‰]{0,3}$/u;

/** What a row is by its own cells: like the others, blank, a row of totals, one in doubt, or one whose numbers have to be compared. */
export type Look = 'plain' | 'blank' | 'unnamed' | { readonly is: 'total' | 'doubtful'; readonly word: string };

/** What is to be done with a row: `undefined` where it is like the others. */
export type TotalRow = { readonly skip: Fault } | { readonly reject: Fault } | undefined;

/** Tells rows of totals from the others, row after row of one file. */
export class TotalRows {
  readonly #look: ((row: SourceRow) => Look) | undefined;
  readonly #sums: readonly { readonly field: string; all: number; since: number }[];
  #rows = 0;
  #rowsSince = 0;

  constructor(
    private readonly layout: Layout,
    private readonly compiled: CompiledLayout,
    columns: Columns,
    private readonly context: { readonly file: string; readonly layout: string },
  ) {
    this.#look = layout.total_rows === 'keep' ? undefined : rowLook(layout, compiled.kind, columns);
    const numbers = compiled.kind.fields.filter(({ name, type }) => type === 'number' && layout.fields[name] !== undefined);
    this.#sums = layout.each === undefined ? numbers.map(({ name }) => ({ field: name, all: 0, since: 0 })) : [];
  }

  /** What a row is by its own cells, as they stand in the file. */
  look(row: SourceRow): Look {
    if (row.fault !== undefined) return 'plain';
    const look = this.#look?.(row) ?? 'plain';
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
      const found = fault(rowFaults, 'row_is_total', { word: undefined, layout }, place);
      return this.layout.total_rows === 'reject' ? { reject: { ...found, severity: 'error' } } : { skip: found };
    }
    const { is, word } = look;
    if (is === 'doubtful' || this.layout.total_rows === 'reject')
      return { reject: fault(rowFaults, 'row_maybe_total', { word, layout }, place) };
    this.#endGroup();
    return { skip: fault(rowFaults, 'row_is_total', { word, layout }, place) };
  }

  /** Adds what became of a row to the sums. */
  count(outcome: Outcome): void {
    if (this.#look === undefined || outcome === 'skipped' || !('values' in outcome)) return;
    this.#rows++;
    this.#rowsSince++;
    for (const sum of this.#sums) {
      const value = outcome.values[sum.field];
      if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') continue;
      const added = approximate(value);
      sum.all += added;
      sum.since += added;
    }
  }

  /** Whether every number of a row is the sum of those above it: of all, or of those since the last row of totals. */
  #isSum(row: SourceRow): boolean {
    const given = this.#sums.flatMap(({ field, all, since }) => {
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

function rowLook(layout: Layout, kind: FactKind, columns: Columns): ((row: SourceRow) => Look) | undefined {
  const amounts = new Set(kind.fields.filter(({ type }) => type === 'number').map(({ name }) => name));
  const mappings = mappingsOf(layout);
  const at = (wanted: (name: string) => boolean): readonly number[] => [
    ...new Set(mappings.flatMap(([name, mapping]) => (wanted(name) ? positionsOf(mapping, columns) : []))),
  ];
  const numbers = at(name => name === numberOf(kind));
  const telling = at(name => !amounts.has(name));
  // Without a number from a column, rows cannot be told from their totals.
  if (numbers.length === 0) return undefined;
  const most = telling.length / 2;
  return ({ cells }) => {
    let filled = 0;
    for (const one of telling) if (!isBlank(cells[one]) && ++filled > most) return 'plain';
    return lookOf(cells, numbers);
  };
}

function lookOf(cells: readonly string[], numbers: readonly number[]): Look {
  let word: string | undefined;
  let isFirst = true;
  let isFirstWord = false;
  let others = 0;
  let amountsSeen = 0;
  for (const cell of cells) {
    const text = cell.trim();
    if (text === '') continue;
    if (word === undefined && isTotalWord(text)) {
      word = text;
      isFirstWord = isFirst;
    } else if (amount.test(text)) amountsSeen++;
    else others++;
    isFirst = false;
  }
  const isNumbered = numbers.some(at => !isBlank(cells[at]) && cells[at]?.trim() !== word);
  if (word === undefined) return !isNumbered && others === 0 && amountsSeen > 0 ? 'unnamed' : 'plain';
  if (isNumbered) {
    // A count of rows may stand below the numbers; a number as others have it makes the word a name.
    return others === 0 && numbers.every(at => isBlank(cells[at]) || amount.test((cells[at] ?? '').trim()))
      ? { is: 'doubtful', word }
      : 'plain';
  }
  return others <= 1 && (isFirstWord || others === 0) ? { is: 'total', word } : { is: 'doubtful', word };
}

/**
 * The rows that do not look like totals, as far as that shows without a layout; all of them where that leaves less than half, since the
 * word is then a name.
 */
export function withoutTotals(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const kept = rows.filter(cells => {
    const look = lookOf(cells, []);
    return typeof look !== 'object' || look.is !== 'total';
  });
  return kept.length * 2 < rows.length ? rows : kept;
}

const longestWord = 40;

function isTotalWord(text: string): boolean {
  if (text.length > longestWord) return false;
  const folded = text.normalize('NFKC').toLowerCase();
  if (words.has(folded.replace(/\s+/g, ''))) return true;
  const found = wordAndCount.exec(folded)?.[1];
  return found !== undefined && words.has(found.replace(/\s+/g, ''));
}
