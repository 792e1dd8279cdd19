import type { ColumnProfile } from './column-profile.js';

/** The columns, those of dates without a time joined with the column that holds their time; that column stands no longer by itself. */
export function withClocks(columns: readonly ColumnProfile[]): readonly ColumnProfile[] {
  const clocks = new Map<number, ColumnProfile>();
  for (const clock of columns.filter(({ isClock }) => isClock)) {
    const date = dateOf(
      clock,
      columns.filter(({ at }) => !clocks.has(at)),
    );
    if (date !== undefined) clocks.set(date.at, clock);
  }
  const joined = new Set([...clocks.values()].map(({ at }) => at));
  return columns
    .filter(({ at }) => !joined.has(at))
    .map(column => {
      const clock = clocks.get(column.at);
      return clock === undefined ? column : { ...column, clock };
    });
}

/** The dates that a column of times belongs to: those under the same name, or those on its left where its own name says only "time". */
function dateOf(clock: ColumnProfile, columns: readonly ColumnProfile[]): ColumnProfile | undefined {
  const days = columns.filter(({ dates }) => dates !== undefined && !dates.hasTime);
  const nearest = days.toSorted((a, b) => Math.abs(a.at - clock.at) - Math.abs(b.at - clock.at));
  const sameName = nearest.find(({ form }) => subject(form.whole) === subject(clock.form.whole));
  if (sameName !== undefined) return sameName;
  const left = days.find(({ at }) => at === clock.at - 1);
  return left !== undefined && (subject(clock.form.whole) === '' || subject(left.form.whole) === '') ? left : undefined;
}

/** What a header is about, without the words for date and time. */
const subject = (header: string): string =>
  header
    .replace(/时间$/, '')
    .split(' ')
    .filter(word => word !== 'at')
    .join(' ');
