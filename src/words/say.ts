/** A sentence in one of the two languages. */
export const say = (language: 'en' | 'zh', inEnglish: string, inChinese: string): string =>
  language === 'zh' ? inChinese : inEnglish;
