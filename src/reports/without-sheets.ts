import { type Content, reference, type Sheet } from './sheet.js';

/** The sheets without some of them: a formula that refers to one which is left out becomes its result. */
export function withoutSheets(sheets: readonly Sheet[], left: ReadonlySet<string>): readonly Sheet[] {
  if (left.size === 0) return sheets;
  const gone = [...left].map(name => reference(name, ''));
  const plain = (value: Content): Content =>
    typeof value === 'object' && value !== null && 'formula' in value && gone.some(name => value.formula.includes(name))
      ? value.result
      : value;
  return sheets
    .filter(({ name }) => !left.has(name))
    .map(sheet => ({
      ...sheet,
      rows: sheet.rows.map(row => ({ ...row, cells: row.cells.map(one => one && { ...one, value: plain(one.value) }) })),
    }));
}
