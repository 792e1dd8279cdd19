import { CsvScanner } from './csv-scan.js';

const delimiters = [',', ';', '\t', '|'];
const LOOKED_AT = 100;

/** The character that ends lines: the first of \n and \r outside quotes (\r only where no \n follows it). */
export function newlineOf(sample: string): string {
  let quoted = false;
  for (const match of sample.matchAll(/["\n]|\r\n?/g)) {
    if (match[0] === '"') quoted = !quoted;
    else if (!quoted) return match[0] === '\r' && match.index + 1 < sample.length ? '\r' : '\n';
  }
  return sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r';
}

/** The delimiter by which most of the first rows have as many cells as the header; among equals the one that makes most columns. */
export function delimiterOf(sample: string, newline: string, headerRow: number, complete: boolean): string {
  let best = { delimiter: ',', share: 0, columns: 1 };
  for (const delimiter of delimiters) {
    const rows = new CsvScanner(delimiter, newline).push(sample, complete).filter(row => row.number >= headerRow);
    const columns = rows[0]?.cells.length ?? 1;
    if (columns < 2) continue;
    const looked = rows.slice(1, LOOKED_AT + 1);
    const share = looked.length === 0 ? 1 : looked.filter(row => row.cells.length === columns).length / looked.length;
    if (share > best.share || (share === best.share && columns > best.columns)) best = { delimiter, share, columns };
  }
  return best.delimiter;
}

/** The delimiter that a layout names; undefined when it names none that can be. */
export function delimiterNamed(name: string): string | undefined {
  const text = name === '\\t' || name.toLowerCase() === 'tab' ? '\t' : name;
  return /^[^"\r\n]$/u.test(text) ? text : undefined;
}
