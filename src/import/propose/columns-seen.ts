import type { ColumnProfile } from './column-profile.js';

/** What a column of a file holds, for people. */
export interface ColumnSeen {
  readonly column: string | number;
  /** From 1. */
  readonly position: number;
  /** In how many rows it has a value. */
  readonly filled: number;
  readonly holds: 'dates' | 'times' | 'numbers' | 'texts' | 'nothing';
  readonly samples: readonly string[];
  readonly distinct: number;
  /** All of its values with their rows, the most frequent first; none where they are too many to be chosen from. */
  readonly values: readonly { readonly value: string; readonly rows: number }[];
}

/** So many values are still a list that somebody looks through. */
const mostValues = 60;

/** The columns of a file as they are shown to whoever maps them. */
export const columnsSeen = (
  columns: readonly ColumnProfile[],
  names: readonly (string | number | undefined)[],
): readonly ColumnSeen[] =>
  columns
    .filter(({ header, filled }) => header !== '' || filled > 0)
    .map(column => {
      const { at, filled, samples, values } = column;
      const rows = [...values].map(([value, count]) => ({ value, rows: count })).toSorted((a, b) => b.rows - a.rows);
      return {
        column: names[at] ?? at + 1,
        position: at + 1,
        filled,
        holds: holdsOf(column),
        samples,
        distinct: values.size,
        values: values.size > mostValues ? [] : rows,
      };
    });

function holdsOf({ filled, dates, numbers, isClock }: ColumnProfile): ColumnSeen['holds'] {
  if (filled === 0) return 'nothing';
  if (dates !== undefined) return 'dates';
  if (isClock) return 'times';
  return numbers === undefined ? 'texts' : 'numbers';
}
