import { compileFormat, dayPartOf, namedBy } from '../../src/facts/date-format.js';
import { expect } from 'chai';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  dayOf,
  dayText,
  endOfDay,
  endOfMonth,
  instantOf,
  isZone,
  isoInstant,
  lastDayOf,
  localDay,
  localOf,
  mondayOfWeek,
  offsetAt,
  parseDay,
  startOfDay,
  weekOf,
  weekdayOf,
} from '../../src/facts/time.js';
import { runCount } from '../support/tallying.js';

const zones = [
  'Asia/Shanghai',
  'Europe/Amsterdam',
  'America/New_York',
  'America/Havana',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
];
const iso = (zone: string, local: string): string => isoInstant(instantOf(zone, Date.parse(`${local}Z`)).at);
const clock = (zone: string, local: string): string => instantOf(zone, Date.parse(`${local}Z`)).clock;

describe('A time by the clock', () => {
  const table: readonly (readonly [zone: string, local: string, instant: string, clock: string])[] = [
    ['Asia/Shanghai', '2026-02-01T00:00:00', '2026-01-31T16:00:00Z', 'usual'],
    // Spring: 02:00 to 03:00 does not exist; time moves forward by the gap.
    ['Europe/Amsterdam', '2026-03-29T01:59:59.999', '2026-03-29T00:59:59.999Z', 'usual'],
    ['Europe/Amsterdam', '2026-03-29T02:00:00', '2026-03-29T01:00:00Z', 'gap'],
    ['Europe/Amsterdam', '2026-03-29T02:30:00', '2026-03-29T01:30:00Z', 'gap'],
    ['Europe/Amsterdam', '2026-03-29T03:00:00', '2026-03-29T01:00:00Z', 'usual'],
    ['America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:30:00Z', 'gap'],
    ['Australia/Lord_Howe', '2026-10-04T02:15:00', '2026-10-03T15:45:00Z', 'gap'],
    // Autumn: 02:00 to 03:00 comes twice; the earlier is meant.
    ['Europe/Amsterdam', '2026-10-25T01:59:59.999', '2026-10-24T23:59:59.999Z', 'usual'],
    ['Europe/Amsterdam', '2026-10-25T02:00:00', '2026-10-25T00:00:00Z', 'overlap'],
    ['Europe/Amsterdam', '2026-10-25T02:30:00', '2026-10-25T00:30:00Z', 'overlap'],
    ['Europe/Amsterdam', '2026-10-25T03:00:00', '2026-10-25T02:00:00Z', 'usual'],
    ['America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00Z', 'overlap'],
    // A midnight that does not exist, and one that comes twice.
    ['America/Havana', '2026-03-08T00:30:00', '2026-03-08T05:30:00Z', 'gap'],
    ['America/Havana', '2026-11-01T00:30:00', '2026-11-01T04:30:00Z', 'overlap'],
  ];
  for (const [zone, local, instant, met] of table) {
    it(`${local} in ${zone} is ${instant} (${met})`, () =>
      expect([iso(zone, local), clock(zone, local)]).to.deep.equal([instant, met]));
  }

  it('has a gap of a whole day where a place changed sides of the date line', () => {
    expect([clock('Pacific/Apia', '2011-12-29T23:00:00'), clock('Pacific/Apia', '2011-12-31T01:00:00')]).to.deep.equal([
      'usual',
      'usual',
    ]);
    expect(iso('Pacific/Apia', '2011-12-29T23:00:00')).to.equal('2011-12-30T09:00:00Z');
    expect(iso('Pacific/Apia', '2011-12-31T01:00:00')).to.equal('2011-12-30T11:00:00Z');
  });

  it('agrees with Luxon on every offset, and comes back from its instant', () => {
    const at = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2049, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), at, (zone, instant) => {
        expect(offsetAt(zone, instant)).to.equal(DateTime.fromMillis(instant, { zone }).offset * 60_000);
        const local = localOf(zone, instant);
        const back = instantOf(zone, local);
        expect(localOf(zone, back.at)).to.equal(local);
        expect(back.clock).not.to.equal('gap');
        if (back.clock === 'usual') expect(back.at).to.equal(instant);
        else expect(back.at).to.be.at.most(instant);
      }),
      { numRuns: runCount(500) },
    );
  });

  it('knows zones by their IANA names only', () => {
    expect(['Asia/Shanghai', 'UTC', 'Mars/Olympus', '', 'Beijing'].map(isZone)).to.deep.equal([true, true, false, false, false]);
  });
});

describe('A local day', () => {
  it('begins at its first instant and ends a millisecond before the next', () => {
    const day = dayOf(2026, 3, 29) ?? Number.NaN;
    expect([isoInstant(startOfDay('Europe/Amsterdam', day)), isoInstant(endOfDay('Europe/Amsterdam', day))]).to.deep.equal([
      '2026-03-28T23:00:00Z',
      '2026-03-29T21:59:59.999Z',
    ]);
    expect(endOfDay('Europe/Amsterdam', day) + 1 - startOfDay('Europe/Amsterdam', day)).to.equal(23 * 3_600_000);
    const long = dayOf(2026, 10, 25) ?? Number.NaN;
    expect(endOfDay('Europe/Amsterdam', long) + 1 - startOfDay('Europe/Amsterdam', long)).to.equal(25 * 3_600_000);
    const late = dayOf(2026, 3, 8) ?? Number.NaN;
    expect(isoInstant(startOfDay('America/Havana', late))).to.equal('2026-03-08T05:00:00Z');
  });

  it('is the day of each of its instants', () => {
    const drawn = fc.integer({ min: dayOf(1995, 1, 1) ?? 0, max: dayOf(2048, 1, 1) ?? 0 });
    fc.assert(
      // Apia has no 2011-12-30.
      fc.property(fc.constantFrom(...zones.filter(zone => zone !== 'Pacific/Apia')), drawn, (zone, day) => {
        expect([
          localDay(zone, startOfDay(zone, day)),
          localDay(zone, endOfDay(zone, day)),
          localDay(zone, startOfDay(zone, day) - 1),
        ]).to.deep.equal([day, day, day - 1]);
      }),
      { numRuns: runCount(500) },
    );
  });

  it('is read and written as a date, and only real dates are read', () => {
    expect(
      ['1970-01-01', '2024-02-29', '1969-12-31', '2023-02-29', '2026-13-01', '2026-00-10', '2026-1-01', '31/02/2024'].map(
        parseDay,
      ),
    ).to.deep.equal([0, 19_782, -1, undefined, undefined, undefined, undefined, undefined]);
    expect([0, 19_782, -1].map(dayText)).to.deep.equal(['1970-01-01', '2024-02-29', '1969-12-31']);
  });

  it('has a weekday and an ISO week', () => {
    const of = (text: string): number => parseDay(text) ?? Number.NaN;
    expect(['2026-01-05', '2026-01-11', '1969-12-29'].map(text => weekdayOf(of(text)))).to.deep.equal([1, 7, 1]);
    expect(
      ['2025-12-29', '2026-01-04', '2026-12-31', '2027-01-03', '2024-12-30'].map(text =>
        Object.values(weekOf(of(text))).join('-W'),
      ),
    ).to.deep.equal(['2026-W1', '2026-W1', '2026-W53', '2026-W53', '2025-W1']);
    expect([mondayOfWeek(2026, 53), mondayOfWeek(2025, 53), mondayOfWeek(2026, 0)].map(day => day && dayText(day))).to.deep.equal(
      ['2026-12-28', undefined, undefined],
    );
  });
});

describe('The end of a month', () => {
  const table: readonly (readonly [zone: string, at: string, end: string])[] = [
    ['UTC', '2026-01-31T23:59:59.999Z', '2026-01-31T23:59:59.999Z'],
    ['UTC', '2026-02-01T00:00:00Z', '2026-02-28T23:59:59.999Z'],
    ['UTC', '2024-02-10T00:00:00Z', '2024-02-29T23:59:59.999Z'],
    ['UTC', '2026-12-05T00:00:00Z', '2026-12-31T23:59:59.999Z'],
    ['Asia/Shanghai', '2026-01-31T16:00:00Z', '2026-02-28T15:59:59.999Z'],
    ['Asia/Shanghai', '2026-01-31T15:59:59.999Z', '2026-01-31T15:59:59.999Z'],
    ['Europe/Amsterdam', '2026-03-01T00:00:00Z', '2026-03-31T21:59:59.999Z'],
    ['America/New_York', '2026-03-01T04:59:59Z', '2026-03-01T04:59:59.999Z'],
  ];
  for (const [zone, at, end] of table)
    it(`of ${at} in ${zone} is ${end}`, () => expect(isoInstant(endOfMonth(zone, Date.parse(at)))).to.equal(end));
});

describe('A date form', () => {
  const table: readonly (readonly [pattern: string, text: string, local: string | undefined, hasTime?: boolean])[] = [
    ['dd/MM/yyyy', '31/01/2026', '2026-01-31T00:00:00Z', false],
    ['dd/MM/yyyy', '31/02/2024', undefined],
    ['dd/MM/yyyy', '1/02/2024', undefined],
    ['d/M/yyyy', '1/2/2024', '2024-02-01T00:00:00Z', false],
    ['yyyy-MM-dd HH:mm', '2026-03-29 02:30', '2026-03-29T02:30:00Z', true],
    ['yyyy-MM-dd HH:mm:ss', '2026-03-29 24:00:00', undefined],
    ["yyyy-MM-dd'T'HH:mm:ss.SSS", '2026-03-29T23:59:59.999', '2026-03-29T23:59:59.999Z', true],
    ['yyyy年M月d日', '2026年3月5日', '2026-03-05T00:00:00Z', false],
    ['dd.MM.yy', '01.02.60', '2060-02-01T00:00:00Z', false],
    ['dd.MM.yy', '01.02.61', '1961-02-01T00:00:00Z', false],
    ['dd.MM.yy', '01x02x61', undefined],
    ['d-MMM-yy', '2-Jun-06', '2006-06-02T00:00:00Z', false],
    ['M/d/yyyy h:mm a', '6/2/2006 12:05 AM', '2006-06-02T00:05:00Z', true],
  ];
  for (const [pattern, text, local, hasTime] of table) {
    it(`${pattern} reads ${text} as ${local ?? 'no date'}`, () => {
      const moment = compileFormat(pattern)(text);
      expect(moment && isoInstant(moment.local)).to.equal(local);
      expect(moment?.hasTime).to.equal(hasTime);
    });
  }

  it('takes the offset that a text carries', () => {
    expect(compileFormat('yyyy-MM-dd HH:mm ZZ')('2026-01-01 08:00 +08:00')).to.deep.equal({
      local: Date.UTC(2026, 0, 1, 8),
      hasTime: true,
      offset: 8 * 3_600_000,
    });
  });
});

describe('What a date form names', () => {
  const table: readonly (readonly [pattern: string, names: string | undefined, dayPart?: string])[] = [
    ['dd/MM/yyyy', 'day'],
    ['yyyy-MM-dd HH:mm', 'day', 'yyyy-MM-dd'],
    ["yyyy-MM-dd'T'HH:mm:ss", 'day', 'yyyy-MM-dd'],
    ['dd.MM.yy, H:mm', 'day', 'dd.MM.yy'],
    ['yyyy-ooo', 'day'],
    ['kkkk-WW-E', 'day'],
    ['yyyy-MM', 'month'],
    ['MMM yyyy', 'month'],
    ['yyyy年M月', 'month'],
    ['yyyy', 'year'],
    ['yyyy年', 'year'],
    ['dd/MM', undefined],
    ['HH:mm', undefined],
    ['yyyy-MM HH:mm', undefined],
    ['kkkk-WW', undefined],
    ['yyyy-q', undefined],
    ['HH:mm dd/MM/yyyy', 'day'],
  ];
  for (const [pattern, names, dayPart] of table)
    it(`${pattern}: ${names ?? 'nothing'}`, () => expect([namedBy(pattern), dayPartOf(pattern)]).to.deep.equal([names, dayPart]));

  it('has a last day', () => {
    const last = (pattern: string, text: string) => {
      const moment = compileFormat(pattern)(text);
      return moment && dayText(lastDayOf(moment));
    };
    expect([
      last('yyyy-MM', '2024-02'),
      last('yyyy-MM', '2026-12'),
      last('yyyy', '2026'),
      last('MMM yyyy', 'Feb 2026'),
    ]).to.deep.equal(['2024-02-29', '2026-12-31', '2026-12-31', '2026-02-28']);
    expect(last('yyyy-MM-dd', '2026-02-03')).to.equal('2026-02-03');
  });
});
