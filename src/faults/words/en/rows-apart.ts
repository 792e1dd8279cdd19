import type { RowsApart } from '../../import.js';

/** How rows of one key that are different facts get different keys. */
export function apartEn({ fields, lines }: RowsApart): string {
  switch (lines) {
    case 'all':
      return 'With `lines: all` each row is about all lines; if each is about one of them, map line_no instead.';
    case 'unmapped':
      return 'If they are different lines, map a line number so that the rows have different keys.';
    case undefined:
      return `If they are different facts, map columns in which they differ to what tells facts apart: ${fields.join(', ')}.`;
  }
}
