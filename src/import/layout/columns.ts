/** Finds columns by their headers: exactly, then with case, width and spaces folded. */
export interface Columns {
  readonly names: readonly string[];
  /** The position of a header (the first, where it stands twice), or of a number that is no header; undefined when there is none. */
  readonly at: (column: string | number) => number | undefined;
}

/** A header as it is compared when it does not match exactly. */
const foldedHeader = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** The columns of a source. */
export function columnsOf(headers: readonly string[]): Columns {
  const names = headers.map(header => header.trim());
  const exact = firstPositions(names);
  const folded = firstPositions(names.map(foldedHeader));
  return {
    names,
    at: column => {
      const name = String(column).trim();
      const found = exact.get(name) ?? folded.get(foldedHeader(name));
      if (found !== undefined || typeof column === 'string') return found;
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
