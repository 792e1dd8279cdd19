import type { SKRSContext2D } from '@napi-rs/canvas';
import { inHouseColour, tones } from '../../palette.js';
import type { MeasureFor } from './lines.js';
import type { Page, Span } from './pages.js';
import { type LaidCell, type Layout, lineRatio, padding } from './sheet-layout.js';
import { writeText } from './text-pen.js';

/** Which rows are painted, the first of them at the pen's origin, and of rows higher than a page which part. */
interface Painted {
  readonly rows: Span;
  readonly part?: Page['part'];
  readonly measureFor: MeasureFor;
  /** The firm's own colour of heads and bands. */
  readonly colour: string | undefined;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How far down the middle of a line its base line lies, by the size of its text. */
const baseRatio = 0.36;
/** How much narrower than it is a text may be written rather than be cut: its font in the workbook may be the narrower one. */
const mostNarrowed = 0.8;

/** Paints the cells of rows: fills first, so that none covers a neighbour's text, then lines, then texts. */
export function paintCells(pen: SKRSContext2D, layout: Layout, { rows, part, measureFor, colour }: Painted): void {
  const tops = topsOf(layout.heights, rows);
  const window = part === undefined ? undefined : { from: part.above, to: part.above + part.height };
  const cells = layout.cells
    .filter(({ row }) => row >= rows.from && row < rows.to)
    .map(cell => ({ cell, box: boxOf(cell, layout.edges, tops, rows, window) }));
  for (const { cell, box } of cells) {
    const own = cell.look.fill === undefined ? undefined : inHouseColour(cell.look.fill, colour);
    const fill = cell.tone === undefined ? own : tones[cell.tone].soft;
    if (fill === undefined || box.bottom <= box.top) continue;
    pen.fillStyle = `#${fill}`;
    pen.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  }
  for (const { cell, box } of cells) {
    if (cell.look.line === undefined) continue;
    pen.fillStyle = `#${cell.look.line}`;
    pen.fillRect(box.left, box.bottom - 0.5, box.right - box.left, 0.5);
  }
  for (const { cell } of cells) {
    if (cell.lines.length > 0)
      paintText(pen, cell, { box: boxOf(cell, layout.edges, tops, rows), edges: layout.edges, part, measureFor });
  }
}

/** The upper edge of each of these rows, and the lower one of the last. */
function topsOf(heights: readonly number[], { from, to }: Span): readonly number[] {
  const tops = [0];
  for (const height of heights.slice(from, to)) tops.push((tops.at(-1) ?? 0) + height);
  return tops;
}

function boxOf(
  { row, column, down, span }: LaidCell,
  edges: readonly number[],
  tops: readonly number[],
  rows: Span,
  window?: Span,
): Box {
  const top = tops[row - rows.from] ?? 0;
  const bottom = tops[Math.min(row - rows.from + down, tops.length - 1)] ?? top;
  return {
    left: edges[column] ?? 0,
    right: edges[column + span] ?? 0,
    top: window === undefined ? top : Math.min(Math.max(top, window.from), window.to),
    bottom: window === undefined ? bottom : Math.max(Math.min(bottom, window.to), window.from),
  };
}

interface Place {
  /** The whole cell, also where a page shows only a part of it. */
  readonly box: Box;
  readonly edges: readonly number[];
  readonly part: Page['part'] | undefined;
  readonly measureFor: MeasureFor;
}

function paintText(pen: SKRSContext2D, cell: LaidCell, { box, edges, part, measureFor }: Place): void {
  const { look, lines, tone, reach } = cell;
  const measure = measureFor(look.bold === true, look.size);
  const height = lines.length * look.size * lineRatio;
  const spare = Math.max(0, box.bottom - box.top - height);
  const first =
    box.top +
    (look.vertical === 'top' ? Math.min(1.5, spare) : look.vertical === 'bottom' ? spare - Math.min(1.5, spare) : spare / 2);
  const colour = tone === undefined ? look.colour : tones[tone].strong;
  const align = look.align ?? (cell.isNumber ? 'right' : 'left');
  const room = { left: (edges[reach.from] ?? 0) + padding, right: (edges[reach.to] ?? 0) - padding };
  const own = {
    left: box.left + padding + (align === 'left' ? cell.indent : 0),
    right: box.right - padding - (align === 'right' ? cell.indent : 0),
  };
  for (const [at, text] of lines.entries()) {
    const top = first + at * look.size * lineRatio;
    if (part !== undefined && (top < part.above || (!part.isLast && top >= part.above + part.height))) continue;
    const width = measure(text);
    const available =
      align === 'left' ? room.right - own.left : align === 'right' ? own.right - room.left : room.right - room.left;
    const narrowed = width <= available ? 1 : available / width;
    const scale = cell.isNumber ? narrowed : Math.max(narrowed, mostNarrowed);
    const shown = width * scale <= available + 0.01 ? text : cutText(text, available / scale, measure);
    const used = measure(shown) * scale;
    const middle = Math.max(room.left, Math.min((own.left + own.right - used) / 2, room.right - used));
    const x = align === 'left' ? own.left : align === 'right' ? own.right - used : middle;
    const y = top + look.size * (lineRatio / 2 + baseRatio);
    pen.save();
    pen.translate(x, y);
    pen.scale(scale, 1);
    writeText(pen, shown, { x: 0, y: 0, size: look.size, isBold: look.bold === true, colour });
    pen.restore();
  }
}

/** As much of a text as fits, which ends with an ellipsis. */
function cutText(text: string, width: number, measure: (text: string) => number): string {
  const characters = Array.from(text);
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${characters.slice(0, middle).join('')}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('').trimEnd()}…`;
}
