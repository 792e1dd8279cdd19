import type { Language } from '../facts/label.js';
import { enReasons, type ReasonWords } from './reason-words-en.js';
import { zhReasons } from './reason-words-zh.js';

/** The words of reasons in a language. */
export const reasonWords = (language: Language): ReasonWords => (language === 'zh' ? zhReasons : enReasons);
