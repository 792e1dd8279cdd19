import { monthsNamed } from '../facts/month-names.js';

const day = '(?:0?[1-9]|[12]\\d|3[01])';
const month = '(?:0?[1-9]|1[0-2])';
const year = '(?:19|20)\\d{2}';
const name = '(\\p{L}{3,10}\\.?)';

const numbered = new RegExp(
  `^'*(?:${day}([/.-])${day}\\1\\d{2}(?:\\d{2})?|${day}[/-]${day}|${month}[/.-]${year}|${year}[/.-]${month})(?:[ ,T][^]*)?$`,
);
const named = new RegExp(`^'*(?:${name}[ /-](?:\\d{2}|${year})|${day}\\.?[ /-]${name})$`, 'u');

/**
 * Whether a spreadsheet takes a text for a date that it does not name: in the order of day and month of its own country (02/06/2026, 2.6.26,
 * 1-2), of this year (2-Jun), or for the first day of what is a whole month (06/2026, 2026-06, Jun-26). A day that begins with its year,
 * or whose month has its name, reads one way everywhere.
 */
function becomesADate(text: string): boolean {
  if (numbered.test(text)) return true;
  const [, before, behind] = named.exec(text) ?? [];
  return monthsNamed(before ?? behind ?? '').length > 0;
}

/** The text with an apostrophe before it where a spreadsheet would make another date of it; it then stays the text that it is. */
export const keptAsText = (text: string): string => (becomesADate(text) ? `'${text}` : text);

/** The text that `keptAsText` was given. */
export const asItWas = (text: string): string => (text.startsWith("'") && becomesADate(text) ? text.slice(1) : text);
