/** The unit of a difference of two shares. */
export const percentagePoints: Readonly<Record<'en' | 'zh', string>> = { en: 'pp', zh: '个百分点' };
