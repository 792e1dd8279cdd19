import { isMonthWord, monthsNamed } from '../../facts/month-names.js';

/** Words before the number of a week or quarter, and those that a copy of a file gets. */
const countedWords = new Set(['week', 'wk', 'kw', 'woche', 'semana', 'semaine', 'settimana', 'tydzień', 'quarter', 'quartal']);
const copyWords = new Set(['copy', 'kopie', 'kopia', 'copie', 'copia', 'cópia']);

const chineseNumber = '[〇零一二三四五六七八九十]{1,4}';
/** 2026年, 10月5日, 十月份, 第3季度, 上半年, and what marks a copy. */
const chineseDates = new RegExp(
  `(?:\\d{2,4}|${chineseNumber})年度?|(?:\\d{1,2}|${chineseNumber})月份?(?:(?:\\d{1,2}|${chineseNumber})[日号])?|第(?:\\d{1,2}|${chineseNumber})(?:季度|周)|[上下]半年|副本`,
  'gu',
);
/** A year, month or day at the beginning or the end of a word. */
const datedWord = /^(?:19|20)\d{2}(?:\d{2}){0,2}(?=\p{L})|(?<=\p{L})(?:19|20)\d{2}(?:\d{2}){0,2}$/gu;

const isNumber = (part: string): boolean => /^\d{1,14}$/.test(part);
const isYear = (part: string): boolean => /^(?:19|20)\d{2}(?:\d{2}){0,6}$/.test(part);
/** Q3, 3q, KW42, w42, v2, and times such as t101500. */
const isCount = (part: string): boolean => /^(?:[qhwv]\d{1,2}|\dq|kw\d{1,2}|wk\d{1,2}|week\d{1,2}|t\d{4,6})$/.test(part);
/** Oct26, 26oct. */
const isMonthWithNumber = (part: string): boolean => {
  const word = /^\d{0,4}(\p{L}+)\d{0,4}$/u.exec(part)?.[1] ?? '';
  return word !== part && monthsNamed(word).length > 0;
};

/** What of a file's name makes it one of many, wherever that stands: its date or month, and the number of its week or copy. */
const isOfOne = (part: string): boolean =>
  isYear(part) || isCount(part) || isMonthWithNumber(part) || isMonthWord(part) || copyWords.has(part);

/** A file's name as that of a layout for all files like it: without ending, dates, months and counters; empty where nothing else is in it. */
export function layoutNameOf(stem: string): string {
  const parts = stem
    .normalize('NFKC')
    .toLowerCase()
    .replace(chineseDates, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .map(part => part.replace(datedWord, ''))
    .filter(part => part !== '');
  const gone = parts.map(isOfOne);
  const beside = (at: number): boolean => gone[at - 1] === true || gone[at + 1] === true;
  const isAtEnd = (at: number): boolean => at === 0 || at === parts.length - 1;
  // From either end, so that 31.10.2026 goes as 2026-10-31 does, and `okt` with its number.
  for (const order of [parts.keys(), [...parts.keys()].toReversed()])
    for (const at of order) {
      const part = parts[at] ?? '';
      if (isNumber(part)) gone[at] ||= beside(at) || isAtEnd(at);
      else if (monthsNamed(part).length > 0 || countedWords.has(part)) gone[at] ||= beside(at);
    }
  return parts.filter((_, at) => gone[at] !== true).join('_');
}
