import { expect } from 'chai';
import { scheduleOf } from '../../../src/app/jobs/schedule.js';
import { isoInstant } from '../../../src/facts/time.js';

/** The due times in a stretch of time, as ISO instants. */
function due(cron: string, zone: string, from: string, to: string): readonly string[] {
  const schedule = scheduleOf(cron, zone);
  const found: string[] = [];
  for (let at = schedule.next(Date.parse(from) - 1); at !== undefined && at < Date.parse(to); at = schedule.next(at))
    found.push(isoInstant(at));
  return found;
}

describe('when a job is due', () => {
  it('is by the clock of its zone', () => {
    expect(due('0 6 2 * *', 'Asia/Shanghai', '2026-01-01T00:00:00Z', '2026-03-03T00:00:00Z')).to.deep.equal([
      '2026-01-01T22:00:00Z',
      '2026-02-01T22:00:00Z',
      '2026-03-01T22:00:00Z',
    ]);
  });

  it('moves forward by the gap where a clock change skips it, and is one run', () => {
    expect(due('30 2 * * *', 'Europe/Amsterdam', '2026-03-28T00:00:00Z', '2026-03-31T00:00:00Z')).to.deep.equal([
      '2026-03-28T01:30:00Z',
      '2026-03-29T01:30:00Z',
      '2026-03-30T00:30:00Z',
    ]);
    expect(due('30 2,3 * * *', 'Europe/Amsterdam', '2026-03-29T00:00:00Z', '2026-03-29T12:00:00Z')).to.deep.equal([
      '2026-03-29T01:30:00Z',
    ]);
  });

  it('is the first of two where a clock change repeats it', () => {
    expect(due('30 2 * * *', 'Europe/Amsterdam', '2026-10-25T00:00:00Z', '2026-10-26T12:00:00Z')).to.deep.equal([
      '2026-10-25T00:30:00Z',
      '2026-10-26T01:30:00Z',
    ]);
  });

  it('of every hour follows the hours as they pass, in the repeated one as well', () => {
    const spring = due('*/30 * * * *', 'Europe/Amsterdam', '2026-03-29T00:00:00Z', '2026-03-29T03:00:00Z');
    expect(spring.map(at => at.slice(11, 16))).to.deep.equal(['00:00', '00:30', '01:00', '01:30', '02:00', '02:30']);
    const autumn = due('*/30 * * * *', 'Europe/Amsterdam', '2026-10-25T00:00:00Z', '2026-10-25T03:00:00Z');
    expect(autumn.map(at => at.slice(11, 16))).to.deep.equal(['00:00', '00:30', '01:00', '01:30', '02:00', '02:30']);
  });

  it('holds in zones that are not whole hours off', () => {
    const found = due('15 * * * *', 'Asia/Kathmandu', '2026-05-01T00:00:00Z', '2026-05-01T02:00:00Z');
    expect(found).to.deep.equal(['2026-05-01T00:30:00Z', '2026-05-01T01:30:00Z']);
    const lordHowe = due('15 * * * *', 'Australia/Lord_Howe', '2026-04-04T12:00:00Z', '2026-04-04T18:00:00Z');
    // The clock goes back by half an hour at 15:00Z.
    expect(lordHowe.map(at => at.slice(11, 16))).to.deep.equal(['12:15', '13:15', '14:15', '15:45', '16:45', '17:45']);
  });

  it('is on the last day of a month, on weekdays, on the 29th of February', () => {
    expect(due('0 0 L * *', 'UTC', '2026-01-01T00:00:00Z', '2026-04-01T00:00:00Z').map(at => at.slice(0, 10))).to.deep.equal([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
    ]);
    expect(due('0 0 * * 1-5', 'UTC', '2026-05-01T00:00:00Z', '2026-05-06T00:00:00Z').map(at => at.slice(8, 10))).to.deep.equal([
      '01',
      '04',
      '05',
    ]);
    expect(due('0 0 29 2 *', 'UTC', '2026-01-01T00:00:00Z', '2033-01-01T00:00:00Z').map(at => at.slice(0, 10))).to.deep.equal([
      '2028-02-29',
      '2032-02-29',
    ]);
  });

  it('was last as it comes next, seen from any moment', () => {
    const schedule = scheduleOf('30 2 * * *', 'Europe/Amsterdam');
    const since = Date.parse('2026-03-01T00:00:00Z');
    for (let now = Date.parse('2026-03-27T00:00:00Z'); now < Date.parse('2026-04-01T00:00:00Z'); now += 1_700_000) {
      const last = schedule.last(now, since);
      expect(last).to.be.at.most(now);
      expect(schedule.next(last ?? 0)).to.be.greaterThan(now);
    }
    expect(schedule.last(since + 60_000, since)).to.equal(undefined);
  });
});
