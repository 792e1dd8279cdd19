/** Rows to be laid on pages; all lengths in points of the sheet, before it is scaled. */
export interface Division {
  readonly heights: readonly number[];
  /** Whether a row and the one below it are on one page, because something lies over both. */
  readonly isJoined: readonly boolean[];
  /** Whether a row is on the page of the one below it where that is possible: a heading is. */
  readonly isHeading: readonly boolean[];
  /** Rows (1-based) with which a page ends. */
  readonly breaksAfter: readonly number[];
  /** The rows that are repeated on each page after their own: zero-based, `to` is the one after the last. */
  readonly repeated: Span | undefined;
  /** The height of a page. */
  readonly room: number;
  /** The height of the highest line of text: where a row must be cut, none is. */
  readonly line: number;
}

/** Rows from one, zero-based, up to the one before another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A page: the rows on it, whether the repeated rows stand above them, and of rows higher than a page the part that it shows. */
export interface Page extends Span {
  readonly hasRepeated: boolean;
  readonly part?: { readonly above: number; readonly height: number; readonly isLast: boolean };
}

/** Divides rows into pages: every row whole on one page, in order, unless it is higher than a page by itself. */
export function dividedIntoPages(division: Division): readonly Page[] {
  const { repeated } = division;
  const pages: Page[] = [];
  let open: Span | undefined;
  const hasRepeated = (from: number): boolean => repeated !== undefined && from >= repeated.to;
  const close = (): void => {
    if (open !== undefined) pages.push({ ...open, hasRepeated: hasRepeated(open.from) });
    open = undefined;
  };
  const roomFrom = (from: number): number => {
    const above = repeated !== undefined && hasRepeated(from) ? heightOf(division, repeated) : 0;
    // Heads that would take the whole page leave at least half of it to what they head.
    return division.room - Math.min(above, division.room / 2);
  };
  for (const group of groupsOf(division)) {
    const isTogether = heightOf(division, group.span) <= roomFrom(group.span.from);
    for (const block of isTogether ? [group.span] : group.blocks) {
      const height = heightOf(division, block);
      const from = open?.from ?? block.from;
      if (open !== undefined && heightOf(division, { from, to: block.to }) > roomFrom(from)) close();
      if (height <= roomFrom(block.from)) {
        open = { from: open?.from ?? block.from, to: block.to };
      } else {
        close();
        pages.push(...partsOf(block, height, roomFrom(block.from), division.line, hasRepeated(block.from)));
      }
      if (division.breaksAfter.includes(block.to)) close();
    }
  }
  close();
  return pages;
}

const heightOf = ({ heights }: Division, { from, to }: Span): number =>
  heights.slice(from, to).reduce((sum, height) => sum + height, 0);

interface Group {
  readonly span: Span;
  /** What must not be divided, of which it consists. */
  readonly blocks: readonly Span[];
}

/** Rows that are kept together if they can be, each of blocks that must be. */
function groupsOf({ heights, isJoined, isHeading, breaksAfter }: Division): readonly Group[] {
  const groups: { span: Span; blocks: Span[] }[] = [];
  let block = 0;
  let group = 0;
  let blocks: Span[] = [];
  for (const row of heights.keys()) {
    const isEnd = row === heights.length - 1 || breaksAfter.includes(row + 1);
    if (!isEnd && isJoined[row] === true) continue;
    blocks.push({ from: block, to: row + 1 });
    block = row + 1;
    if (!isEnd && isHeading[row] === true) continue;
    groups.push({ span: { from: group, to: row + 1 }, blocks });
    group = row + 1;
    blocks = [];
  }
  return groups;
}

/** The pages of rows that are higher than one: each shows the lines that begin in its part, and has room for the last of them. */
function partsOf(block: Span, height: number, room: number, line: number, hasRepeated: boolean): readonly Page[] {
  const step = Math.max(room - line, room / 2);
  const count = Math.max(1, Math.ceil((height - room) / step) + 1);
  return Array.from({ length: count }, (_, at) => ({
    ...block,
    hasRepeated,
    part: { above: at * step, height: at === count - 1 ? room : step, isLast: at === count - 1 },
  }));
}
