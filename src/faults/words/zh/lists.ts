import { nearest } from '../../nearest.js';
import { onOneLine } from '../one-line.js';

/** Names as a readable list: `a、b 或 c`. */
export const either = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join('、')} 或 ${names[names.length - 1]}`;

/** One of the names: `a、b、c 之一`. */
export const oneOf = (names: readonly string[]): string => (names.length < 2 ? (names[0] ?? '') : `${names.join('、')} 之一`);

/** The first `most` names, and how many there are in all. */
export const someOf = (names: readonly string[], most = 12): string =>
  names.length > most ? `${names.slice(0, most).join('、')} 等共 ${names.length} 个` : either(names);

/** The question whether the near name is meant, where there is one. */
export const didYouMeanText = (near: string | undefined): string => (near === undefined ? '' : `您是否想写 ${onOneLine(near)}？`);

/** The question whether a known name is meant that is near the given one. */
export const didYouMean = (name: string, known: readonly string[]): string => didYouMeanText(nearest(name, known));

/** Text set between Chinese words: Latin letters, digits and signs at its ends stand apart by a space. */
export const spaced = (text: string): string => `${/^[!-~]/.test(text) ? ' ' : ''}${sentenceStart(text)}`;

/** The same at the beginning of a sentence. */
export const sentenceStart = (text: string): string => `${text}${/[!-~]$/.test(text) ? ' ' : ''}`;
