import { kindOf } from '../../facts/kinds.js';
import type { ColumnProfile } from './column-profile.js';
import type { HeaderForm } from './header-form.js';
import { headerMatch } from './header-match.js';
import { surely } from './matching.js';

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
    const odd = {
      ...(clock.oddClocks === undefined ? {} : { oddClocks: clock.oddClocks }),
      ...midnightsOf(clock),
      ...(clock.clockForm === undefined ? {} : { clockForm: clock.clockForm }),
    };
    if (own !== undefined) moments.set(own.at, { ...own, ...odd, pair: [own.at, clock.at] });
    else if (shared?.dates !== undefined) {
      const hasBlankClock = clock.filled < shared.filled;
      moments.set(clock.at, { ...clock, isClock: false, dates: shared.dates, pair: [shared.at, clock.at], hasBlankClock });
    }
  }
  const clocks = new Set(
    [...moments.values()].flatMap(({ at, pair }) => (pair !== undefined && pair[1] !== at ? [pair[1]] : [])),
  );
  const free = new Map(columns.flatMap(column => (clocks.has(column.at) || moments.has(column.at) ? [] : [[column.at, column]])));
  return columns.filter(({ at }) => !clocks.has(at)).map(column => moments.get(column.at) ?? withClockBeside(column, free));
}

/** Midnight among other times often stands for no time. */
function midnightsOf({ values }: ColumnProfile): Pick<ColumnProfile, 'midnights'> {
  const midnights = [...values.keys()].filter(text => /^0{1,2}(?:[:.]?00){0,2}$/.test(text));
  return midnights.length === 0 || midnights.length === values.size ? {} : { midnights };
}

/** Dates without a time, with the column of times that belongs to no dates and may be theirs: that on their right, or one called so. */
function withClockBeside(column: ColumnProfile, free: ReadonlyMap<number, ColumnProfile>): ColumnProfile {
  if (column.dates === undefined || column.dates.hasTime) return column;
  const right = free.get(column.at + 1);
  const isOfTimes = right?.isClock === true || right?.isClockInPart === true;
  const beside = isOfTimes ? right : [...free.values()].find(clock => clock.isClock && isCalledFor(clock, column));
  if (beside === undefined) return column;
  const isTheirs = subject(beside.form.whole) === '' || subject(beside.form.whole) === subject(column.form.whole);
  return { ...column, clockBeside: { at: beside.at, isTheirs } };
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
  if (isTheOneCalledFor(clock, left, days)) return left;
  return subject(clock.form.whole) === '' || (subject(left.form.whole) === '' && days.length > 1) ? left : undefined;
}

/** Whether dates alone are called like these times; of an Actual and a Promised delivery date, the promise has no Delivery time. */
function isTheOneCalledFor(clock: ColumnProfile, left: ColumnProfile, days: readonly ColumnProfile[]): boolean {
  const called = days.filter(day => isCalledFor(clock, day));
  const happened = called.filter(({ form }) => !isSurelyPromised(form));
  return [called, happened].some(some => some.length === 1 && some[0] === left);
}

function isSurelyPromised(form: HeaderForm): boolean {
  const shipment = kindOf('shipment');
  return shipment.fields.some(field => field.name === 'promised_at' && headerMatch(form, field, shipment) >= surely);
}

/** Whether what times are called stands in the name of the dates. */
const isCalledFor = (clock: ColumnProfile, day: ColumnProfile): boolean =>
  [isShortFor, isPartOf].some(isNameOf => isNameOf(subject(clock.form.whole), subject(day.form.whole)));

/** Whether a name stands within another one: the Delivery time beside an Actual delivery date. */
const isPartOf = (part: string, name: string): boolean =>
  part !== '' && part.split(' ').every(word => name.split(' ').includes(word));

/** Whether a few letters are a short form of a name: the LfUhr beside a Lieferdat., the ZuUhr beside a Zustellung. */
function isShortFor(short: string, name: string): boolean {
  if (short.length < 2 || short.length > 4 || short[0] !== name[0]) return false;
  let from = 0;
  for (const letter of short) {
    const at = name.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

const timeWords: ReadonlySet<string> = new Set(['at', 'until', 'by', 'bis', 'tot', 'uhr', 'uur', 'hour', 'hr']);

/** What a header is about, without the words for date and time. */
const subject = (header: string): string =>
  header
    .replace(/(?:时间|时|zeit)$/, '')
    .split(' ')
    .filter(word => !timeWords.has(word))
    .join(' ');
