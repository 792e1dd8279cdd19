import { expect } from 'chai';
import fc from 'fast-check';
import { dateBounds } from '../../src/expressions/date-bounds.js';
import { call, type Expression } from '../../src/expressions/expression.js';
import { addWorkingDays, onWorkingDay, workingTime } from '../../src/facts/calendar.js';
import type { Calendar, Hours } from '../../src/facts/place.js';
import { dayText } from '../../src/facts/time.js';
import { runCount } from '../support/tallying.js';

const day = 86_400_000;
const hour = day / 24;
const at: Expression = { node: 'name', type: 'instant', name: 'order_received_at' };
const number = (value: number): Expression => ({ node: 'literal', type: 'number', value });
const either = (a: number, b: number): Expression =>
  call('number', 'choose', { node: 'name', type: 'boolean', name: 'small_batch' }, number(a), number(b));

const shifts: readonly Hours[] = [[[8 * hour, 17 * hour]], [[22 * hour, 30 * hour]], [[0, day]]];
const office: Calendar = {
  id: 'office',
  weekdays: [1, 2, 3, 4, 5],
  hours: [[9 * hour, 17 * hour]],
  holidays: [],
  working: [],
};
const begin = Date.UTC(2026, 0, 1) / day;
const calendar: fc.Arbitrary<Calendar> = fc
  .record({
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
    hours: fc.constantFrom(...shifts),
    holidays: fc.array(fc.tuple(fc.nat(700), fc.nat(60)), { maxLength: 6 }),
    working: fc.array(fc.tuple(fc.nat(700), fc.nat(3)), { maxLength: 4 }),
  })
  .map(({ holidays, working, ...own }) => {
    const ranges = (all: readonly (readonly [number, number])[]): Calendar['holidays'] =>
      all.map(([from, days]) => [dayText(begin + from), dayText(begin + from + days)] as const);
    return { ...office, ...own, holidays: ranges(holidays), working: ranges(working) };
  });

describe('Law: the bounds of a computed date', () => {
  const instant = fc.oneof(
    fc.integer({ min: 0, max: 730 * 24 }).map(hours => begin * day + hours * hour),
    fc.integer({ min: Date.UTC(1999, 11, 1), max: Date.UTC(2050, 1, 1) }),
  );
  const days = fc.integer({ min: -25, max: 25 });
  const zone = fc.constantFrom('UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Apia');

  it('hold it, by whatever calendar the days are worked', () => {
    let dated = 0;
    fc.assert(
      fc.property(calendar, calendar, zone, instant, days, days, (own, other, name, from, a, b) => {
        const time = workingTime(own, name);
        const computed: readonly (readonly [Expression, number | null])[] = [
          [call('instant', 'add_working_days', at, number(a)), addWorkingDays(time, from, a)],
          [call('instant', 'add_working_days', at, either(b, a)), addWorkingDays(time, from, a)],
          [call('instant', 'on_working_day', at), onWorkingDay(time, from)],
        ];
        for (const [expression, found] of computed) {
          const bounds = dateBounds(expression, [other, own]);
          if (bounds === undefined) throw new Error('no bounds');
          if (found === null) continue;
          dated++;
          expect(found - from, `${name} ${from} ${a}`).to.be.within(-bounds.before, bounds.after);
        }
      }),
      { numRuns: runCount(100) },
    );
    expect(dated).to.be.greaterThan(100);
  });

  it('are a few weeks for a few working days, and none for a number that a fact names', () => {
    const bounds = (amount: Expression): unknown => dateBounds(call('instant', 'add_working_days', at, amount), [office]);
    expect(bounds(either(3, 4))).to.deep.equal({ before: 0, after: 8 * day });
    expect(bounds(number(-1))).to.deep.equal({ before: 5 * day, after: 0 });
    expect(bounds({ node: 'name', type: 'number', name: 'shipped_qty' })).to.equal(undefined);
  });
});
