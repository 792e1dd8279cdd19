import type { Dialect } from './csv-dialect.js';

const delimiters = ['\t', ';', '|', ','];

/**
 * The delimiter inside the cells of a file in which every row stands in quotes as a whole, so that it has one column: "a,b,c". Undefined
 * where there is none. What a blank follows is a comma of a sentence.
 */
export function delimiterInside(header: readonly string[], { rows, quoting }: Dialect, sample: string): string | undefined {
  const { quote } = quoting;
  const [name] = header;
  if (quote === undefined || name === undefined || header.length > 1 || rows.length === 0) return undefined;
  if (!sample.includes(`${quote}${name.replaceAll(quote, quote + quote)}${quote}`)) return undefined;
  return delimiters.find(delimiter => {
    const parts = name.split(delimiter);
    const isDivided = parts.length > 1 && parts.slice(1).every(part => part !== '' && !/^\s/.test(part));
    return isDivided && rows.every(cells => cells.length === 1 && (cells[0] ?? '').split(delimiter).length >= parts.length);
  });
}
