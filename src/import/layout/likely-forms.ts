import { usualCharacters } from '../../facts/folded.js';
import { halfDayWords } from '../../facts/half-day.js';
import { isWeekdayName, monthsNamed, nameLetters } from '../../facts/month-names.js';
import { dayMillis } from '../../facts/time.js';
import { type ParseDate, parserOf } from './date-forms.js';

const known = new Map<string, readonly ParseDate[]>();

/** A form's parsers, made once: forms of messages are few, and the cells that they are about can be many. */
function knownParsers(form: string, name: string | undefined): readonly ParseDate[] {
  const languages = name === undefined ? [undefined] : monthsNamed(name).map(({ language }) => language);
  const key = `${form}\n${languages.join()}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const parsers = languages.map(language => parserOf(form, language));
  if (known.size < 1000) known.set(key, parsers);
  return parsers;
}

/** The usual date forms that a text can be in with a plausible day; none where it is like no date. */
export function likelyForms(text: string, [first, last]: readonly [first: number, last: number]): readonly string[] {
  const usual = usualCharacters(text);
  if (usual.length > 60) return [];
  const forms = [...dateForms(usual), ...withTimes(usual), ...withWeekday(usual)];
  return forms
    .filter(({ form, name }) =>
      knownParsers(form, name).some(parse => {
        const day = Math.floor((parse(usual)?.local ?? Number.NaN) / dayMillis);
        return day >= first && day <= last;
      }),
    )
    .map(({ form }) => form)
    .slice(0, 3);
}

/** A form, with the name of a month that stands in its text. */
interface LikelyForm {
  readonly form: string;
  readonly name?: string;
}

function withTimes(text: string): readonly LikelyForm[] {
  const [, date = '', gap = '', time = ''] = /^(.*?\d{2,4})(T|,?\s+)(\d{1,2}\D.*|\d{3,4})$/.exec(text) ?? [];
  const clock = clockForm(time);
  if (clock === undefined) return [];
  return dateForms(date).map(({ form, ...name }) => ({ form: form + (gap === 'T' ? "'T'" : gap) + clock, ...name }));
}

const chineseWeekday = '(?:星期|礼拜|周)[一二三四五六日天]';
const weekdayAfter = new RegExp(`^(\\d[^\\s(),]{3,10})(,? ?\\(?)(${nameLetters}{2,15}|${chineseWeekday})(\\.?\\)?)(.*)$`);
const weekdayBefore = new RegExp(`^(${chineseWeekday})(,? ?)(.*)$`);

/** The forms of a date with its weekday behind it, or with a Chinese one before it: 02.03.2026 (Mo) 14:30, 2026-03-02 星期一. */
function withWeekday(text: string): readonly LikelyForm[] {
  const [before, , gap = '', rest = ''] = weekdayBefore.exec(text) ?? [];
  if (before !== undefined) return [...dateForms(rest), ...withTimes(rest)].map(({ form }) => ({ form: `EEE${gap}${form}` }));
  const [found, date = '', sign = '', name = '', end = '', time = ''] = weekdayAfter.exec(text) ?? [];
  if (found === undefined || !(isWeekdayName(name) || /^[星礼周]/.test(name))) return [];
  const clock = time === '' ? '' : clockForm(time.trimStart());
  if (clock === undefined) return [];
  const space = time.startsWith(' ') ? ' ' : '';
  return dateForms(date).map(({ form }) => ({ form: `${form}${sign}EEE${end.replace('.', '')}${space}${clock}` }));
}

const clockText = new RegExp(
  `^(\\d{1,2})(:|\\.|\\s?(?:h|u|Uhr)\\s?)(\\d{2})(?:([:.])(\\d{2})(\\.\\d{3})?)?(?:(\\s*)(?:${halfDayWords})|(\\s?(?:Uhr|h|uur|hrs)))?$`,
  'i',
);

/** The form of a time of day; undefined where it is none. */
export function clockForm(time: string): string | undefined {
  // Hours of one digit are read by H beside those of two, and so is 930 beside 1430.
  if (/^\d{3,6}$/.test(time)) return time.length > 4 ? 'Hmmss' : 'Hmm';
  const match = clockText.exec(time);
  if (match === null) return undefined;
  const [, hour = '', sign = '', , second, seconds, fraction, gap, suffix = ''] = match;
  const hours = gap !== undefined ? 'h' : sign === ':' && hour.length === 2 ? 'HH' : 'H';
  const rest = `${seconds === undefined ? '' : `${second}ss`}${fraction === undefined ? '' : '.SSS'}`;
  return `${hours}${asLiteral(sign)}mm${rest}${gap === undefined ? asLiteral(suffix) : `${gap}a`}`;
}

/** A text of a form that stands for itself: letters in quotes. */
const asLiteral = (text: string): string => text.replace(/[a-z]+/gi, "'$&'");

const numbered = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;
const yearFirst = /^\d{4}([-/.])(\d{1,2})\1(\d{1,2})$/;
const dayThenName = new RegExp(`^(\\d{1,2})([-/. ]|\\. | de )(${nameLetters}{2,15})(\\.?)([-/. ]| de )(\\d{4}|\\d{2})$`, 'i');
const nameThenDay = new RegExp(`^(${nameLetters}{2,15})(\\.?) (\\d{1,2})(,? )(\\d{4}|\\d{2})$`);
const weekdayFirst = new RegExp(`^(${nameLetters}{2,15})(?:\\.?)(,? )(?=.*\\d)`);

const monthToken = (name: string): string => (name.length > 3 ? 'MMMM' : 'MMM');
const yearToken = (year: string): string => (year.length === 4 ? 'yyyy' : 'yy');
const dayToken = (day: string): string => (day.length === 2 ? 'dd' : 'd');

/** The forms that a date without a time may be in, by how it looks. */
function dateForms(date: string): readonly LikelyForm[] {
  const [weekday = '', weekdayName = '', gap = ''] = weekdayFirst.exec(date) ?? [];
  if (isWeekdayName(weekdayName)) {
    const after = dateForms(date.slice(weekday.length));
    if (after.length > 0) return after.map(({ form, ...rest }) => ({ form: `EEE${gap}${form}`, ...rest }));
  }
  const [found, day = '', sign = '', name = '', , next = '', year = ''] = dayThenName.exec(date) ?? [];
  // The full stop of an abbreviation is read as part of it.
  if (found !== undefined)
    return [{ form: dayToken(day) + asLiteral(sign) + monthToken(name) + asLiteral(next) + yearToken(year), name }];
  const [named, first = '', , , comma = '', third = ''] = nameThenDay.exec(date) ?? [];
  if (named !== undefined) return [{ form: `${monthToken(first)} d${comma}${yearToken(third)}`, name: first }];
  const [whole, mark = '', month = '', last = ''] = yearFirst.exec(date) ?? [];
  if (whole !== undefined) {
    const isWide = month.length === 2 && last.length === 2;
    return [{ form: `yyyy${mark}${isWide ? 'MM' : 'M'}${mark}${isWide ? 'dd' : 'd'}` }];
  }
  if (/^\d{4}年\d{1,2}月\d{1,2}日$/.test(date)) return [{ form: 'yyyy年M月d日' }];
  return numberedForms(date).map(form => ({ form }));
}

function numberedForms(date: string): readonly string[] {
  const match = numbered.exec(date);
  if (match === null) return [];
  const [, one = '', sign = '', two = '', three = ''] = match;
  const isWide = one.length === 2 && two.length === 2;
  const [day, month] = isWide ? ['dd', 'MM'] : ['d', 'M'];
  const year = yearToken(three);
  const first = [`${day}${sign}${month}${sign}${year}`, `${month}${sign}${day}${sign}${year}`];
  return year === 'yy' ? [...first, `yy${sign}${month}${sign}dd`] : first;
}
