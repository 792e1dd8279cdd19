const plainNumber = /^[+-]?\d+([.,]\d+)*$/;

/** What a spreadsheet takes for the beginning of a formula, full-width signs too; apostrophes before it are part of the text. */
const formula = /(^|[;\t\r\n])([\s\u3000]*'*)(?=[=+\-@＝＋－＠])/g;
const guarded = /(^|[;\t\r\n])([\s\u3000]*'*)'(?=[=+\-@＝＋－＠])/g;

/**
 * A text as a cell of a CSV file that no spreadsheet takes for a formula: quoted, and with an apostrophe before what would begin one,
 * also after a semicolon, a tab or a new line within it, because a spreadsheet may split there. Numbers stay as they are.
 */
export function csvCell(text: string): string {
  const isNumber = plainNumber.test(text);
  if (text === '' || (isNumber && !text.includes(','))) return text;
  return `"${isNumber ? text : text.replace(formula, "$1$2'").replaceAll('"', '""')}"`;
}

/** The text that `csvCell` was given, from the cell as a CSV reader gives it. */
export const unguarded = (cell: string): string => (cell.includes("'") ? cell.replace(guarded, '$1$2') : cell);
