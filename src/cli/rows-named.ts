/** Rows as `--rows` names them: `17`, or with the sheet of a workbook `March, April!17`, whose name may have commas. */
export function rowsNamed(text: string): readonly string[] {
  const rows: string[] = [];
  let begun = '';
  for (const part of text.split(',')) {
    const row = begun === '' ? part.trim() : `${begun},${part.trimEnd()}`;
    // Every row ends with its number; what does not is the beginning of a sheet's name.
    const isWhole = row === '' || /^\d+$/.test(row) || /!\d+$/.test(row);
    if (isWhole && row !== '') rows.push(row);
    begun = isWhole ? '' : row;
  }
  return begun === '' ? rows : [...rows, begun];
}
