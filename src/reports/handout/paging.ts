import type { SparkChart } from '../chart.js';
import type { Cell, Picture, Row } from '../sheet.js';

/** A row with what lies on it, and how it holds on to the rows around it. */
export interface Line {
  readonly row: Row;
  /** A chart, at so many pixels from the left. */
  readonly chart?: { readonly drawn: SparkChart; readonly left: number };
  /** Printed on the same page as the row below. */
  readonly isKept?: boolean;
  /** The head of the table that it belongs to: written again where a page begins in that table. */
  readonly head?: Row;
}

/** Rows with the pictures on them, and the rows (from 1) after which a page ends. */
interface Paged {
  readonly rows: readonly Row[];
  readonly pictures: readonly Picture[];
  readonly breaksAfter: readonly number[];
}

const usualHeight = 16;
const heightOf = ({ height = usualHeight }: Row): number => height;
const charts = 4;

/**
 * The rows of a table: the first two of three or more, and the last two of four or more, are never parted by the end of a page. A short
 * table may end on the next page, so that all of it does not follow the signatures there.
 */
export const tableRows = (rows: readonly Line[], head: Row): readonly Line[] =>
  rows.map((line, at) => {
    const isKept = (at === 0 && rows.length > 2) || (at === rows.length - 2 && rows.length > 3);
    return { ...line, head, ...(isKept || line.isKept === true ? { isKept: true } : {}) };
  });

/** Lines of which the last row goes to the page of what follows them. */
export function keptWithNext(lines: readonly Line[]): readonly Line[] {
  const last = lines.findLastIndex(({ row }) => row.cells.length > 0);
  return last < 0 ? lines : lines.map((line, at) => (at < last ? line : { ...line, isKept: true }));
}

/** Lines on pages of so many points: a page ends where the next rows that belong together no longer fit. */
export function paged(lines: readonly Line[], pageHeight: number): Paged {
  const rows: Row[] = [];
  const pictures: Picture[] = [];
  const breaksAfter: number[] = [];
  const starts = new Set(withWholeTableAtEnd(lines, pageStarts(lines, pageHeight), pageHeight).slice(1));
  for (const [at, { row, chart, head }] of lines.entries()) {
    if (starts.has(at)) {
      breaksAfter.push(rows.length);
      if (head !== undefined) rows.push(head);
    }
    if (chart !== undefined) pictures.push({ chart: chart.drawn, left: chart.left, row: rows.length, top: charts });
    rows.push(row);
  }
  return { rows, pictures, breaksAfter };
}

const heightOfAll = (lines: readonly Line[]): number => lines.reduce((sum, { row }) => sum + heightOf(row), 0);

/** The lines with which pages begin, the first of them 0. */
function pageStarts(lines: readonly Line[], pageHeight: number): readonly number[] {
  const starts = [0];
  let used = 0;
  for (let at = 0; at < lines.length; ) {
    const kept = fitting(keptFrom(lines, at), pageHeight);
    const height = heightOfAll(kept);
    if (used > 0 && used + height > pageHeight) {
      starts.push(at);
      const head = kept[0]?.head;
      used = head === undefined ? 0 : heightOf(head);
    }
    used += height;
    at += kept.length;
  }
  return starts;
}

/** So much of a page stays filled where a table is taken to the next one. */
const leastFilled = 0.4;

/** A last page that begins with the end of a table has all of it, with its title, where there is room and the page before stays filled. */
function withWholeTableAtEnd(lines: readonly Line[], starts: readonly number[], pageHeight: number): readonly number[] {
  const [before, last] = starts.slice(-2);
  const head = last === undefined ? undefined : lines[last]?.head;
  if (before === undefined || head === undefined) return starts;
  let start = lines.findLastIndex(({ row }, at) => row === head && at < (last ?? 0));
  while (lines[start - 1]?.isKept === true) start--;
  const isFilled = heightOfAll(lines.slice(before, start)) >= pageHeight * leastFilled;
  const hasRoom = heightOfAll(lines.slice(start)) <= pageHeight;
  return start > before && isFilled && hasRoom ? [...starts.slice(0, -1), start] : starts;
}

/** The lines from one on that stay together. */
function keptFrom(lines: readonly Line[], from: number): readonly Line[] {
  let end = from;
  while (lines[end]?.isKept === true && end + 1 < lines.length) end++;
  return lines.slice(from, end + 1);
}

/** As many of the lines that stay together as a page has room for, at least one. */
function fitting(kept: readonly Line[], pageHeight: number): readonly Line[] {
  let height = 0;
  const end = kept.findIndex(({ row }, at) => {
    height += heightOf(row);
    return at > 0 && height > pageHeight;
  });
  return end < 0 ? kept : kept.slice(0, end);
}

/** Cells side by side, each over so many columns. */
export const across = (...parts: readonly (readonly [cell: Cell, columns: number])[]): readonly (Cell | undefined)[] =>
  parts.flatMap(([one, span]) =>
    span < 1 ? [] : [span === 1 ? one : { ...one, span }, ...Array.from({ length: span - 1 }, () => undefined)],
  );
