import { expect } from 'chai';
import fc from 'fast-check';
import {
  isOutOfBounds,
  longestYears,
  type Period,
  parsePeriod,
  periodAround,
  periodBetween,
  periodYears,
  previousPeriod,
} from '../../src/facts/period.js';
import { dayOf, dayText, isoInstant } from '../../src/facts/time.js';

const shown = (id: string, zone = 'Asia/Shanghai'): readonly string[] | undefined => {
  const period = parsePeriod(id, zone);
  return (
    period && [period.grain, isoInstant(period.from), isoInstant(period.to), dayText(period.firstDay), dayText(period.lastDay)]
  );
};
const known = (id: string, zone: string): Period => {
  const period = parsePeriod(id, zone);
  if (period === undefined) throw new Error(`${id} is no period`);
  return period;
};

describe('A period', () => {
  const table: readonly (readonly [id: string, grain: string, from: string, to: string, first: string, last: string])[] = [
    ['2026-02', 'month', '2026-01-31T16:00:00Z', '2026-02-28T16:00:00Z', '2026-02-01', '2026-02-28'],
    ['2024-02', 'month', '2024-01-31T16:00:00Z', '2024-02-29T16:00:00Z', '2024-02-01', '2024-02-29'],
    ['2026-12', 'month', '2026-11-30T16:00:00Z', '2026-12-31T16:00:00Z', '2026-12-01', '2026-12-31'],
    ['2026-Q4', 'quarter', '2026-09-30T16:00:00Z', '2026-12-31T16:00:00Z', '2026-10-01', '2026-12-31'],
    ['2026', 'year', '2025-12-31T16:00:00Z', '2026-12-31T16:00:00Z', '2026-01-01', '2026-12-31'],
    ['2026-W01', 'week', '2025-12-28T16:00:00Z', '2026-01-04T16:00:00Z', '2025-12-29', '2026-01-04'],
    ['2026-W53', 'week', '2026-12-27T16:00:00Z', '2027-01-03T16:00:00Z', '2026-12-28', '2027-01-03'],
    ['2026-10-01..2026-10-15', 'days', '2026-09-30T16:00:00Z', '2026-10-15T16:00:00Z', '2026-10-01', '2026-10-15'],
    ['2026-10-01..2026-10-01', 'days', '2026-09-30T16:00:00Z', '2026-10-01T16:00:00Z', '2026-10-01', '2026-10-01'],
  ];
  for (const [id, ...wanted] of table)
    it(`${id} goes from its first instant to the first after it`, () => expect(shown(id)).to.deep.equal(wanted));

  it('has the length that the zone’s clock changes give it', () => {
    const { from, to } = known('2026-03', 'Europe/Amsterdam');
    expect((to - from) / 3_600_000).to.equal(31 * 24 - 1);
  });

  for (const id of [
    '2026-13',
    '2026-00',
    '2026-Q5',
    '2026-Q0',
    '2025-W53',
    '2026-W00',
    '2026-1',
    '26',
    '',
    '2026-02-30..2026-03-01',
    '2026-03-02..2026-03-01',
    '2026-02 ',
    'last month',
  ]) {
    it(`${JSON.stringify(id)} is none`, () => expect(shown(id)).to.equal(undefined));
  }

  it('has one of the same form right before it', () => {
    const before = (id: string): string => previousPeriod(known(id, 'UTC'), 'UTC').id;
    expect(
      ['2026-01', '2026-10', '2026-Q1', '2026-Q3', '2026', '2026-W01', '2027-W01', '2026-03-01..2026-03-10'].map(before),
    ).to.deep.equal(['2025-12', '2026-09', '2025-Q4', '2026-Q2', '2025', '2025-W52', '2026-W53', '2026-02-19..2026-02-28']);
  });

  it('begins where the one before it ends', () => {
    const ids = fc.oneof(
      fc
        .tuple(fc.integer({ min: 1990, max: 2048 }), fc.integer({ min: 1, max: 12 }))
        .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`),
      fc
        .tuple(fc.integer({ min: 1990, max: 2048 }), fc.integer({ min: 1, max: 52 }))
        .map(([year, week]) => `${year}-W${String(week).padStart(2, '0')}`),
      fc
        .tuple(fc.integer({ min: 1990, max: 2048 }), fc.integer({ min: 1, max: 4 }))
        .map(([year, quarter]) => `${year}-Q${quarter}`),
    );
    fc.assert(
      fc.property(ids, fc.constantFrom('Asia/Shanghai', 'America/Havana', 'Europe/Amsterdam'), (id, zone) => {
        const period = known(id, zone);
        expect(previousPeriod(period, zone).to).to.equal(period.from);
      }),
    );
  });

  const outside = ['1899', '2101-01', '2100-W52', '9999-12', '0001-W01', '1899-12-31..1900-01-05', '2100-12-30..2101-01-01'];
  for (const id of [...outside, '2000-01-01..2020-01-02', '0001-01-01..9999-12-31']) {
    it(`${id} is out of bounds, and so none`, () => {
      expect([shown(id), isOutOfBounds(id)]).to.deep.equal([undefined, true]);
    });
  }

  it('may be as long, as early and as late as its bounds, and has one before it there too', () => {
    const last = `${periodYears.first + longestYears - 1}-12-31`;
    const longest = `${periodYears.first}-01-01..${last}`;
    const ids = [longest, '2000-01-01..2019-12-31', String(periodYears.first), String(periodYears.last), 'not a period'];
    expect(ids.map(isOutOfBounds)).to.deep.equal([false, false, false, false, false]);
    const { from } = known(longest, 'UTC');
    expect(previousPeriod(known(longest, 'UTC'), 'UTC').to).to.equal(from);
    expect(previousPeriod(known('1900-01', 'UTC'), 'UTC').id).to.equal('1899-12');
  });

  describe('of a client whose months begin on the 26th', () => {
    const client = { time_zone: 'Asia/Shanghai', months: [{ from: '2026-01-01', until: '2026-12-31', starts_on: 26 }] };
    const days = (id: string): string => {
      const period = parsePeriod(id, client);
      return period === undefined ? 'none' : `${dayText(period.firstDay)} to ${dayText(period.lastDay)}`;
    };

    for (const [id, wanted] of [
      ['2026-03', '2026-02-26 to 2026-03-25'],
      ['2026-01', '2025-12-26 to 2026-01-25'],
      ['2026-Q1', '2025-12-26 to 2026-03-25'],
      ['2026', '2025-12-26 to 2026-12-25'],
      ['2025-12', '2025-12-01 to 2025-12-31'],
      ['2027-01', '2027-01-01 to 2027-01-31'],
      ['2026-W10', '2026-03-02 to 2026-03-08'],
      ['2026-03-01..2026-03-10', '2026-03-01 to 2026-03-10'],
    ] as const)
      it(`${id} is ${wanted}`, () => expect(days(id)).to.equal(wanted));

    it('has the month before it, not as many days, right before it', () => {
      const march = parsePeriod('2026-03', client);
      const before = march && previousPeriod(march, client);
      expect(before?.id).to.equal('2026-02');
      expect([before?.firstDay, before?.lastDay].map(day => dayText(day ?? 0))).to.deep.equal(['2026-01-26', '2026-02-25']);
    });

    it('is found by any of its days', () => {
      fc.assert(
        fc.property(
          fc.integer({ min: dayOf(2026, 1, 26) ?? 0, max: dayOf(2026, 12, 24) ?? 0 }),
          fc.constantFrom('month', 'quarter', 'year'),
          (day, grain) => {
            const period = periodAround(grain, day, client);
            expect(
              period !== undefined && period.firstDay <= day && day <= period.lastDay,
              `${dayText(day)}: ${period?.id}`,
            ).to.equal(true);
          },
        ),
      );
    });

    it('is the same from its first instant and the first after it', () => {
      const march = parsePeriod('2026-03', client);
      expect(march && periodBetween(march.id, client.time_zone, march.from, march.to)).to.deep.equal(march);
    });
  });
});
