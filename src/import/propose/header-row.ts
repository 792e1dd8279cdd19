import { isKnownHeader } from './header-match.js';
import { areValues } from './second-header-line.js';

/** A row that may be the one with the headings, or the first of the lines that make them up. */
export interface HeaderCandidate {
  readonly row: number;
  readonly lines: number;
  readonly cells: readonly string[];
}

/** Headings are rarely fewer than this. */
const fewest = 2;

/** The headings that name fields best, of those that the first rows could be; undefined where none do better than the first. */
export function likelyHeaderRow(candidates: readonly HeaderCandidate[]): HeaderCandidate | undefined {
  const [first] = candidates;
  const known = first === undefined ? 0 : knownHeaders(first.cells);
  let best: { readonly candidate: HeaderCandidate; readonly known: number } | undefined;
  for (const candidate of candidates.slice(1)) {
    if (areValues(candidate.cells)) continue;
    // A second line is often the first row of values: it has to name much more.
    const here = knownHeaders(candidate.cells) - (candidate.lines > 1 ? 1 : 0);
    if (here >= fewest && here > (best?.known ?? known)) best = { candidate, known: here };
  }
  return best?.candidate ?? (first === undefined || filledCells(first.cells) > 1 ? undefined : widest(candidates));
}

/** Below a title whose headings are in no dictionary: the first row of the most words, none of which begins with a figure. */
function widest(candidates: readonly HeaderCandidate[]): HeaderCandidate | undefined {
  const rows = candidates.filter(
    ({ lines, cells }) => lines === 1 && filledCells(cells) >= fewest && !cells.some(cell => /^\s*\p{N}/u.test(cell)),
  );
  const most = Math.max(...rows.map(({ cells }) => filledCells(cells)));
  return rows.find(({ cells }) => filledCells(cells) === most);
}

const filledCells = (cells: readonly string[]): number => cells.filter(cell => cell.trim() !== '').length;

/** How many cells are known as headings; a row of values has few of them for its width. */
export function knownHeaders(cells: readonly string[]): number {
  const texts = cells.map(cell => cell.trim()).filter(text => text !== '');
  const known = texts.filter(text => text.length <= 60 && isKnownHeader(text)).length;
  return known >= texts.length / 4 ? known : 0;
}
