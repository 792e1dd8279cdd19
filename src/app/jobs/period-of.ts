import { type Period, parsePeriod, previousPeriod } from '../../facts/period.js';
import { dateOf, dayText, localDay, weekOf } from '../../facts/time.js';

/** The id of the period that a job means: "previous month" of the local day on which it was due, or a period by its name. */
export function periodOf(text: string | undefined, due: number, zone: string): string {
  const [, which, grain] = /^(previous|this) (day|week|month|quarter|year)$/i.exec(text ?? 'previous month') ?? [];
  if (which === undefined || grain === undefined) return text ?? '';
  const current = parsePeriod(around(localDay(zone, due), grain.toLowerCase()), zone);
  if (current === undefined) throw new RangeError(`no ${grain} around ${due}`);
  return (which.toLowerCase() === 'this' ? current : previousPeriod(current, zone)).id;
}

function around(day: number, grain: string): Period['id'] {
  const { year, month } = dateOf(day);
  const week = weekOf(day);
  const forms: Readonly<Record<string, string>> = {
    day: `${dayText(day)}..${dayText(day)}`,
    week: `${pad(week.year, 4)}-W${pad(week.week, 2)}`,
    month: `${pad(year, 4)}-${pad(month, 2)}`,
    quarter: `${pad(year, 4)}-Q${Math.ceil(month / 3)}`,
    year: pad(year, 4),
  };
  return forms[grain] ?? '';
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');
