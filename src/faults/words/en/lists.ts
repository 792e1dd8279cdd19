import { nearest } from '../../nearest.js';
import { onOneLine } from '../one-line.js';

/** Names as a readable list: `a, b or c`. */
export const orList = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;

/** The first `most` names, and how many more there are. */
export const someOf = (names: readonly string[], most = 12): string =>
  `${orList(names.slice(0, most))}${names.length > most ? ` and ${names.length - most} more` : ''}`;

/** The question whether the near name is meant, where there is one. */
export const didYouMeanText = (near: string | undefined): string =>
  near === undefined ? '' : ` Did you mean ${onOneLine(near)}?`;

/** The question whether a known name is meant that is near the given one. */
export const didYouMean = (name: string, known: readonly string[]): string => didYouMeanText(nearest(name, known));

/** A noun with its article: `an invoice`. */
export const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
