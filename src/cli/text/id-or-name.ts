import type { Language } from '../../facts/label.js';
import { nameIn } from '../../words/name.js';
import { namesZh } from '../../words/zh.js';

/** English prints an id as it is typed and as JSON has it, `under_way`; Chinese prints its name. */
export const idOrName = (language: Language, kind: keyof typeof namesZh, id: string): string =>
  language === 'zh' ? nameIn(namesZh[kind], id) : id;
