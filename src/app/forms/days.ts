import type { Remarks } from '../../rulebook/remarked-days.js';

/** A day as people write it: `2026-10-01`, `2026/10/1`, `2026.10.1`, `2026年10月1日`. */
const day = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/g;

/** What stands between the two days of a range. */
const untilWords: ReadonlySet<string> = new Set(['..', '-', '–', '—', '~', '～', '至', '到', 'to']);
const isUntil = (text: string): boolean => untilWords.has(text.trim().toLowerCase());

/**
 * The days and ranges of a text, one a line or parted by commas, as config has them. What stands behind a day, such as the name of the
 * holiday, and behind # is left out; what cannot be read for sure stays as it is, to be refused by name.
 */
export const daysIn = (text: string): readonly string[] =>
  text.split('\n').flatMap(line => pieces(withoutRemark(line), /[,，;；、]/).map(days));

/** Where a remark begins, as in config. */
const remarkSign = '#';
const withoutRemark = (line: string): string => line.split(remarkSign, 1)[0] ?? '';

/** The remarks of a text of days: those on lines of their own, and those behind a day or several, by the first day or range as config has it. */
export function remarksIn(text: string): Remarks {
  const lines = text.split('\n').filter(line => line.includes(remarkSign));
  const remarks = lines.map(line => {
    const before = withoutRemark(line);
    return {
      day: daysIn(before)[0] ?? '',
      says: line
        .slice(before.length + 1)
        .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
        .trim(),
    };
  });
  return {
    above: remarks.filter(({ day }) => day === '').map(({ says }) => says),
    beside: new Map(remarks.filter(({ day }) => day !== '').map(({ day, says }) => [day, says])),
  };
}

/** A day or range at the beginning of a text, as config has it; else the text. */
function days(piece: string): string {
  const found = [...piece.matchAll(day)];
  const [first, second, third] = found;
  const rest = piece.replaceAll(day, '');
  // A digit that belongs to no day may be the end of a range, as in 10月1日至7日.
  if (first === undefined || third !== undefined || /\d/.test(rest) || first.index > 0) return piece;
  if (second === undefined) return isUntil(rest) ? piece : written(first);
  const between = piece.slice(first[0].length, second.index);
  return isUntil(between) ? `${written(first)}..${written(second)}` : piece;
}

const written = ([, year = '', month = '', date = '']: RegExpMatchArray): string =>
  `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;

/** Hours as config has them, such as `09:00-12:00`, out of a text that may use full-width signs and other dashes. */
export const hoursIn = (text: string): readonly string[] =>
  pieces(text, /[\n,，;；、]/).map(piece =>
    piece
      .replaceAll('：', ':')
      .split(/[-–—~～至到]/)
      .map(time => time.trim())
      .join('-'),
  );

/** Days with hours of their own: the days of each line, and its hours. */
export const exceptionsIn = (text: string): readonly (readonly [days: string, hours: readonly string[]])[] =>
  pieces(text, /\n/).map(line => {
    const at = line.search(/\s\d{1,2}[:：]/);
    return at < 0 ? [line, []] : [days(line.slice(0, at).trim()), hoursIn(line.slice(at))];
  });

const pieces = (text: string, separator: RegExp): readonly string[] =>
  text
    .split(separator)
    .map(piece => piece.trim())
    .filter(piece => piece !== '');
