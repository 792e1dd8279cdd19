import type { LayoutView } from '../../contract/rules.js';
import { textTable } from './result-table.js';

/** Layouts as a table. */
export function layoutsTable(layouts: readonly LayoutView[]): string {
  return textTable([
    ['layout', 'fact', 'format', 'from', 'file'],
    ...layouts.map(one => [one.layout, one.fact, one.format, one.from, one.file]),
  ]);
}
