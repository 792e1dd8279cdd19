import { expect } from 'chai';
import fc from 'fast-check';
import {
  isOutOfBounds,
  longestYears,
  type Period,
  parsePeriod,
  periodAround,
  periodBetween,
  periodYearBefore,
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
      ['2025-12', '2025-12-01 to 2025-12-31'],
      ['2026-01', '2026-01-01 to 2026-01-25'],
      ['2026-02', '2026-01-26 to 2026-02-25'],
      ['2026-Q1', '2026-01-01 to 2026-03-25'],
      ['2026-Q2', '2026-03-26 to 2026-06-25'],
      ['2026', '2026-01-01 to 2026-12-25'],
      ['2027-01', '2026-12-26 to 2027-01-31'],
      ['2027-02', '2027-02-01 to 2027-02-28'],
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
          fc.integer({ min: dayOf(2025, 11, 1) ?? 0, max: dayOf(2027, 3, 31) ?? 0 }),
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

  describe('of a client whose contracts follow each other with months of their own', () => {
    /** Contracts one after the other, some with days between them in which none holds. */
    const contracts = fc
      .array(
        fc.record({
          starts_on: fc.integer({ min: 1, max: 28 }),
          length: fc.integer({ min: 1, max: 300 }),
          gap: fc.constantFrom(0, 0, 40),
        }),
        { minLength: 1, maxLength: 6 },
      )
      .map(spells => {
        let day = dayOf(2024, 1, 17) ?? 0;
        return spells.flatMap(({ starts_on, length, gap }) => {
          const from = dayText(day + gap);
          day += gap + length;
          return starts_on === 1 ? [] : [{ from, until: dayText(day - 1), starts_on }];
        });
      });
    const day = fc.integer({ min: dayOf(2023, 10, 1) ?? 0, max: dayOf(2029, 12, 31) ?? 0 });

    it('lies each day in one month, one quarter and one year, which are made up of each other', () => {
      fc.assert(
        fc.property(contracts, day, (months, at) => {
          const client = { time_zone: 'Europe/Amsterdam', months };
          const [month, quarter, year] = (['month', 'quarter', 'year'] as const).map(grain => periodAround(grain, at, client));
          if (month === undefined || quarter === undefined || year === undefined)
            throw new Error(`${dayText(at)} is in no month`);
          for (const period of [month, quarter, year]) {
            expect(period.firstDay <= at && at <= period.lastDay, `${dayText(at)} in ${period.id}`).to.equal(true);
            const before = previousPeriod(period, client);
            expect([before.grain, before.lastDay + 1, before.to]).to.deep.equal([period.grain, period.firstDay, period.from]);
            expect(parsePeriod(before.id, client)).to.deep.equal(before);
            expect(periodBetween(period.id, client.time_zone, period.from, period.to)).to.deep.equal(period);
          }
          expect(month.firstDay >= quarter.firstDay && month.lastDay <= quarter.lastDay).to.equal(true);
          expect(quarter.firstDay >= year.firstDay && quarter.lastDay <= year.lastDay).to.equal(true);
        }),
      );
    });

    it('compares a month with the days that it has, a year before', () => {
      fc.assert(
        fc.property(contracts, day, (months, at) => {
          const client = { time_zone: 'Europe/Amsterdam', months };
          const month = periodAround('month', at, client);
          const last = month && periodYearBefore(month, client);
          if (month === undefined || last === undefined) throw new Error('each month has one a year before');
          const ends = (of: number): string =>
            dayText(of + 1).endsWith('-01') ? `the end of ${dayText(of).slice(5, 7)}` : dayText(of).slice(5);
          expect([ends(last.firstDay - 1), ends(last.lastDay)]).to.deep.equal([ends(month.firstDay - 1), ends(month.lastDay)]);
          expect(last.id.slice(5)).to.equal(month.id.slice(5));
          expect(Number(last.id.slice(0, 4))).to.equal(Number(month.id.slice(0, 4)) - 1);
        }),
      );
    });

    for (const [text, months, march, april] of [
      [
        'the 26th to the first',
        [{ from: '2026-01-01', until: '2026-03-31', starts_on: 26 }],
        '2026-02-26 to 2026-03-25',
        '2026-03-26 to 2026-04-30',
      ],
      ['the first to the 26th', [{ from: '2026-04-01', starts_on: 26 }], '2026-03-01 to 2026-03-31', '2026-04-01 to 2026-04-25'],
    ] as const)
      it(`has a longer or shorter month where they change from ${text}`, () => {
        const shownDays = ['2026-03', '2026-04'].map(id => {
          const period = parsePeriod(id, { time_zone: 'UTC', months });
          return period && `${dayText(period.firstDay)} to ${dayText(period.lastDay)}`;
        });
        expect(shownDays).to.deep.equal([march, april]);
      });
  });
});
