import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../contract/scalars.js';
import type { Translation } from './translation.js';
import { en, type Words } from './words/en.js';

/** The language that a person chose before. */
export function firstLanguage(): Language | undefined {
  const kept = stored('language');
  return kept === 'en' || kept === 'zh' ? kept : undefined;
}

/** The language that the browser asks for. */
export const browserLanguage = (): Language => (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');

/** The words of a language; Chinese is loaded only where it is read. */
export async function wordsOf(language: Language): Promise<Words> {
  return language === 'zh' ? (await import('./words/zh.js')).zh : en;
}

/** A language ready to be spoken. */
export const translationOf = (language: Language, words: Words): Translation => ({
  language,
  words,
  say: label => (typeof label === 'string' ? label : (label?.[language] ?? '')),
});

/** The language that is spoken here. */
export const TranslationContext = createContext<Translation>(translationOf('en', en));

/** The language that is spoken here. */
export const useTranslation = (): Translation => useContext(TranslationContext);

/** A preference kept in this browser; nothing where storage is refused. */
export function stored(name: string): string | null {
  try {
    return localStorage.getItem(`plumbline.${name}`);
  } catch {
    return null;
  }
}

/** Keeps a preference in this browser, where storage is allowed. */
export function store(name: string, value: string): void {
  try {
    localStorage.setItem(`plumbline.${name}`, value);
  } catch {
    // A browser that keeps nothing forgets it at the next visit: no more than that.
  }
}
