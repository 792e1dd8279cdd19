import type { RowsApart } from '../../import.js';

/** How rows of one key that are different facts get different keys. */
export function apartZh({ fields, lines }: RowsApart): string {
  switch (lines) {
    case 'all':
      return '`lines: all` 表示每行涉及全部明细行；如果每行只涉及其中一行，请改为对应 line_no。';
    case 'unmapped':
      return '如果它们是不同的明细行，请对应一个行号列，使各行的键不同。';
    case undefined:
      return `如果它们是不同的事实，请为用于区分事实的字段（${fields.join('、')}）对应取值不同的列。`;
  }
}
