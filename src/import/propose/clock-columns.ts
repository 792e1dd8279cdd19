import type { ColumnProfile } from './column-profile.js';

/**
 * The columns, those of dates without a time joined with the column that holds their time, which stands no longer by itself. Several
 * columns of times can belong to one date: then each of them is a moment under its own name.
 */
export function withClocks(columns: readonly ColumnProfile[]): readonly ColumnProfile[] {
  const days = columns.filter(({ dates }) => dates !== undefined && !dates.hasTime);
  const moments = new Map<number, ColumnProfile>();
  for (const clock of columns.filter(({ isClock }) => isClock)) {
    const own = dateOf(clock, days, moments);
    const shared = own === undefined && days.length === 1 ? days.find(({ form }) => subject(form.whole) === '') : undefined;
    const odd = clock.oddClocks === undefined ? {} : { oddClocks: clock.oddClocks };
    if (own !== undefined) moments.set(own.at, { ...own, ...odd, pair: [own.at, clock.at] });
    else if (shared?.dates !== undefined) {
      const hasBlankClock = clock.filled < shared.filled;
      moments.set(clock.at, { ...clock, isClock: false, dates: shared.dates, pair: [shared.at, clock.at], hasBlankClock });
    }
  }
  const clocks = new Set(
    [...moments.values()].flatMap(({ at, pair }) => (pair !== undefined && pair[1] !== at ? [pair[1]] : [])),
  );
  return columns.filter(({ at }) => !clocks.has(at)).map(column => moments.get(column.at) ?? column);
}

/** The dates that a column of times belongs to: those under the same name, or those on its left where a name says only "date" or "time". */
function dateOf(
  clock: ColumnProfile,
  days: readonly ColumnProfile[],
  taken: ReadonlyMap<number, ColumnProfile>,
): ColumnProfile | undefined {
  const free = days.filter(({ at }) => !taken.has(at));
  const nearest = free.toSorted((a, b) => Math.abs(a.at - clock.at) - Math.abs(b.at - clock.at));
  const sameName = nearest.find(({ form }) => subject(form.whole) === subject(clock.form.whole));
  if (sameName !== undefined) return sameName;
  const left = free.find(({ at }) => at === clock.at - 1);
  if (left === undefined) return undefined;
  return subject(clock.form.whole) === '' || (subject(left.form.whole) === '' && days.length > 1) ? left : undefined;
}

const timeWords: ReadonlySet<string> = new Set(['at', 'until', 'by', 'bis']);

/** What a header is about, without the words for date and time. */
const subject = (header: string): string =>
  header
    .replace(/(?:时间|时|zeit)$/, '')
    .split(' ')
    .filter(word => !timeWords.has(word))
    .join(' ');
