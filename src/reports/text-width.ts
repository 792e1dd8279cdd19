/** A text's width in the digits a column is measured in: most Latin letters are narrower, Chinese ones twice as wide. */
export function widthOf(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    sum += code > 0x2e7f ? 1.95 : 0.85;
    // Two halves are one character.
    if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) at++;
  }
  return sum;
}

/** Lines that a text takes in a column of so many digits. */
export const linesOf = (text: string, width: number): number =>
  text.includes('\n') ? text.split('\n').reduce((sum, line) => sum + linesOf(line, width), 0) : linesOfOne(text, width);

const linesOfOne = (line: string, width: number): number => Math.max(1, Math.ceil(widthOf(line) / (width - 2)));

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
