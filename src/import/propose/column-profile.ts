import { usualCharacters } from '../../facts/folded.js';
import { standsForNoDate } from '../layout/date-rules.js';
import { type DateReading, hasClockTime, isClockTime, mostDates, type MostDates } from './date-families.js';
import { headerForm, type HeaderForm } from './header-form.js';
import { currencySeen, isNumber, mostNumbers, type NumberSigns, numberSigns, withoutUnit } from './number-signs.js';
import { saysNothing } from './value-form.js';

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
  const nothing = [...all.keys()].filter(saysNothing);
  const values = new Map([...all].filter(([text]) => !saysNothing(text)));
  const filled = [...values.values()].reduce((sum, rows) => sum + rows, 0);
  const texts = [...values.keys()];
  const oddClocks = texts.filter(text => !isClockTime(text));
  const isClock = oddClocks.length < texts.length && rowsOf(values, oddClocks) <= fewOf(filled);
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
    ...(dates === undefined ? {} : { dates }),
    ...(numbers === undefined ? {} : { numbers }),
  };
}

const dateLike =
  /^\d{1,4}(?:\s*[-/.年]\s*|\s+)(?:\d{1,2}|[a-z]{3,9}\b)|^(?:19|20)\d{6}(?:\d{4,6})?(?:\D|$)|^[a-z]{3,9} \d{1,2},? \d{4}/i;

function readDates(values: ReadonlyMap<string, number>, filled: number): ReadDates | undefined {
  // What the importer takes for no date at all is neither a date nor a text that it rejects.
  const placeholders = [...values.keys()].filter(standsForNoDate);
  const given = [...values.keys()].filter(text => !placeholders.includes(text));
  const like = given.filter(text => dateLike.test(usualCharacters(text)));
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
