const plainNumber = /^[+-]?\d+([.,]\d+)*$/;

/** What a spreadsheet takes for the beginning of a formula, full-width signs too. */
const formulaSign = /[=+\-@＝＋－＠]/g;

/** Where a spreadsheet may split a text besides. */
const splits = new Set([';', '\t', '\r', '\n']);

/**
 * Whether a formula would begin here: at the beginning or behind a split, with blanks and then apostrophes between, which are part of
 * the text. Read backwards, so that a long run of blanks is looked at once.
 */
function beginsFormula(text: string, sign: number): boolean {
  let at = sign - 1;
  while (text[at] === "'") at--;
  for (; at >= 0; at--) {
    const before = text[at] ?? '';
    if (splits.has(before)) return true;
    if (!/\s/.test(before)) return false;
  }
  return true;
}

/**
 * A text as a cell of a CSV file that no spreadsheet takes for a formula: quoted, and with an apostrophe before what would begin one,
 * also after a semicolon, a tab or a new line within it, because a spreadsheet may split there. Numbers stay as they are.
 */
export function csvCell(text: string): string {
  const isNumber = plainNumber.test(text);
  if (text === '' || (isNumber && !text.includes(','))) return text;
  const guarded = isNumber
    ? text
    : text.replace(formulaSign, (sign, at: number) => (beginsFormula(text, at) ? `'${sign}` : sign));
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** The text that `csvCell` was given, from the cell as a CSV reader gives it. */
export function unguarded(cell: string): string {
  if (!cell.includes("'")) return cell;
  return cell.replace(/'(?=[=+\-@＝＋－＠])/g, (mark, at: number) => (beginsFormula(cell, at + 1) ? '' : mark));
}
