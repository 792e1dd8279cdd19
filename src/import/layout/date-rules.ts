import { usualCharacters } from '../../facts/folded.js';
import { dayMillis, dayOf, dayText, instantOf, type Moment } from '../../facts/time.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { parseIso } from './iso.js';
import { Refusal, type Subject } from './refusal.js';
import type { RowState } from './row.js';

/** The first and the last plausible day, as days since 1970-01-01. */
export type Between = readonly [first: number, last: number];

/** Which dates a field takes. */
export interface DateRules {
  readonly between: Between | undefined;
  /** The field's own `between` says so, rather than the workspace's `plausible_dates`. */
  readonly isOwn: boolean;
  /** What becomes of a date that stands for none, such as 1970-01-01. */
  readonly placeholders: 'missing' | 'reject' | 'keep';
}

const day = (year: number, month: number, date: number): number => dayOf(year, month, date) ?? 0;

/**
 * Days that systems write where there is no date: the zeros of .NET, Windows, SQL Server, spreadsheets (1899 to 1904) and Unix, and the
 * last days of their calendars.
 */
const placeholderDays: ReadonlySet<number> = new Set([
  day(1, 1, 1),
  day(1601, 1, 1),
  day(1753, 1, 1),
  day(1899, 12, 30),
  day(1899, 12, 31),
  day(1900, 1, 1),
  day(1904, 1, 1),
  day(1970, 1, 1),
  day(2099, 12, 31),
  day(2999, 12, 31),
  day(9999, 12, 31),
]);

/** A month or year of it stands for none too. */
const lastYear = Date.UTC(9999, 0, 1);

/** The day on which many systems count from: where their clock is west of Greenwich, it shows the evening before. */
const unixEve = day(1969, 12, 31);

const zeros = [
  /^0+(?:[.,]0+)?$/,
  /^0{1,4}[-/.年]0{1,2}[-/.月]0{1,4}日?(?:[T\s]+[0:.]+Z?)?$/,
  // The day before 1 January 1900, as spreadsheets show it.
  /^(?:1900[-/.]0?1[-/.]0?0|0?0[-/.]0?1[-/.](?:19)?00|0?1[-/.]0?0[-/.](?:19)?00)(?:[T\s]+[0:.]+Z?)?$/,
  /^9{4}[-/.]?9{2}[-/.]?9{2}$/,
];

/** Whether a text stands for no date, in whatever form: 0000-00-00, 0, 31/12/9999, 1/0/1900. */
export function standsForNoDate(text: string): boolean {
  const usual = usualCharacters(text);
  if (zeros.some(form => form.test(usual))) return true;
  const moment = parseIso(usual);
  if (moment !== undefined) return placeholderDays.has(Math.floor(moment.local / dayMillis));
  const match = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:\D.*)?$/.exec(usual);
  if (match === null) return usual.startsWith('99991231');
  const [year, one, two] = [Number(match[4]), Number(match[1]), Number(match[3])];
  return [dayOf(year, one, two), dayOf(year, two, one)].some(found => found !== undefined && placeholderDays.has(found));
}

/** What a placeholder becomes by the rules: missing, with a warning, or a refusal. */
export function placeholderIn(text: string, row: RowState, rules: DateRules, subject: Subject): null | Refusal {
  if (rules.placeholders === 'reject') {
    return new Refusal(text, place => fault(importFaults, 'date_placeholder_rejected', { value: text, ...subject }, place));
  }
  row.warn(subject.field, fault(importFaults, 'date_placeholder', { value: text, ...subject }));
  return null;
}

/** A check of what was read: the moment, null where it stands for none, or a refusal of what cannot be true. */
export function momentCheck(
  rules: DateRules | undefined,
  subject: Subject,
): (moment: Moment, text: string, row: RowState) => Moment | null | Refusal {
  if (rules === undefined) return moment => moment;
  const { between } = rules;
  const from = between === undefined ? Number.NEGATIVE_INFINITY : between[0] * dayMillis;
  const until = between === undefined ? Number.POSITIVE_INFINITY : (between[1] + 1) * dayMillis;
  const reads = rules.placeholders !== 'keep';
  const anyInside = reads && [...placeholderDays, unixEve].some(one => one * dayMillis >= from && one * dayMillis < until);
  return (moment, text, row) => {
    const { local } = moment;
    const isInside = local >= from && local < until;
    if (isInside && !anyInside) return moment;
    if (reads && isPlaceholder(moment, row)) return placeholderIn(text, row, rules, subject);
    return isInside || between === undefined ? moment : implausible(moment, text, between, rules.isOwn, subject);
  };
}

function isPlaceholder({ local, hasTime, offset, whole }: Moment, row: RowState): boolean {
  const day = Math.floor(local / dayMillis);
  if (whole !== undefined) return local >= lastYear;
  if (placeholderDays.has(day)) return true;
  return day === unixEve && hasTime && (offset === undefined ? instantOf(row.zone(), local).at : local - offset) === 0;
}

function implausible(moment: Moment, text: string, [first, last]: Between, isOwn: boolean, subject: Subject): Refusal {
  const found = dayText(Math.floor(moment.local / dayMillis));
  const params = { value: text, ...subject, day: found, first: dayText(first), last: dayText(last), isOwn };
  return new Refusal(text, place => fault(importFaults, 'date_implausible', params, place));
}
