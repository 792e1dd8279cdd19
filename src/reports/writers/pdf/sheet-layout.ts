import { type Cell, type Sheet, sizeOf } from '../../sheet.js';
import { type Look, styles } from '../../styles.js';
import { columnNumber } from './addresses.js';
import { cellText } from './cell-text.js';
import { type MeasureFor, wrappedLines } from './lines.js';
import type { Span } from './pages.js';
import { type Tone, tonesByRule } from './status-colours.js';

/** Points of a pixel of the sheet. */
export const pointsPerPixel = 0.75;
/** Points between a cell's edge and its text. */
export const padding = 2.25;
/** Points of one step of indent. */
const indentPoints = 6.75;
/** Points between the edges of a row and its lines, above and below together. */
const rowRoom = 3;
/** The height of a line by the size of its text. */
export const lineRatio = 1.28;
/** The height of a row that says none. */
const usualHeight = 16;

/** A cell as it is laid: where, and the lines of its text. */
export interface LaidCell {
  readonly row: number;
  readonly column: number;
  readonly down: number;
  readonly span: number;
  readonly look: Look;
  readonly tone: Tone | undefined;
  /** Points of indent at the edge that the text stands at. */
  readonly indent: number;
  readonly lines: readonly string[];
  readonly isNumber: boolean;
  /** The columns over which the text may reach, because those beside it are empty. */
  readonly reach: Span;
}

/** A sheet measured: where its columns and rows end, and what stands in each row. */
export interface Layout {
  /** Left edges of the printed columns, and the right edge of the last. */
  readonly edges: readonly number[];
  readonly heights: readonly number[];
  readonly cells: readonly LaidCell[];
  readonly firstColumn: number;
  readonly firstRow: number;
}

/** Measures the printed part of a sheet. */
export function layoutOf(sheet: Sheet, measureFor: MeasureFor): Layout {
  const area = printedArea(sheet);
  const edges = [0];
  for (let column = area.columns.from; column < area.columns.to; column++)
    edges.push((edges.at(-1) ?? 0) + columnPoints(sheet.widths[column] ?? 8.43));
  const tones = tonesByRule(sheet);
  const occupied = occupiedCells(sheet);
  const cells = sheet.rows.slice(area.rows.from, area.rows.to).flatMap((row, position) =>
    row.cells
      .slice(0, area.columns.to)
      .map((cell, column) => ({ cell, column, row: position }))
      .flatMap(({ cell, column, row: at }) =>
        cell === undefined || column < area.columns.from
          ? []
          : [laid(cell, { row: at, column: column - area.columns.from }, { area, edges, occupied, tones, measureFor })],
      ),
  );
  const given = Array.from({ length: area.rows.to - area.rows.from }, (_, at) => sheet.rows[area.rows.from + at]?.height);
  return { edges, heights: heightsOf(given, cells), cells, firstColumn: area.columns.from, firstRow: area.rows.from };
}

/** A column's points: seven pixels for a character, and five. */
const columnPoints = (width: number): number => Math.trunc(width * 7 + 5) * pointsPerPixel;

interface Area {
  readonly columns: Span;
  readonly rows: Span;
}

/** What is printed: the area that the sheet names, else everything that it has. */
function printedArea(sheet: Sheet): Area {
  const named = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(sheet.printed ?? '');
  if (named !== null) {
    const [, left = 'A', top = '1', right = 'A', bottom = '1'] = named;
    return {
      columns: { from: columnNumber(left) - 1, to: columnNumber(right) },
      rows: { from: Number(top) - 1, to: Number(bottom) },
    };
  }
  const ends = sheet.rows.flatMap(({ cells }) => cells.map((cell, at) => (cell === undefined ? 0 : at + (cell.span ?? 1))));
  return {
    columns: { from: 0, to: ends.reduce((most, end) => Math.max(most, end), 1) },
    rows: { from: 0, to: rowsWithPictures(sheet) },
  };
}

/** As many rows as the sheet has, and more where a picture lies below the last. */
function rowsWithPictures({ rows, pictures }: Sheet): number {
  return pictures.reduce((most, picture) => {
    const { row, top = 0 } = picture;
    let [end, rest] = [row, (top + sizeOf(picture).height) * pointsPerPixel];
    while (rest > 0) rest -= rows[end++]?.height ?? usualHeight;
    return Math.max(most, end);
  }, rows.length);
}

/** Cells that no text of a neighbour reaches over: with content, or under a merged one. */
function occupiedCells({ rows }: Sheet): ReadonlySet<string> {
  const occupied = new Set<string>();
  for (const [row, { cells }] of rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      if (cell === undefined) continue;
      const [span, down] = [cell.span ?? 1, cell.down ?? 1];
      const isMerged = span > 1 || down > 1;
      if (!isMerged && (cell.value === null || cell.value === '')) continue;
      for (let below = 0; below < down; below++)
        for (let beside = 0; beside < span; beside++) occupied.add(`${row + below} ${column + beside}`);
    }
  }
  return occupied;
}

interface Surroundings {
  readonly area: Area;
  readonly edges: readonly number[];
  readonly occupied: ReadonlySet<string>;
  readonly tones: ReadonlyMap<string, Tone>;
  readonly measureFor: MeasureFor;
}

function laid(cell: Cell, { row, column }: { readonly row: number; readonly column: number }, around: Surroundings): LaidCell {
  const { area, edges, occupied, tones, measureFor } = around;
  const look: Look = styles[cell.style];
  const [span, down] = [cell.span ?? 1, cell.down ?? 1];
  const content =
    cell.value !== null && typeof cell.value === 'object' && 'formula' in cell.value ? cell.value.result : cell.value;
  const isNumber = content !== null && typeof content !== 'string';
  const steps = look.align === 'center' ? 0 : (cell.indent ?? 0) + (look.indent ?? 0);
  const indent = steps * indentPoints;
  const text = cellText(cell.value, cell.format).replace(/\r\n?/g, '\n');
  const end = Math.min(column + span, edges.length - 1);
  const width = (edges[end] ?? 0) - (edges[column] ?? 0) - 2 * padding - indent;
  const wraps = look.wrap === true && !isNumber;
  const lines =
    text === ''
      ? []
      : wraps
        ? wrappedLines(text, width, measureFor(look.bold === true, look.size))
        : [text.replaceAll('\n', ' ')];
  const isFree = (at: number): boolean =>
    at >= 0 && at < edges.length - 1 && !occupied.has(`${row + area.rows.from} ${at + area.columns.from}`);
  let [from, to] = [column, end];
  if (!wraps && !isNumber && span === 1 && down === 1) {
    if (look.align !== 'right') while (isFree(to)) to++;
    if (look.align === 'right' || look.align === 'center') while (isFree(from - 1)) from--;
  }
  const tone = tones.get(`${row + area.rows.from} ${column + area.columns.from}`);
  return { row, column, down, span: end - column, look, tone: tone ?? cell.tone, indent, lines, isNumber, reach: { from, to } };
}

/** Heights of rows: as given, or more where the text needs more. */
function heightsOf(given: readonly (number | undefined)[], cells: readonly LaidCell[]): readonly number[] {
  const heights = given.map(height => height ?? usualHeight);
  const needs = cells.map(cell => ({
    ...cell,
    need: cell.lines.length === 0 ? 0 : cell.lines.length * cell.look.size * lineRatio + rowRoom,
  }));
  for (const { row, down, need, look } of needs) {
    if (down === 1 && (look.wrap === true || given[row] === undefined)) heights[row] = Math.max(heights[row] ?? 0, need);
  }
  for (const { row, down, need } of needs.filter(one => one.down > 1)) {
    const last = Math.min(row + down, heights.length) - 1;
    const there = heights.slice(row, last + 1).reduce((sum, height) => sum + height, 0);
    heights[last] = (heights[last] ?? 0) + Math.max(0, need - there);
  }
  return heights;
}
