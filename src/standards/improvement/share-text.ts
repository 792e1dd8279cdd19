import { compare, decimalText, multiply, parseExact } from '../../facts/exact.js';

/** A share as a percentage: 0.05 as 5%. A text that is no number from 0 to 1 stays as it is. */
export function shareText(text: string): string {
  const value = parseExact(text);
  if (value === undefined || compare(value, 0) < 0 || compare(value, 1) > 0) return text;
  return `${decimalText(multiply(value, 100))}%`;
}

/** How an amount of credits comes about, its shares as percentages: only a product of four factors, of which the first is the fee, has shares. */
export function creditProduct(because: string): string {
  const [fee = '', ...shares] = because.split(' × ');
  return shares.length === 3 ? [fee, ...shares.map(shareText)].join(' × ') : because;
}
