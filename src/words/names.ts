import { type Names, namesEn } from './en.js';
import { namesZh } from './zh.js';

/** The names in a language. */
export const namesOf = (language: 'en' | 'zh'): Names => (language === 'zh' ? namesZh : namesEn);
