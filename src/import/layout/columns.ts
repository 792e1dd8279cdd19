import { foldedText } from '../../facts/folded.js';

/** Finds columns by their headers: exactly, then with case, width and spaces folded, where that leaves one column. */
export interface Columns {
  readonly names: readonly string[];
  /** The position of a header (the first, where it stands twice), or of a number that is no header; undefined when there is none. */
  readonly at: (column: string | number, exact?: boolean) => number | undefined;
  /** The headers that only case, width or spaces tell from a name that is not among them. */
  readonly alike: (column: string | number) => readonly string[];
}

/** The columns of a source. */
export function columnsOf(headers: readonly string[]): Columns {
  const names = headers.map(header => header.trim());
  const exactly = firstPositions(names);
  const byFolded = new Map<string, Set<string>>();
  for (const name of names) {
    const folded = foldedText(name);
    byFolded.set(folded, (byFolded.get(folded) ?? new Set<string>()).add(name));
  }
  const alike = (column: string | number): readonly string[] => [...(byFolded.get(foldedText(String(column))) ?? [])];
  return {
    names,
    alike,
    at: (column, exact = false) => {
      const name = String(column).trim();
      const found = exactly.get(name);
      if (found !== undefined) return found;
      const [only, ...others] = exact ? [] : alike(name);
      if (only !== undefined) return others.length === 0 ? exactly.get(only) : undefined;
      if (typeof column === 'string') return undefined;
      return Number.isInteger(column) && column >= 1 && column <= names.length ? column - 1 : undefined;
    },
  };
}

function firstPositions(names: readonly string[]): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  names.forEach((name, position) => {
    if (!positions.has(name)) positions.set(name, position);
  });
  return positions;
}
