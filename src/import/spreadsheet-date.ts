/**
 * A text that a spreadsheet takes for a date by the order of day and month of its own country: 02/06/2026, 2.6.26, 1-2. A date that begins
 * with its year reads one way everywhere.
 */
const localDate =
  /^'*(?:0?[1-9]|[12]\d|3[01])(?:([/.-])(?:0?[1-9]|[12]\d|3[01])\1\d{2}(?:\d{2})?|[/-](?:0?[1-9]|[12]\d|3[01]))(?:[ ,T][^]*)?$/;

/** The text with an apostrophe before it where a spreadsheet would make another date of it; it then stays the text that it is. */
export const keptAsText = (text: string): string => (localDate.test(text) ? `'${text}` : text);

/** The text that `keptAsText` was given. */
export const asItWas = (text: string): string => (text.startsWith("'") && localDate.test(text) ? text.slice(1) : text);
