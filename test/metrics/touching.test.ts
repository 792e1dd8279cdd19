import { expect } from 'chai';
import type { Values } from '../../src/facts/fact.js';
import type { Metric } from '../../src/metrics/definition.js';
import { fact, metric, valueOf } from '../support/one-metric.js';

/** January 2026, UTC, is the period of `valueOf`. */
const delivered: Metric = metric({
  kind: 'proportion',
  of: 'shipment',
  dated: 'delivered_at',
  population: { when: 'status == "delivered"' },
  passes: { when: 'documents_correct' },
});
const shipment = (said: Readonly<Record<string, string | boolean>>): Values =>
  fact('shipment', { shipment_no: 'S1', status: 'delivered', documents_correct: true, ...said });
const countsOf = (said: Readonly<Record<string, string | boolean>>) =>
  valueOf(delivered, 'shipment', [shipment(said)]).tally.total.counts;

describe('A fact touches a period', () => {
  const table: readonly (readonly [name: string, dates: Readonly<Record<string, string>>, undated: number])[] = [
    ['with a date in its first millisecond', { promised_at: '2026-01-01T00:00:00.000Z' }, 1],
    ['with a date in its last millisecond', { promised_at: '2026-01-31T23:59:59.999Z' }, 1],
    ['not with a date right before it', { promised_at: '2025-12-31T23:59:59.999Z' }, 0],
    ['not with a date right after it', { promised_at: '2026-02-01T00:00:00.000Z' }, 0],
    [
      'with one date before and one after it',
      { order_received_at: '2025-12-01T00:00:00Z', promised_at: '2026-02-20T00:00:00Z' },
      1,
    ],
    ['not with two dates before it', { order_received_at: '2025-12-01T00:00:00Z', promised_at: '2025-12-20T00:00:00Z' }, 0],
    ['never without any date', {}, 0],
  ];
  for (const [name, dates, undated] of table)
    it(name, () => expect(countsOf(dates)).to.include({ undated, passed: 0, outside: 0 }));

  it('and is counted as outside only there', () => {
    expect(countsOf({ status: 'open', promised_at: '2026-01-10T00:00:00Z' })).to.include({ outside: 1 });
    expect(countsOf({ status: 'open', promised_at: '2026-02-10T00:00:00Z' })).to.include({ outside: 0 });
  });

  it('but is judged in the period of its metric’s date alone', () => {
    expect(countsOf({ promised_at: '2026-02-10T00:00:00Z', delivered_at: '2026-01-31T12:00:00Z' })).to.include({ passed: 1 });
    expect(countsOf({ promised_at: '2026-01-10T00:00:00Z', delivered_at: '2026-02-01T12:00:00Z' })).to.include({
      passed: 0,
      outside: 1,
    });
  });
});
