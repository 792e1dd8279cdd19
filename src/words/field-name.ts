/** A field's label as it stands within a sentence: `Promised at` is "promised". */
export const fieldInSentence = (language: 'en' | 'zh', { en, zh }: { readonly en: string; readonly zh: string }): string =>
  language === 'zh' ? zh : (en.charAt(0).toLowerCase() + en.slice(1)).replace(/ at$/, '');
