import { expect } from 'chai';
import { monthsWithData } from '../../src/app/months/months-with-data.js';
import type { Deps } from '../../src/app/deps.js';

const deps = {
  workspace: { settings: { time_zone: 'Asia/Shanghai' } },
  clock: () => Date.parse('2026-11-30T12:00:00Z'),
} as unknown as Deps;
const span = (first: string, last: string) => ({ first: Date.parse(first), last: Date.parse(last) });
const shown = (...spans: readonly ReturnType<typeof span>[]) => {
  const { begin, instead, offered } = monthsWithData(deps, spans);
  return { begin: begin.id, instead, offered };
};

describe('the month that is shown where none is named', () => {
  it('is the last that has ended where it has data, or where there are none at all', () => {
    expect(shown()).to.deep.equal({ begin: '2026-10', instead: null, offered: ['2026-11', '2026-10'] });
    expect(shown(span('2026-09-10', '2026-11-03'))).to.deep.equal({
      begin: '2026-10',
      instead: null,
      offered: ['2026-11', '2026-10', '2026-09'],
    });
  });

  it('is the latest before it that has data, by the clock of the workspace', () => {
    expect(shown(span('2026-05-31T17:00:00Z', '2026-06-30T15:59:59Z'))).to.deep.equal({
      begin: '2026-06',
      instead: '2026-10',
      offered: ['2026-11', '2026-10', '2026-06'],
    });
    const long = shown(span('2006-01-01', '2015-09-15'), span('2026-12-01', '2027-01-31'));
    expect([long.begin, long.instead, long.offered.length]).to.deep.equal(['2015-09', '2026-10', 38]);
  });

  it('is the running month where data begin in it', () => {
    expect(shown(span('2026-11-02', '2026-11-29'))).to.deep.include({ begin: '2026-11', instead: '2026-10' });
    expect(shown(span('2026-12-02', '2026-12-29'))).to.deep.include({ begin: '2026-10', instead: null });
  });
});
