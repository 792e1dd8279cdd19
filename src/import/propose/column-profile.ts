import { usualCharacters } from '../../facts/folded.js';
import { isTimeOfDay } from '../layout/date-and-time.js';
import { standsForNoDate } from '../layout/date-rules.js';
import {
  type DateReading,
  hasClockTime,
  isClockTime,
  isPointedClock,
  isSerialDate,
  mostDates,
  type MostDates,
} from './date-families.js';
import { headerForm, type HeaderForm } from './header-form.js';
import { currencySeen, isNumber, mostNumbers, type NumberSigns, numberSigns, withoutUnit } from './number-signs.js';
import { isCodeAmong, saysNothing } from './value-form.js';

/** What the header and the first rows of a column show of it. */
export interface ColumnProfile {
  readonly at: number;
  readonly header: string;
  readonly form: HeaderForm;
  /** How many rows there are. */
  readonly rows: number;
  /** How many of them have a value; those that say that there is none do not count. */
  readonly filled: number;
  /** Each value with its number of rows, in the order of the file. */
  readonly values: ReadonlyMap<string, number>;
  /** Texts that stand for an empty cell. */
  readonly nothing: readonly string[];
  /** The first three values, for people. */
  readonly samples: readonly string[];
  readonly dates?: ReadDates;
  readonly numbers?: ReadNumbers;
  /** The values are times of day without a date. */
  readonly isClock: boolean;
  /** Those of the times beside dates that are midnight, where others are not. */
  readonly midnights?: readonly string[];
  /** How these are written, where the importer has to be given it. */
  readonly clockForm?: 'H.mm';
  /** Many of the values are times of day, but too many others are not. */
  readonly isClockInPart?: true;
  /** The column on its right holds times of day that are not read with these dates: whether by its name it may be theirs. */
  readonly clockBeside?: { readonly at: number; readonly isTheirs: boolean };
  /** Values that are no times of day beside times, in few rows. */
  readonly oddClocks?: readonly string[];
  /** The columns, by position, that hold the date and the time of day of these moments. */
  readonly pair?: readonly [date: number, clock: number];
  /** Rows have the date without the time, and other times beside it, so that the day does not say that this moment has come. */
  readonly hasBlankClock?: boolean;
}

/** The dates of a column. */
export interface ReadDates {
  readonly readings: readonly DateReading[];
  readonly texts: readonly string[];
  readonly hasTime: boolean;
  /** Values that are read as no date, such as 1900-01-00. */
  readonly placeholders: readonly string[];
  /** Values that are no dates, in few rows. */
  readonly odd: readonly string[];
  /** Some of the odd ones have day and month the other way round. */
  readonly isMixed: boolean;
  readonly orRejected?: MostDates['orRejected'];
}

/** The numbers of a column. */
export interface ReadNumbers {
  readonly signs: NumberSigns;
  /** The currency that stands beside all of them. */
  readonly unit?: string;
  readonly texts: readonly string[];
  readonly odd: readonly string[];
}

/** A column is of dates or of numbers where so many of its rows are. */
const most = 0.5;

/** What a column's header and cells show. */
export function columnProfile(header: string, at: number, cells: readonly string[]): ColumnProfile {
  const all = new Map<string, number>();
  for (const cell of cells) {
    const text = cell.trim();
    if (text !== '') all.set(text, (all.get(text) ?? 0) + 1);
  }
  const others = [...all.keys()].filter(text => !saysNothing(text));
  const nothing = [...all.keys()].filter(text => saysNothing(text) && !isCodeAmong(text, others));
  const values = new Map([...all].filter(([text]) => !nothing.includes(text)));
  const filled = [...values.values()].reduce((sum, rows) => sum + rows, 0);
  const texts = [...values.keys()];
  const { isClock, hasPoint, odd: oddClocks } = readClocks(header, values, filled);
  const dates = isClock ? undefined : readDates(values, filled);
  const numbers = isClock ? undefined : readNumbers(values, filled);
  return {
    at,
    header: header.trim(),
    form: headerForm(header),
    rows: cells.length,
    filled,
    values,
    nothing,
    samples: shownSamples(texts),
    isClock,
    ...(isClock && oddClocks.length > 0 ? { oddClocks } : {}),
    ...(isClock && hasPoint ? { clockForm: 'H.mm' as const } : {}),
    ...(!isClock && isClockInPart(texts, values, filled) ? { isClockInPart: true as const } : {}),
    ...(dates === undefined ? {} : { dates }),
    ...(numbers === undefined ? {} : { numbers }),
  };
}

/** A header that says that its column is of times of day. */
const ofTime = /(?<!\p{L})(?:um|om|at|by|until|bis|tot|hours?|heures?|hrs?|uur)(?!\p{L})|uhr|zeit|time(?!\p{L})|tijd|时间|时刻/iu;

/** Whether a column is of times of day, whether these have a full stop, which only a header can tell from a fraction, and what is none. */
function readClocks(
  header: string,
  values: ReadonlyMap<string, number>,
  filled: number,
): { readonly isClock: boolean; readonly hasPoint: boolean; readonly odd: readonly string[] } {
  const texts = [...values.keys()];
  const hasPoint = ofTime.test(header) && rowsOf(values, texts.filter(isPointedClock)) >= most * filled;
  const isSigned = (text: string): boolean => isClockTime(text) || (hasPoint && isPointedClock(text));
  const unsigned = texts.filter(text => !isSigned(text));
  // Digits alone are a time beside times.
  const odd = rowsOf(values, unsigned) <= most * filled ? unsigned.filter(text => !isTimeOfDay(text)) : unsigned;
  return { isClock: odd.length < texts.length && rowsOf(values, odd) <= fewOf(filled), hasPoint, odd };
}

const isClockInPart = (texts: readonly string[], values: ReadonlyMap<string, number>, filled: number): boolean =>
  filled > 0 && rowsOf(values, texts.filter(isClockTime)) >= 0.3 * filled;

const dateLike = new RegExp(
  [
    // The year or the day in front: 2026-3-5, 5.3.2026, 5 March, 5. März, 5 de marzo.
    String.raw`^\d{1,4}(?:\s*[-/.年]\s*|\s+)(?:\d{1,2}|(?:de )?\p{L}{3,15}(?!\p{L}))`,
    String.raw`^(?:19|20)\d{6}(?:\d{4,6})?(?:\D|$)`,
    // The month or the weekday in front: March 5, 2026; Do, 05.03.2026.
    String.raw`^\p{L}{3,15}\.? \d{1,2},? \d{4}`,
    String.raw`^\p{L}{2,15}\.?,? \d{1,2}(?:\s*[-/.]\s*|\s+)(?:\d{1,2}|\p{L}{3,15})\D+\d{2,4}`,
  ].join('|'),
  'iu',
);

function readDates(values: ReadonlyMap<string, number>, filled: number): ReadDates | undefined {
  // What the importer takes for no date at all is neither a date nor a text that it rejects.
  const placeholders = [...values.keys()].filter(standsForNoDate);
  const given = [...values.keys()].filter(text => !placeholders.includes(text));
  const dated = given.filter(text => dateLike.test(usualCharacters(text)));
  // A number alone says nothing; beside dates it is one that a spreadsheet shows as it keeps it.
  const like = dated.length === 0 ? dated : given.filter(text => dateLike.test(usualCharacters(text)) || isSerialDate(text));
  const isEnough = (texts: readonly string[]): boolean => texts.length > 0 && rowsOf(values, texts) >= most * filledDates;
  const filledDates = filled - rowsOf(values, placeholders);
  if (!isEnough(like)) return undefined;
  const { readings, unread, isMixed, orRejected } = mostDates(new Map(like.map(text => [text, values.get(text) ?? 0])));
  const texts = like.filter(text => !unread.includes(text));
  if (readings.length === 0 || !isEnough(texts)) return undefined;
  const read = new Set(texts);
  return {
    readings,
    texts,
    hasTime: texts.some(hasClockTime),
    placeholders,
    odd: given.filter(text => !read.has(text)),
    isMixed,
    ...(orRejected === undefined ? {} : { orRejected }),
  };
}

function readNumbers(values: ReadonlyMap<string, number>, filled: number): ReadNumbers | undefined {
  const like = [...values.keys()].filter(isNumber);
  const found = mostNumbers(like, texts => rowsOf(values, texts), fewOf(filled));
  const isEnough = found !== undefined && found.texts.length > 0 && rowsOf(values, found.texts) >= most * filled;
  if (!isEnough) return readAmounts([...values.keys()]);
  const { signs, texts } = found;
  const read = new Set(texts);
  return { signs, texts, odd: [...values.keys()].filter(text => !read.has(text)) };
}

/** So many of a column's rows may be unlike the others. */
const fewOf = (filled: number): number => (filled < 3 ? 0 : Math.max(1, 0.2 * filled));

function readAmounts(texts: readonly string[]): ReadNumbers | undefined {
  const unit = currencySeen(texts);
  if (unit === undefined) return undefined;
  const amounts = withoutUnit(texts, unit);
  const signs = numberSigns(amounts);
  return signs === undefined ? undefined : { signs, unit, texts: amounts, odd: [] };
}

const rowsOf = (values: ReadonlyMap<string, number>, texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + (values.get(text) ?? 0), 0);

/** A few texts, each on one line and short. */
export const shownSamples = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.map(text => text.replace(/[\s\p{C}\u2028\u2029]+/gu, ' ').trim()))]
    .filter(text => text !== '')
    .slice(0, 3)
    .map(text => (text.length > 30 ? `${[...text].slice(0, 29).join('')}…` : text));
