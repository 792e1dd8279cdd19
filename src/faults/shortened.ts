/** The longest text that a fault holds. Paths and reasons are shorter; what is longer was never meant to be read in a message. */
export const longestInFault = 400;

/** A text as a fault holds it: beyond its first characters it is cut, never within one. */
export function shortenedText(text: string): string {
  if (text.length <= longestInFault) return text;
  const isWithinPair = /[\ud800-\udbff]/.test(text.charAt(longestInFault - 1));
  return `${text.slice(0, longestInFault - (isWithinPair ? 1 : 0))}…`;
}

/** Lists of which every text is short: most are names out of config that fault after fault is made with. */
const short = new WeakSet<object>();

/**
 * The parameters of a fault with every text in them shortened. Much of what they say comes from outside: a cell, a name of a
 * property, an answer of a server. Each is put into words twice, kept, sent back and printed, and all of that costs as much as it
 * is long.
 */
export function shortened<T>(value: T): T {
  // A text is replaced by a text, and a list or object by one of the same parts.
  if (typeof value === 'string') return shortenedText(value) as T & string;
  if (typeof value !== 'object' || value === null || short.has(value)) return value;
  const parts = Object.values(value) as readonly unknown[];
  const fitting = parts.map(shortened);
  if (fitting.every((part, i) => part === parts[i])) {
    if (Array.isArray(value)) short.add(value);
    return value;
  }
  if (Array.isArray(value)) return fitting as T & unknown[];
  return Object.fromEntries(Object.keys(value).map((key, i) => [key, fitting[i]])) as T & object;
}
