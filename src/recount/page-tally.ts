import { surroundings } from '../evaluation/plan.js';
import { groupedBy } from '../facts/grouped.js';
import type { Places } from '../facts/place.js';
import type { CompiledMetric, Part } from '../metrics/compile.js';
import type { View } from '../metrics/membership.js';
import { dimensionsOf } from '../metrics/tally.js';
import { type Column, pageRows } from './column.js';
import type { Texts } from './texts.js';
import { ColumnReader } from './column-reader.js';
import { AdjacentGroups, SingleFactGroups } from './row-groups.js';
import { RowSlices } from './row-slices.js';
import { RunningPart } from './running-tally.js';
import { marks } from './verdict.js';

/** A part of a metric that is to be counted. */
export interface PartRequest {
  readonly compiled: CompiledMetric;
  readonly part: Part;
}

/** The columns of the page that is being read; the next page takes their place. */
export interface PageColumns {
  /** The values of a field; always the same column, whose values change from page to page. */
  column(name: string): Column | undefined;
  /** Whether each row has the same as the row before it; 1 where it has. */
  isSame(name: string): Uint8Array;
}

/** Whose facts are counted: in a period (instants, `to` excluded), at a moment, at places with their zones and calendars. */
export interface CountScope {
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
  readonly places: Places;
}

/** What is read, and how. */
export interface PagedRead {
  readonly page: PageColumns;
  readonly texts: Texts;
  readonly scan: CountScope;
  /** The column that marks the facts of groups of several, for parts whose groups do not come together. */
  readonly markOf: (asking: PartRequest) => string | undefined;
}

/** The columns of a fact's first and last instant. */
export const spanFields = ['first_at', 'last_at'] as const;

/** Counts the rows of pages for parts of one kind; they share what they compute of a row, and those that are sliced alike share the slices. */
export class PageTally {
  readonly #reader: ColumnReader;
  readonly #slices = new Map<string, RowSlices>();
  readonly #running: readonly RunningPart[];
  readonly #gatherings: readonly AdjacentGroups[];
  readonly #singlings: ReadonlyMap<string, SingleFactGroups>;
  readonly #touching: (rows: number) => Uint8Array;

  constructor(asking: readonly PartRequest[], { page, texts, scan, markOf }: PagedRead) {
    const view: View = { from: scan.from, to: scan.to, asOf: scan.asOf, around: surroundings(scan.places, scan.asOf) };
    const column = (name: string): Column | undefined => page.column(name);
    const source = { column, texts };
    const reader = new ColumnReader(source, view);
    this.#reader = reader;
    const slicesOf = (dimensions: readonly string[]): RowSlices => {
      const key = dimensions.join('\0');
      const slices = this.#slices.get(key) ?? new RowSlices(dimensions, source);
      this.#slices.set(key, slices);
      return slices;
    };
    const marked = new Map<string, RunningPart[]>();
    const together: RunningPart[] = [];
    for (const one of asking) {
      const { compiled, part } = one;
      const running = new RunningPart(compiled, part, view, { reader, slices: slicesOf(dimensionsOf(compiled)), column });
      const mark = markOf(one);
      if (mark === undefined) together.push(running);
      else marked.set(mark, [...(marked.get(mark) ?? []), running]);
    }
    this.#running = [...together, ...[...marked.values()].flat()];
    const alike = groupedBy(together, ({ part }) => part.per.join('\0')).values();
    this.#gatherings = [...alike].map(parts => {
      const per = parts[0]?.part.per ?? [];
      return new AdjacentGroups(
        parts,
        per.map(name => page.isSame(name)),
      );
    });
    this.#singlings = new Map([...marked].map(([mark, parts]) => [mark, new SingleFactGroups(parts, flagsOf(column(mark)))]));
    this.#touching = rowsInPeriod(page, scan);
  }

  /** Forgets what was counted, so that other facts can be: those of a client for whom the same is asked. */
  begin(): void {
    for (const slices of this.#slices.values()) slices.begin();
    for (const part of this.#running) part.begin();
    for (const singling of this.#singlings.values()) singling.hasLeft = false;
  }

  /** Counts the rows of the page that was read last. */
  take(rows: number): void {
    this.#reader.compute(rows);
    for (const slices of this.#slices.values()) slices.compute(rows);
    const touches = this.#touching(rows);
    for (const gathering of this.#gatherings) gathering.take(rows, touches);
    for (const singling of this.#singlings.values()) singling.take(rows, touches);
  }

  /** What was counted, after the last page. */
  counted(): readonly RunningPart[] {
    for (const gathering of this.#gatherings) gathering.close();
    return this.#running;
  }

  /** The marks that some facts have: these are still to be counted, in their groups. */
  get hasLeft(): ReadonlySet<string> {
    return new Set([...this.#singlings].filter(([, { hasLeft }]) => hasLeft).map(([mark]) => mark));
  }
}

function flagsOf(column: Column | undefined): Uint8Array {
  if (column?.holds !== 'flags') throw new TypeError('a mark is a column of booleans');
  return column.at;
}

/** Whether one of a row's own dates may lie in the period, for the rows of a page. */
function rowsInPeriod(page: PageColumns, { from, to }: CountScope): (rows: number) => Uint8Array {
  const [first, last] = spanFields.map(name => page.column(name));
  const touches = new Uint8Array(pageRows);
  if (first?.holds !== 'numbers' || last?.holds !== 'numbers') return () => touches;
  return rows => {
    // A fact without dates has neither.
    for (let row = 0; row < rows; row++)
      touches[row] = (first.at[row] ?? Number.NaN) < to && (last.at[row] ?? Number.NaN) >= from ? marks.touches : 0;
    return touches;
  };
}
