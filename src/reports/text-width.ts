/** A text's width in the digits a column is measured in: most Latin letters are narrower, Chinese ones twice as wide. */
export function widthOf(text: string): number {
  let sum = 0;
  for (const character of text) sum += character > '\u2e7f' ? 1.95 : 0.85;
  return sum;
}

/** Lines that a text takes in a column of so many digits. */
export const linesOf = (text: string, width: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / (width - 2))), 0);

/** The height in points of a row whose longest text wraps in a column of so many digits. */
export const heightFor = (text: string, width: number, least: number): number =>
  Math.min(400, Math.max(least, linesOf(text, width) * 12.8 + 5));

/** A text as far as it fits into so many digits, with an ellipsis where it is cut. */
export function fitted(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (widthOf(`${kept}${character}…`) > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
