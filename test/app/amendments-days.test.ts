import { expect } from 'chai';
import { daysOf } from '../../src/app/amendments/reason.js';
import { dayText, parseDay } from '../../src/facts/time.js';

const reason = (from?: string, until?: string) => ({
  code: 'flood',
  label: { en: 'Flood', zh: '洪水' },
  party: 'nature',
  excusable: true,
  ...(from === undefined ? {} : { from }),
  ...(until === undefined ? {} : { until }),
});
const at = (day: string): number => (parseDay(day) ?? Number.NaN) * 86_400_000;
const asked = (first: string, last: string, reasons: readonly ReturnType<typeof reason>[]): readonly string[] =>
  daysOf({ facts: [], from: at(first), to: at(last) + 86_400_000 }, 'UTC', reasons).map(({ day }) => dayText(day ?? 0));

describe('The days on which the reason of an exclusion is looked up', () => {
  it('are its first, its last, and those on which a reason begins or has ended', () => {
    const reasons = [reason('2026-02-10', '2026-03-05'), reason('2026-03-06'), reason(undefined, '2025-12-31')];
    expect(asked('2026-02-01', '2026-04-30', reasons)).to.deep.equal(['2026-02-01', '2026-02-10', '2026-03-06', '2026-04-30']);
    expect(asked('2026-02-01', '2026-02-01', reasons)).to.deep.equal(['2026-02-01']);
  });

  it('are as many however long the time is, and twice as many at most as there are reasons besides', () => {
    const dated = [reason('2026-02-10', '2026-03-05')];
    expect(asked('2026-01-01', '2026-12-31', dated).length).to.equal(4);
    expect(asked('2026-01-01', '2029-12-31', dated).length).to.equal(4);
    const reasons = (count: number) =>
      Array.from({ length: count }, (_, i) => reason(dayText(at('2026-01-02') / 86_400_000 + 2 * i)));
    expect(asked('2026-01-01', '2045-12-31', reasons(10)).length).to.equal(12);
    expect(asked('2026-01-01', '2045-12-31', reasons(40)).length).to.equal(42);
  });
});
