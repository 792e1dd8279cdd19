import type { ListedLayout } from '../../app/imports/list-layouts.js';
import { textTable } from './result-table.js';

/** Layouts as a table. */
export function layoutsTable(layouts: readonly ListedLayout[]): string {
  return textTable([
    ['layout', 'fact', 'format', 'from', 'file'],
    ...layouts.map(one => [one.layout, one.fact, one.format, one.from, one.file]),
  ]);
}
