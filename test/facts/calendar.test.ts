import { expect } from 'chai';
import fc from 'fast-check';
import {
  addWorkingDays,
  isWorkingDay,
  lastWorkingDay,
  onWorkingDay,
  workedBetween,
  workingTime,
} from '../../src/facts/calendar.js';
import type { Calendar } from '../../src/facts/place.js';
import { dayText, isoInstant } from '../../src/facts/time.js';
import { packagedRules, runCount } from '../support/tallying.js';

const hour = 3_600_000;
const office: Calendar = {
  id: 'office',
  weekdays: [1, 2, 3, 4, 5],
  hours: [
    [9 * hour, 12 * hour],
    [13 * hour, 18 * hour],
  ],
  holidays: [['2026-10-01', '2026-10-07']],
  working: [['2026-10-10', '2026-10-10']],
};
const shanghai = workingTime(office, 'Asia/Shanghai');
const at = (local: string): number => Date.parse(`${local}+08:00`);
const hours = (from: string, to: string): number => (workedBetween(shanghai, at(from), at(to)) ?? Number.NaN) / hour;
const later = (from: string, days: number): string | null => {
  const found = addWorkingDays(shanghai, at(from), days);
  return found === null ? null : isoInstant(found + 8 * hour).replace('Z', '');
};

describe('The calendar of China', () => {
  let china: Calendar;
  before(async () => {
    const found = (await packagedRules()).calendars.find(calendar => calendar.id === 'china');
    if (found === undefined) throw new Error('no calendar of China');
    china = found;
  });
  for (const [day, works] of [
    ['2024-02-04', true],
    ['2024-02-10', false],
    ['2022-01-29', true],
    ['2024-02-05', true],
    ['2024-02-11', false],
    ['2024-02-03', false],
  ] as const) {
    it(`${works ? 'works' : 'rests'} on ${day}`, () => expect(isWorkingDay(china, day)).to.equal(works));
  }
  it('knows no day outside its years, and none that is not one', () => {
    expect(['1999-12-31', '2050-01-01', '2024-02-30', 'x'].map(day => isWorkingDay(china, day))).to.deep.equal([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('Working time', () => {
  it('is counted in working hours only', () => {
    expect(hours('2026-01-05T09:00:00', '2026-01-05T18:00:00')).to.equal(8);
    expect(hours('2026-01-05T08:00:00', '2026-01-05T12:30:00')).to.equal(3);
    expect(hours('2026-01-05T17:30:00', '2026-01-06T09:30:00')).to.equal(1);
    expect(hours('2026-01-09T17:00:00', '2026-01-12T10:00:00')).to.equal(2);
    expect(hours('2026-01-10T00:00:00', '2026-01-11T23:59:59')).to.equal(0);
    expect(hours('2026-09-30T17:00:00', '2026-10-10T10:00:00')).to.equal(1 + 2 * 8 + 1);
  });

  it('is negative backwards, and missing outside the calendar’s years', () => {
    expect(hours('2026-01-06T10:00:00', '2026-01-05T17:00:00')).to.equal(-2);
    expect(workedBetween(shanghai, Date.UTC(1999, 0, 1), at('2026-01-05T17:00:00'))).to.equal(null);
    expect(workedBetween(shanghai, at('2026-01-05T17:00:00'), Date.UTC(2050, 0, 1))).to.equal(null);
  });

  it('adds up over what lies between', () => {
    const instant = fc.integer({ min: Date.UTC(2026, 8, 1), max: Date.UTC(2026, 10, 30) });
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const [ab, bc, ac] = [workedBetween(shanghai, a, b), workedBetween(shanghai, b, c), workedBetween(shanghai, a, c)];
        expect((ab ?? Number.NaN) + (bc ?? Number.NaN)).to.equal(ac);
      }),
      { numRuns: runCount(300) },
    );
  });

  it('follows the clock of its zone through a change: a night shift in March is an hour shorter', () => {
    const night: Calendar = { ...office, id: 'night', weekdays: [7], hours: [[0, 6 * hour]], holidays: [], working: [] };
    const dutch = workingTime(night, 'Europe/Amsterdam');
    const worked = (day: string): number =>
      (workedBetween(dutch, Date.parse(`${day}T00:00:00+01:00`) - hour, Date.parse(`${day}T12:00:00+01:00`)) ?? Number.NaN) /
      hour;
    expect(['2026-03-22', '2026-03-29'].map(worked)).to.deep.equal([6, 5]);
  });
});

/** A warehouse with three shifts from Monday to Friday, half a Saturday, and short days at the end of the year. */
const warehouse: Calendar = {
  id: 'warehouse',
  weekdays: [1, 2, 3, 4, 5, 6],
  hours: [],
  weekday_hours: [
    ...[1, 2, 3, 4, 5].map(weekday => ({
      weekday,
      hours: [
        [6 * hour, 14 * hour],
        [14 * hour, 22 * hour],
        [22 * hour, 30 * hour],
      ] as const,
    })),
    { weekday: 6, hours: [[9 * hour, 13 * hour]] },
  ],
  holidays: [
    ['2026-10-01', '2026-10-07'],
    ['2026-12-24', '2026-12-26'],
  ],
  working: [['2026-10-03', '2026-10-03']],
  exceptions: [{ from: '2026-12-24', to: '2026-12-24', hours: [[9 * hour, 12 * hour]] }],
};
/** Nights from Sunday to Thursday, each of which ends on the next day. */
const nights: Calendar = {
  id: 'nights',
  weekdays: [1, 2, 3, 4, 7],
  hours: [[22 * hour, 30 * hour]],
  holidays: [['2026-10-01', '2026-10-07']],
  working: [],
};

describe('A day off', () => {
  const moved = (calendar: Calendar, from: string): string | null => {
    const found = onWorkingDay(workingTime(calendar, 'Asia/Shanghai'), at(from));
    return found === null ? null : isoInstant(found + 8 * hour).slice(0, 16);
  };
  for (const [calendar, from, to, why] of [
    [office, '2026-10-05T12:00', '2026-10-08T12:00', 'a holiday'],
    [office, '2026-10-01T00:00', '2026-10-08T00:00', 'the first moment of a holiday'],
    [office, '2026-10-07T23:59', '2026-10-08T23:59', 'the last minute of a holiday'],
    [office, '2026-10-08T12:00', '2026-10-08T12:00', 'a working day'],
    [office, '2026-10-08T21:00', '2026-10-08T21:00', 'a working day after hours'],
    [office, '2026-10-10T12:00', '2026-10-10T12:00', 'a Saturday that is worked'],
    [office, '2026-10-11T12:00', '2026-10-12T12:00', 'the Sunday after it'],
    [office, '2026-10-17T12:00', '2026-10-19T12:00', 'a Saturday'],
    [nights, '2026-10-09T03:00', '2026-10-09T03:00', 'the night that began on a working day'],
    [nights, '2026-10-09T07:00', '2026-10-11T07:00', 'the day off after that night'],
  ] as const)
    it(`moves ${why} ${from === to ? 'nowhere' : 'to the next working day'}`, () => expect(moved(calendar, from)).to.equal(to));
  it('is unknown outside the years of calendars', () => {
    expect([moved(office, '1999-06-01T12:00'), moved(office, '2050-06-01T12:00')]).to.deep.equal([null, null]);
  });
});

describe('Shifts over midnight and hours by weekday', () => {
  const table: readonly (readonly [calendar: Calendar, from: string, to: string, hours: number, why: string])[] = [
    [warehouse, '2026-01-05T06:00', '2026-01-06T06:00', 24, 'three shifts are a whole day'],
    [warehouse, '2026-01-05T00:00', '2026-01-05T06:00', 0, 'no shift began on Sunday'],
    [warehouse, '2026-01-05T23:00', '2026-01-06T01:00', 2, 'midnight lies within a shift'],
    [warehouse, '2026-01-09T20:00', '2026-01-10T12:00', 2 + 8 + 3, 'Friday’s night shift runs into Saturday, then half a day'],
    [warehouse, '2026-01-10T12:00', '2026-01-12T07:00', 1 + 1, 'over the week end'],
    [warehouse, '2026-01-05T00:00', '2026-01-12T00:00', 5 * 24 + 4, 'a week'],
    [
      warehouse,
      '2026-09-30T22:00',
      '2026-10-08T06:00',
      8 + 4,
      'the last night runs into the holiday, in which one Saturday is worked',
    ],
    [warehouse, '2026-10-07T22:00', '2026-10-08T06:00', 0, 'no shift begins on the evening of a holiday'],
    [warehouse, '2026-12-23T22:00', '2026-12-27T00:00', 8 + 3, 'a night into a half day within a holiday'],
    [nights, '2026-01-04T00:00', '2026-01-11T00:00', 5 * 8, 'a week of nights'],
    [nights, '2026-01-08T23:00', '2026-01-09T05:30', 6.5, 'Thursday’s night'],
    [nights, '2026-01-09T05:00', '2026-01-11T23:00', 1 + 1, 'from Friday morning to Sunday night'],
    [nights, '2026-01-06T03:00', '2026-01-05T23:00', -4, 'backwards over midnight'],
  ];
  for (const [calendar, from, to, wanted, why] of table) {
    it(`${calendar.id} from ${from} to ${to}: ${wanted} hours, as ${why}`, () =>
      expect((workedBetween(workingTime(calendar, 'Asia/Shanghai'), at(from), at(to)) ?? Number.NaN) / hour).to.equal(wanted));
  }

  it('last as long as the clock says on the nights when it changes', () => {
    const dutch = workingTime({ ...nights, weekdays: [1, 2, 3, 4, 5, 6, 7] }, 'Europe/Amsterdam');
    const night = (day: string): number =>
      (workedBetween(dutch, Date.parse(`${day}T12:00Z`), Date.parse(`${day}T12:00Z`) + 24 * hour) ?? Number.NaN) / hour;
    expect(['2026-03-27', '2026-03-28', '2026-10-23', '2026-10-24'].map(night)).to.deep.equal([8, 7, 8, 9]);
  });

  it('count a break that the clock skips once', () => {
    const broken: Calendar = {
      ...nights,
      weekdays: [7],
      hours: [],
      weekday_hours: [
        {
          weekday: 7,
          hours: [
            [0, 2.5 * hour],
            [3 * hour, 6 * hour],
          ],
        },
      ],
    };
    const dutch = workingTime(broken, 'Europe/Amsterdam');
    const worked = (day: string): number =>
      (workedBetween(dutch, Date.parse(`${day}T00:00+01:00`) - hour, Date.parse(`${day}T12:00Z`)) ?? Number.NaN) / hour;
    // On 29 March the clock goes from 02:00 to 03:00: from midnight until 06:00 are five hours.
    expect(['2026-03-22', '2026-03-29'].map(worked)).to.deep.equal([5.5, 5]);
  });

  it('begin before the first day that calendars are laid out for', () => {
    const daily = workingTime({ ...nights, weekdays: [1, 2, 3, 4, 5, 6, 7] }, 'UTC');
    expect(workedBetween(daily, Date.UTC(2000, 0, 1), Date.UTC(2000, 0, 2))).to.equal(8 * hour);
  });

  it('is every hour of an instant-by-instant count', () => {
    const shop = workingTime(warehouse, 'Asia/Shanghai');
    const works = (moment: number): boolean => {
      const local = new Date(moment + 8 * hour);
      const day = local.toISOString().slice(0, 10);
      const before = new Date(local.getTime() - 24 * hour).toISOString().slice(0, 10);
      const clock = local.getUTCHours();
      const closed = (one: string): boolean =>
        (one >= '2026-10-01' && one <= '2026-10-07' && one !== '2026-10-03') || (one >= '2026-12-24' && one <= '2026-12-26');
      const isWeekday = (one: string): boolean => ![0, 6].includes(new Date(one).getUTCDay());
      if (day === '2026-12-24' && clock >= 9 && clock < 12) return true;
      if (clock < 6) return isWeekday(before) && !closed(before);
      if (closed(day)) return false;
      return isWeekday(day) || (new Date(day).getUTCDay() === 6 && clock >= 9 && clock < 13);
    };
    const first = at('2026-09-21T00:00');
    for (let moment = first; moment < at('2027-01-11T00:00'); moment += hour)
      expect(workedBetween(shop, moment, moment + hour), isoInstant(moment)).to.equal(works(moment) ? hour : 0);
  });

  const days: readonly (readonly [calendar: Calendar, from: string, days: number, wanted: string | null])[] = [
    // Within Friday's night shift, Saturday two o'clock belongs to Friday: the next working day is Saturday, whose night it would be.
    [warehouse, '2026-01-10T02:00:00', 1, '2026-01-11T02:00:00'],
    [warehouse, '2026-01-10T10:00:00', 1, '2026-01-12T10:00:00'],
    [warehouse, '2026-01-06T02:00:00', -1, '2026-01-04T02:00:00'],
    [nights, '2026-01-09T02:00:00', 1, '2026-01-12T02:00:00'],
    [nights, '2026-01-08T23:00:00', 1, '2026-01-11T23:00:00'],
    [nights, '2026-01-09T12:00:00', 1, '2026-01-11T12:00:00'],
    [nights, '2026-01-12T02:00:00', -1, '2026-01-09T02:00:00'],
    [nights, '2026-01-12T02:00:00', 0, '2026-01-12T02:00:00'],
  ];
  for (const [calendar, from, count, wanted] of days) {
    it(`${count} working days of ${calendar.id} from ${from} is ${wanted}`, () => {
      const found = addWorkingDays(workingTime(calendar, 'Asia/Shanghai'), at(from), count);
      expect(found === null ? null : isoInstant(found + 8 * hour).replace('Z', '')).to.equal(wanted);
    });
  }

  it('makes the days of exceptions working days', () => {
    expect(['2026-12-23', '2026-12-24', '2026-12-25'].map(day => isWorkingDay(warehouse, day))).to.deep.equal([
      true,
      true,
      false,
    ]);
  });
});

describe('Working days later', () => {
  const table: readonly (readonly [from: string, days: number, wanted: string | null])[] = [
    ['2026-01-05T10:00:00', 0, '2026-01-05T10:00:00'],
    ['2026-01-05T10:00:00', 1, '2026-01-06T10:00:00'],
    ['2026-01-09T23:00:00', 1, '2026-01-12T23:00:00'],
    ['2026-01-05T10:00:00', 5, '2026-01-12T10:00:00'],
    // From a day off the next working day is the first.
    ['2026-01-10T10:00:00', 1, '2026-01-12T10:00:00'],
    ['2026-01-11T10:00:00', 2, '2026-01-13T10:00:00'],
    ['2026-01-10T10:00:00', 0, '2026-01-10T10:00:00'],
    ['2026-01-12T10:00:00', -1, '2026-01-09T10:00:00'],
    ['2026-01-10T10:00:00', -1, '2026-01-09T10:00:00'],
    ['2026-09-30T10:00:00', 1, '2026-10-08T10:00:00'],
    ['2026-10-09T10:00:00', 1, '2026-10-10T10:00:00'],
    ['2049-12-31T10:00:00', 1, null],
  ];
  for (const [from, days, wanted] of table)
    it(`${days} from ${from} is ${wanted}`, () => expect(later(from, days)).to.equal(wanted));

  it('are whole numbers of days', () => expect(addWorkingDays(shanghai, at('2026-01-05T10:00:00'), 1.5)).to.equal(null));

  it('end on a working day, with as many working days in between', () => {
    const day = fc.integer({ min: 0, max: 360 });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (offset, days) => {
        const from = at('2026-01-01T10:00:00') + offset * 24 * hour;
        const to = addWorkingDays(shanghai, from, days) ?? Number.NaN;
        let worked = 0;
        for (let one = from + 24 * hour; one <= to; one += 24 * hour)
          if (isWorkingDay(office, dayText(Math.floor((one + 8 * hour) / (24 * hour))))) worked++;
        expect(worked).to.equal(days);
      }),
      { numRuns: runCount(200) },
    );
  });
});

describe('The last working day up to a day', () => {
  const dayOf = (text: string): number => Date.parse(text) / (24 * hour);
  const walkedBack = (day: number): number => {
    let at = day;
    while (!isWorkingDay(office, dayText(at))) at--;
    return at;
  };

  it('is the one that a walk back finds', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayOf('2000-02-01'), max: dayOf('2049-12-31') }), day => {
        expect(lastWorkingDay(office, day)).to.equal(walkedBack(day));
      }),
      { numRuns: runCount(200) },
    );
  });

  it('is the last one of the calendar’s years after them, and none before', () => {
    expect(dayText(lastWorkingDay(office, dayOf('2100-12-31')) ?? 0)).to.equal('2049-12-31');
    expect(lastWorkingDay(office, dayOf('1999-12-31'))).to.equal(undefined);
    expect(lastWorkingDay({ ...office, weekdays: [], working: [] }, dayOf('2026-01-05'))).to.equal(undefined);
  });
});

describe('A calendar', () => {
  it('takes a holiday of thousands of years for its own years alone', () => {
    const closed = workingTime({ ...office, holidays: [['0001-01-01', '9999-12-31']], working: [] }, 'UTC');
    expect(closed.isWorking.filter(Boolean)).to.deep.equal([]);
    expect(closed.isWorking.length).to.equal(dayOfYears(2000, 2050));
  });
});

const dayOfYears = (first: number, end: number): number => (Date.UTC(end, 0, 1) - Date.UTC(first, 0, 1)) / (24 * hour);
