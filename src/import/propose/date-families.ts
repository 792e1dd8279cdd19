import { usualCharacters } from '../../facts/folded.js';
import { isTimeOfDay } from '../layout/date-and-time.js';
import type { MonthLanguage } from '../../facts/month-names.js';
import { parserOf } from '../layout/date-forms.js';
import { parseIso } from '../layout/iso.js';
import { type Covering, coveredInLanguage, type NamedMonths } from './month-language.js';

/** Which of day and month comes first, where a form of dates leaves it to the reader. */
export type DayOrder = 'day_first' | 'month_first';

/** A spreadsheet's number of a day from 2000 to 2063, with or without a time. */
const serialNumber = /^(?:3[6-9]|4\d|5\d)\d{3}(?:[.,]\d+)?$/;

/** Whether a text can be the number under which a spreadsheet keeps a date of these years. */
export const isSerialDate = (text: string): boolean => serialNumber.test(usualCharacters(text));

/** Forms of one kind: they differ only in how many digits a year has, and in the time. */
interface Family {
  readonly days: readonly string[];
  readonly order?: DayOrder;
  /** What a text of this kind looks like, so that the forms are tried only where they can fit. */
  readonly looks: RegExp;
  /** Tried only where no other family fits. */
  readonly rare?: true;
}

const plainFamilies: readonly Family[] = [
  { days: ['M/d/yyyy', 'M/d/yy'], order: 'month_first', looks: /^\d{1,2}\/\d/ },
  { days: ['d/M/yyyy', 'd/M/yy'], order: 'day_first', looks: /^\d{1,2}\/\d/ },
  { days: ['d.M.yyyy', 'd.M.yy'], looks: /^\d{1,2}\.\d/ },
  { days: ['d-M-yyyy', 'd-M-yy'], order: 'day_first', looks: /^\d{1,2}-\d/ },
  { days: ['M-d-yyyy', 'M-d-yy'], order: 'month_first', looks: /^\d{1,2}-\d/ },
  { days: ['d-MMM-yyyy', 'd-MMM-yy'], looks: /^\d{1,2}-\p{L}/u },
  { days: ['d/MMM/yyyy', 'd/MMM/yy'], looks: /^\d{1,2}\/\p{L}/u },
  { days: ['d.MMM.yyyy', 'd.MMM.yy'], looks: /^\d{1,2}\.\p{L}/u },
  { days: ['d. MMM yyyy', 'd. MMM yy'], looks: /^\d{1,2}\. \p{L}/u },
  { days: ['d MMM yyyy', 'd MMM yy', 'd MMMM yyyy'], looks: /^\d{1,2} (?!de )\p{L}/u },
  { days: ["d 'de' MMMM 'de' yyyy"], looks: /^\d{1,2} de /i },
  { days: ['MMM d, yyyy', 'MMM d yyyy', 'MMMM d, yyyy', 'MMMM d yyyy'], looks: /^\p{L}{3,15}\.? \d{1,2}\b[, ]/u },
  { days: ['yyyyMMdd'], looks: /^(?:19|20)\d{6}(?:\D|$)/ },
  { days: ['yyyyMMddHHmmss', 'yyyyMMddHHmm'], looks: /^(?:19|20)\d{10,12}$/ },
  { days: ['excel_serial'], looks: serialNumber },
  { days: ['yy-M-d', 'yy/M/d', 'yy.M.d'], looks: /^\d{2}[-/.]/, rare: true },
];

/** The weekday before a date, with the comma that may follow it. */
const weekdays: readonly (readonly [prefix: string, looks: string])[] = [
  ['EEE, ', '^(?:\\p{L}{2,15}\\.?), '],
  ['EEE ', '^(?:\\p{L}{2,15}\\.?) '],
];

/** The weekday behind a date: 02.03.2026 (Mo), 2026-03-02 星期一. */
const weekdaysBehind: readonly (readonly [suffix: string, looks: string])[] = [
  [' EEE', ' (?:\\p{L}{2,15}|[星礼周]\\p{L}{1,2})\\.?(?![\\p{L}\\d])'],
  [', EEE', ', \\p{L}{2,15}(?![\\p{L}\\d])'],
  [' (EEE)', ' \\(\\p{L}{2,15}\\.?\\)'],
  ['(EEE)', '(?<! )\\(\\p{L}{2,15}\\.?\\)'],
  ['EEE', '\\d日?[星礼周]\\p{L}{1,2}'],
];

/** A word behind a number: most dates have none, and nothing behind them is looked for then. */
const nameBehind = /\d(?:日|,)? ?\(?\p{L}{2}/u;

/** Dates that are read without a form where no weekday stands beside them. */
const yearFirst: readonly Family[] = [
  { days: ['yyyy-M-d'], looks: /^\d{4}-\d/ },
  { days: ['yyyy/M/d'], looks: /^\d{4}\/\d/ },
  { days: ['yyyy.M.d'], looks: /^\d{4}\.\d/ },
  { days: ['yyyy年M月d日'], looks: /^\d{4}年\d/ },
];

const behindDates: readonly Family[] = [...yearFirst, ...plainFamilies]
  .filter(({ rare, days: [day = ''] }) => rare !== true && /d/.test(day) && !/^(?:yyyyM|excel)/.test(day))
  .flatMap(family =>
    weekdaysBehind.map(([suffix, looks]) => ({
      ...family,
      days: family.days.map(day => day + suffix),
      looks: new RegExp(`${family.looks.source}.{0,20}?${looks}`, 'iu'),
    })),
  );

/** Dates in every form, alone and with the name of their weekday before or behind them. */
const families: readonly Family[] = plainFamilies.concat(behindDates).flatMap(family => [
  family,
  ...(family.rare === true ||
  behindDates.includes(family) ||
  !/d/.test(family.days[0] ?? '') ||
  /^(?:yyyy|excel)/.test(family.days[0] ?? '')
    ? []
    : weekdays.map(([prefix, looks]) => ({
        ...family,
        days: family.days.map(day => prefix + day),
        looks: new RegExp(looks + family.looks.source.slice(1), 'iu'),
      }))),
]);

const times = ['', ' H:mm', ' H:mm:ss', ' h:mm a', ' h:mm:ss a', ', H:mm', ', H:mm:ss', "'T'H:mm:ss", ' HHmm', ' H.mm'];

/** Times with a word for the hour, tried only where a text has one. */
const wordedTimes = [
  " H'h'mm",
  " H:mm 'Uhr'",
  " H.mm 'Uhr'",
  ", H:mm 'Uhr'",
  ", H.mm 'Uhr'",
  " 'um' H:mm 'Uhr'",
  " H 'h' mm",
  " H'u'mm",
  " 'à' H'h'mm",
];
const hasHourWord = /\d\s?(?:h|u|Uhr)/i;

/** How the dates of a column are read. */
export interface DateReading extends NamedMonths {
  /** The forms that read them together; none where they read one way only (ISO). */
  readonly forms: readonly string[];
  readonly order?: DayOrder;
}

/** What the texts of a column are as dates. */
export interface MostDates {
  /** The ways in which they are dates: several where day and month cannot be told apart, none where there is no such way. */
  readonly readings: readonly DateReading[];
  /** The few that these ways do not read. */
  readonly unread: readonly string[];
  /** Some of these have day and month the other way round, so that others may have them too. */
  readonly isMixed: boolean;
  /** Where day and month cannot be told apart, and only in a few: the way that reads all the others, and these few. */
  readonly orRejected?: { readonly reading: DateReading; readonly unread: readonly string[] };
}

const noDates: MostDates = { readings: [], unread: [], isMixed: false };

/** A column is one of dates where its form leaves no more than this share of its rows unread, or a single row. */
const mostUnread = 0.2;

/** The ways in which these texts, each with its number of rows, are dates, all but a few. */
export function mostDates(values: ReadonlyMap<string, number>): MostDates {
  const all: Texts = {
    texts: [...values.keys()],
    rowsOf: texts => texts.reduce((sum, text) => sum + (values.get(text) ?? 0), 0),
  };
  const few = Math.max(1, mostUnread * all.rowsOf(all.texts));
  const found = commonReadings(all, few);
  if (all.rowsOf(found.unread) <= few && found.readings.length > 0) return found;
  const { reading, unread } = readingOf(all.texts, family => family.rare === true);
  return unread.length === 0 && reading.forms[0] !== 'iso' ? { readings: [reading], unread, isMixed: false } : noDates;
}

interface Texts {
  readonly texts: readonly string[];
  readonly rowsOf: (texts: readonly string[]) => number;
}

/** How the texts are read where the order of day and month is not asked, where the month is first, and where the day is. */
function commonReadings({ texts, rowsOf }: Texts, few: number): MostDates {
  const plain = readingOf(texts, ({ order, rare }) => order === undefined && rare === undefined);
  if (plain.unread.length === 0) return { readings: [plain.reading], unread: [], isMixed: false };
  const ordered = (['month_first', 'day_first'] as const).map(order =>
    readingOf(texts, family => family.rare === undefined && (family.order ?? order) === order, order),
  );
  const fewest = Math.min(...ordered.map(({ unread }) => rowsOf(unread)));
  const best = ordered.filter(({ unread }) => rowsOf(unread) === fewest);
  if (rowsOf(plain.unread) === fewest) return { readings: [plain.reading], unread: plain.unread, isMixed: false };
  const unread = texts.filter(text => best.some(one => one.unread.includes(text)));
  const isMixed = unread.some(text => ordered.some(one => !one.unread.includes(text)));
  const isFew = best.length > 1 && rowsOf(plain.unread) <= few;
  return { readings: best.map(({ reading }) => reading), unread, isMixed, ...(isFew ? { orRejected: plain } : {}) };
}

/** The fewest forms of these families that read as many of the texts as can be, and what they leave. */
function readingOf(
  texts: readonly string[],
  isTried: (family: Family) => boolean,
  order?: DayOrder,
): { readonly reading: DateReading; readonly unread: readonly string[] } {
  // As the importer reads them: in characters of any width, and dates that read one way only beside those of a form.
  const others = texts.filter(text => parseIso(usualCharacters(text)) === undefined);
  const usual = others.map(usualCharacters);
  const known = usual.some(text => nameBehind.test(text)) ? families : families.filter(family => !behindDates.includes(family));
  const looking = known.filter(family => isTried(family) && usual.some(text => family.looks.test(text)));
  const clocks = others.some(text => hasHourWord.test(text)) ? [...times, ...wordedTimes] : times;
  const tried = looking.flatMap(({ days }) =>
    days.flatMap(day => (day === 'excel_serial' ? [day] : clocks.map(time => day + time))),
  );
  const { forms, unread, ...named } = coveredInLanguage(others, months => covering(others, tried, months));
  // A form is no other way to read what is read without it.
  const isOrdered = looking.some(family => family.order !== undefined);
  const isMixed = forms.length > 0 && others.length < texts.length;
  const reading = {
    forms: isMixed ? ['iso', ...forms] : forms,
    ...named,
    ...(order === undefined || !isOrdered ? {} : { order }),
  };
  return { reading, unread };
}

/** The most that a column of dates is written in: with and without a time, with two and four digits of the year. */
const mostForms = 6;

/** The fewest of the forms that read all texts together, the one that reads most first, and the texts that none of them reads. */
function covering(texts: readonly string[], forms: readonly string[], months?: MonthLanguage): Covering {
  let left = texts;
  const chosen: string[] = [];
  while (left.length > 0 && chosen.length < mostForms) {
    let best: { readonly form: string; readonly unread: readonly string[] } | undefined;
    for (const form of forms) {
      const parse = parserOf(form, months);
      const unread = left.filter(text => parse(usualCharacters(text)) === undefined);
      if (unread.length < (best?.unread.length ?? left.length)) best = { form, unread };
      if (unread.length === 0) break;
    }
    if (best === undefined) break;
    chosen.push(best.form);
    left = best.unread;
  }
  return { forms: chosen, unread: left };
}

/** Whether a text is a time of day without a date, with a sign or word that no number has; what the importer reads as one. */
export const isClockTime = (text: string): boolean => /[^\d.,\s]/.test(text) && isTimeOfDay(text);

/** Whether a text can be a time of day with a full stop: 9.30, 17.05. */
export const isPointedClock = (text: string): boolean => /^(?:[01]?\d|2[0-3])\.[0-5]\d$/.test(usualCharacters(text));

/** Whether a text is a date with a time of day. */
export const hasClockTime = (text: string): boolean => {
  const usual = usualCharacters(text);
  return /\d\s*[:时点]\s*\d{2}|^\d{12,14}$|\d\s?(?:h|u|Uhr)(?:\s?\d{2})?$|\d,?\s\d{1,2}\.\d{2}$|[-/.]\d{2,4}\s\d{4}$/i.test(
    usual,
  );
};
