import { type Period, periodAround, previousPeriod } from '../../facts/period.js';
import { localDay } from '../../facts/time.js';
import type { Deps } from '../deps.js';

/** So many months back are offered for their data alone. */
const mostOffered = 36;

/** The time that facts touch: UTC milliseconds. */
interface Span {
  readonly first: number;
  readonly last: number;
}

/** Which month is shown where none is named, and which can be chosen. */
export interface MonthsWithData {
  readonly begin: Period;
  /** The last month that has ended, where it has no data and another one is shown instead; else null. */
  readonly instead: string | null;
  /** The running month, the one before it, and the months with data. */
  readonly offered: readonly string[];
}

/**
 * The months of spans of data, by the clock of the workspace. The last month that has ended comes first; where it has no data, the latest
 * month before it that has some; where data only begin after it, the running month.
 */
export function monthsWithData({ workspace, clock }: Deps, spans: readonly Span[]): MonthsWithData {
  const { time_zone: zone } = workspace.settings;
  const around = (instant: number): Period | undefined => periodAround('month', localDay(zone, instant), zone);
  const running = around(clock());
  if (running === undefined) throw new RangeError('the clock is beyond every month');
  const ended = previousPeriod(running, zone);
  if (spans.length === 0) return { begin: ended, instead: null, offered: [running.id, ended.id] };
  const hasData = ({ from, to }: Period): boolean => spans.some(({ first, last }) => first < to && last >= from);
  const earliest = Math.min(...spans.map(({ first }) => first));
  const latest = Math.max(earliest, ...spans.filter(({ first }) => first < ended.to).map(({ last }) => last));
  // Of data of years ago the last months are offered.
  const newest = latest < ended.from ? (around(latest) ?? ended) : ended;
  const past = monthsBack(newest, zone, earliest).filter(hasData);
  const begin = past[0] ?? (hasData(running) ? running : ended);
  return {
    begin,
    instead: begin.id === ended.id ? null : ended.id,
    offered: [...new Set([running, ended, ...past].map(({ id }) => id))],
  };
}

/** A month and those before it, the newest first, back to an instant. */
function monthsBack(month: Period, zone: string, earliest: number): readonly Period[] {
  const found: Period[] = [];
  for (let at = month; found.length < mostOffered && at.to > earliest; at = previousPeriod(at, zone)) found.push(at);
  return found;
}
