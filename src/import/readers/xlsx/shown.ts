/** How a format writes a whole number: texts, and digits that are always shown (`0`) or only where there are any (`#`). */
type Mask = readonly (string | { readonly isAlways: boolean })[];

const token =
  /"([^"]*)"|\\(.)|_.|([0#?])|([-/ ()])|\[(?:black|blue|cyan|green|magenta|red|white|yellow|color\s?\d+|\$-[0-9a-f]+)\]/giy;

/** Formats have sections for positive, negative and other numbers, divided by semicolons outside of texts. */
const firstSection = /^(?:[^;"]|"[^"]*"?)*/;

/**
 * The format of whole numbers that are shown with zeros or texts of their own, such as `0000000` or `"HAM-"0000`; undefined for formats
 * that show a number as it is, or otherwise than digit by digit.
 */
export function maskOf(code: string | undefined): Mask | undefined {
  const [positive = ''] = (code === undefined ? undefined : firstSection.exec(code)) ?? [];
  const mask: (string | { readonly isAlways: boolean })[] = [];
  token.lastIndex = 0;
  let end = 0;
  for (let found = token.exec(positive); found !== null; found = token.exec(positive)) {
    const [, text, escaped, digit, sign] = found;
    end = token.lastIndex;
    const literal = text ?? escaped ?? sign;
    if (digit !== undefined) mask.push({ isAlways: digit === '0' });
    else if (literal !== undefined) mask.push(literal);
  }
  if (end !== positive.length || end === 0) return undefined;
  const digits = mask.filter(part => typeof part !== 'string');
  const changes =
    digits.filter(({ isAlways }) => isAlways).length > 1 || mask.some(part => typeof part === 'string' && part.trim() !== '');
  return digits.length > 0 && changes ? mask : undefined;
}

/** What a format shows of a whole number that is not negative. */
export function shownBy(mask: Mask, value: number): string {
  const places = mask.filter(part => typeof part !== 'string');
  const digits = String(value);
  let left = digits.length;
  let shown = '';
  for (const part of mask.toReversed()) {
    if (typeof part === 'string') {
      shown = part + shown;
      continue;
    }
    const isFirst = part === places[0];
    if (left > 0) shown = (isFirst ? digits.slice(0, left) : digits.charAt(left - 1)) + shown;
    else if (part.isAlways) shown = `0${shown}`;
    left = isFirst ? 0 : left - 1;
  }
  return shown.trim();
}
