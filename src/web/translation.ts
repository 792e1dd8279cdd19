import type { Label, Language } from '../contract/scalars.js';
import type { Words } from './words/en.js';

/** What every part needs to speak: the words of the language, and how to pick a label. */
export interface Translation {
  readonly language: Language;
  readonly words: Words;
  readonly say: (label: Label | string | null | undefined) => string;
}
