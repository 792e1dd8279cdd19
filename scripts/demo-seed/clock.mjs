// Wall-clock times as Date.UTC numbers: source files carry naive local times, so no zone enters here.

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The wall-clock time of a text "2026-01-31" or "2026-01-31 18:00:01". */
export function at(text) {
  const [y, mo, d, h = 0, mi = 0, s = 0] = text.split(/[- :]/).map(Number);
  return Date.UTC(y, mo - 1, d, h, mi, s);
}

const two = value => String(value).padStart(2, '0');

const parts = time => {
  const date = new Date(time);
  const [y, mo, d] = [date.getUTCFullYear(), two(date.getUTCMonth() + 1), two(date.getUTCDate())];
  return { y, mo, d, clock: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`, s: two(date.getUTCSeconds()) };
};

/** Formats of the demo's source systems; a missing time is an empty cell. */
export const format = {
  day: time => (time === undefined ? '' : `${parts(time).y}-${parts(time).mo}-${parts(time).d}`),
  full: time => (time === undefined ? '' : `${format.day(time)} ${parts(time).clock}:${parts(time).s}`),
  chinese: time => (time === undefined ? '' : `${parts(time).y}/${parts(time).mo}/${parts(time).d} ${parts(time).clock}`),
  european: time => (time === undefined ? '' : `${format.europeanDay(time)} ${parts(time).clock}`),
  europeanDay: time => (time === undefined ? '' : `${parts(time).d}-${parts(time).mo}-${parts(time).y}`),
  /** With the offset of Shanghai, or of Rotterdam: summer time from 29 March 2026, 02:00. */
  offset: (time, rotterdam) =>
    time === undefined
      ? null
      : `${format.full(time).replace(' ', 'T')}${rotterdam ? (time < at('2026-03-29 02:00:00') ? '+01:00' : '+02:00') : '+08:00'}`,
};

/** 0 for Sunday to 6 for Saturday. */
export const weekday = time => new Date(time).getUTCDay();

/** The start of the day. */
export const dayOf = time => time - (time % day);

const closed = {
  chinese: [
    ['2026-01-01', '2026-01-03'],
    ['2026-02-15', '2026-02-23'],
    ['2026-04-04', '2026-04-06'],
    ['2026-05-01', '2026-05-05'],
    ['2026-06-19', '2026-06-21'],
  ],
  european: [
    ['2026-01-01', '2026-01-01'],
    ['2026-04-06', '2026-04-06'],
    ['2026-04-27', '2026-04-27'],
    ['2026-05-14', '2026-05-14'],
    ['2026-05-25', '2026-05-25'],
  ],
};

const holiday = (time, chinese) =>
  closed[chinese ? 'chinese' : 'european'].some(([from, to]) => dayOf(time) >= at(from) && dayOf(time) <= at(to));

/** The months of the demo, with their first day and the day after their last. */
export const months = [1, 2, 3, 4, 5, 6].map(month => ({
  id: `2026-${two(month)}`,
  from: Date.UTC(2026, month - 1, 1),
  to: Date.UTC(2026, month, 1),
  index: month - 1,
}));

/** A working day's time in a month, between two hours of the clock. */
export function workingTime(random, month, { chinese, from = 8, to = 17 }) {
  for (;;) {
    const start = month.from + random.whole(0, (month.to - month.from) / day - 1) * day;
    const weekend = weekday(start) === 0 || weekday(start) === 6;
    if (holiday(start, chinese) || (weekend && random.chance(0.85))) continue;
    return start + from * hour + random.whole(0, (to - from) * 60 - 1) * minute;
  }
}
