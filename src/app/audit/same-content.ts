import type { Content } from '../../reports/sheet.js';
import type { FoundContent } from './read-workbook.js';

/**
 * Whether a cell of a workbook still holds what was written there. Another program may have saved the file: it writes numbers
 * in its own form, formulas with other quotes and spaces, and may have computed results again from rounded numbers.
 */
export function isSameContent(expected: Content, found: FoundContent): boolean {
  if (expected === null || expected === '') return found === null || found === '';
  if (found === null) return false;
  if (typeof expected === 'string') return typeof found === 'string' && lines(expected) === lines(found);
  if (typeof expected === 'number') return typeof found === 'number' && isNear(expected, found, asWritten);
  if (typeof found !== 'object') return 'local' in expected && typeof found === 'number' && sameMoment(expected.local, found);
  return 'formula' in expected && isSameFormula(expected.formula, found.formula) && sameResult(expected.result, found.result);
}

const lines = (text: string): string => text.replace(/\r\n?/g, '\n');

/** Of programs that keep 15 significant digits of a number. */
const asWritten = 5e-15;

/** Results are stored with 12 significant digits, and the difference of two of them has fewer. */
const asComputed = 1e-9;

const isNear = (a: number, b: number, by: number): boolean => a === b || Math.abs(a - b) <= by * Math.abs(a);

/** Moments are numbers of days in a file; of those a program keeps microseconds. */
const sameMoment = (a: number, b: number): boolean => Math.abs(a - b) <= 1;

function sameResult(expected: number | string, found: number | string | null): boolean {
  if (typeof expected === 'string') return (found ?? '') === expected;
  return typeof found === 'number' && (isNear(expected, found, asComputed) || Math.abs(expected - found) <= 1e-15);
}

/** Whether two formulas say the same: token by token, whatever their spaces and the case of their functions. */
export function isSameFormula(one: string, other: string): boolean {
  const [a, b] = [tokensOf(one), tokensOf(other)];
  return a.length === b.length && a.every((token, i) => token === b[i]);
}

/**
 * A text, a sheet's name in quotes with its `!`, a number, a name or address (with `!`, a sheet's name), a comparison, or a sign. What begins
 * with a quote is one token whatever follows, so that nothing is looked at from each of many quotes.
 */
const token =
  /"(?:[^"]|"")*(?:"|$)|'(?:[^']|'')*(?:'!?|$)|\d+(?:\.\d*)?(?:E[-+]?\d+)?|\.\d+|[$\p{L}_\\][$\p{L}\p{N}_.\\]*!?|[<>]=|<>|\S/giu;

function tokensOf(formula: string): readonly string[] {
  const found = formula.match(token) ?? [];
  return found.map(text => {
    if (text.startsWith('"')) return text;
    if (text.endsWith('!')) return sheetOf(text);
    if (/^[\d.]/.test(text) && text !== '.') return String(Number(text));
    return text.toUpperCase();
  });
}

/** Names of sheets are the same in any case, and in quotes or without. */
const sheetOf = (text: string): string =>
  (text.startsWith("'") ? text.slice(1, -2).replaceAll("''", "'") : text.slice(0, -1)).toUpperCase() + '!';
