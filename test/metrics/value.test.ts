import { expect } from 'chai';
import { decimalText } from '../../src/facts/exact.js';
import type { Values } from '../../src/facts/fact.js';
import type { Metric } from '../../src/metrics/definition.js';
import { fact, metric, valueOf } from '../support/one-metric.js';

const invoice = (no: string, said: Readonly<Record<string, string | number | boolean>>): Values =>
  fact('invoice', { invoice_no: no, issued_at: '2026-01-10T00:00:00Z', service: 'storage', ...said });
const cost: Metric = metric({ kind: 'total', of: 'invoice', dated: 'issued_at', value: 'amount', unit: 'currency' });

describe('Amounts', () => {
  it('of one currency are added exactly', () => {
    const { value, numerator, tally } = valueOf(cost, 'invoice', [
      invoice('1', { amount: '0.1', currency: 'CNY' }),
      invoice('2', { amount: '0.2', currency: 'CNY' }),
    ]);
    expect([value, numerator].map(one => one && decimalText(one))).to.deep.equal(['0.3', '0.3']);
    expect([...tally.total.numerator.keys()]).to.deep.equal(['CNY']);
  });

  it('in different currencies are refused, with the groups named', () => {
    const facts = [
      invoice('1', { amount: 1, currency: 'USD' }),
      invoice('2', { amount: 2, currency: 'CNY' }),
      invoice('3', { amount: 3 }),
    ];
    const { value, numerator, denominator, mixed } = valueOf(cost, 'invoice', facts);
    expect({ value, numerator, denominator, mixed }).to.deep.equal({
      value: null,
      numerator: null,
      denominator: null,
      mixed: ['', 'CNY', 'USD'],
    });
  });

  it('in different currencies are still one figure in each slice that has one', () => {
    const facts = [
      fact('shipment', {
        shipment_no: '1',
        carrier: 'C1',
        delivered_at: '2026-01-10T00:00:00Z',
        freight_cost: 5,
        distance_km: 2,
        currency: 'CNY',
      }),
      fact('shipment', {
        shipment_no: '2',
        carrier: 'C2',
        delivered_at: '2026-01-10T00:00:00Z',
        freight_cost: 9,
        distance_km: 3,
        currency: 'USD',
      }),
    ];
    const term = { of: 'shipment', dated: 'delivered_at' } as const;
    const per: Metric = metric({
      kind: 'ratio',
      numerator: [{ ...term, value: 'freight_cost' }],
      denominator: [{ ...term, value: 'distance_km' }],
      by: ['carrier'],
    });
    const { value, mixed, tally } = valueOf(per, 'shipment', facts);
    expect([value, mixed]).to.deep.equal([null, ['CNY', 'USD']]);
    expect([...(tally.by.get('carrier') ?? [])].map(([key, one]) => [key, [...one.numerator]])).to.deep.equal([
      ['C1', [['CNY', 5]]],
      ['C2', [['USD', 9]]],
    ]);
  });

  it('of quantities in different units are not added either', () => {
    const line = (sku: string, qty_unit: string): Values =>
      fact('stock_count', { sku, site: 'S', counted_qty: 1, qty_unit, counted_at: '2026-01-10T00:00:00Z' });
    const counted: Metric = metric({ kind: 'total', of: 'stock_count', dated: 'counted_at', value: 'counted_qty' });
    expect(valueOf(counted, 'stock_count', [line('a', 'kg'), line('b', 'carton')]).mixed).to.deep.equal(['carton', 'kg']);
  });
});

describe('No data', () => {
  it('is null for a rate over nothing, and for a mean over nothing', () => {
    const rate: Metric = metric({
      kind: 'proportion',
      of: 'shipment',
      dated: 'delivered_at',
      passes: { when: 'documents_correct' },
    });
    const mean: Metric = metric({
      kind: 'mean',
      of: 'shipment',
      dated: 'delivered_at',
      value: 'delivered_at - dispatched_at',
      unit: 'hours',
    });
    expect([rate, mean].map(one => valueOf(one, 'shipment', []).value)).to.deep.equal([null, null]);
    const unknown = fact('shipment', { shipment_no: '1', delivered_at: '2026-01-10T00:00:00Z' });
    expect([rate, mean].map(one => valueOf(one, 'shipment', [unknown]).value)).to.deep.equal([null, null]);
    expect(valueOf(rate, 'shipment', [unknown]).tally.total.counts).to.include({ undetermined: 1, passed: 0, failed: 0 });
  });

  it('is null for a total over nothing, but a total is 0 where facts were seen that do not count', () => {
    const repeats: Metric = metric({ kind: 'total', of: 'complaint', dated: 'received_at', when: 'not is_missing(repeat_of)' });
    const once = fact('complaint', { complaint_no: '1', received_at: '2026-01-10T00:00:00Z' });
    expect(valueOf(repeats, 'complaint', []).value).to.equal(null);
    expect(valueOf(repeats, 'complaint', [once]).value).to.equal(0);
    expect(
      valueOf(repeats, 'complaint', [
        fact('complaint', { complaint_no: '1', received_at: '2026-02-01T00:00:00Z', resolved_at: '2026-01-02T00:00:00Z' }),
      ]).value,
    ).to.equal(null);
  });

  it('is null where a ratio would divide by zero', () => {
    const term = { of: 'stock_count', dated: 'counted_at' } as const;
    const ratio: Metric = metric({
      kind: 'ratio',
      numerator: [{ ...term, value: 'counted_qty' }],
      denominator: [{ ...term, value: 'book_qty' }],
    });
    expect(
      valueOf(ratio, 'stock_count', [
        fact('stock_count', { sku: 'a', site: 'S', counted_qty: 5, book_qty: 0, counted_at: '2026-01-10T00:00:00Z' }),
      ]),
    ).to.include({ numerator: 5, denominator: 0, value: null });
  });
});

describe('A mean of durations', () => {
  const hours: Metric = metric({
    kind: 'mean',
    of: 'complaint',
    dated: 'resolved_at',
    value: 'resolved_at - received_at',
    unit: 'hours',
    percentiles: [1, 50, 90, 99],
  });
  const taking = (no: number, millis: number): Values =>
    fact('complaint', {
      complaint_no: `K${String(no).padStart(3, '0')}`,
      received_at: '2026-01-10T00:00:00Z',
      resolved_at: new Date(Date.UTC(2026, 0, 10) + millis).toISOString(),
    });

  it('is in the unit, divided once: 1, 2 and 4 hours and a millisecond are 25200001/10800000', () => {
    const { value, numerator, denominator } = valueOf(hours, 'complaint', [
      taking(1, 3_600_000),
      taking(2, 7_200_000),
      taking(3, 14_400_001),
    ]);
    expect([value, numerator, denominator].map(one => one && decimalText(one))).to.deep.equal([
      '25200001/10800000',
      '25200001',
      '3',
    ]);
  });

  it('shows discrete percentiles: a value that occurred', () => {
    const { tally } = valueOf(
      hours,
      'complaint',
      Array.from({ length: 10 }, (_, i) => taking(i, (10 - i) * 3_600_000)),
    );
    expect([...(tally.total.percentiles ?? [])].map(([percent, millis]) => [percent, Number(millis) / 3_600_000])).to.deep.equal([
      [1, 1],
      [50, 5],
      [90, 9],
      [99, 10],
    ]);
  });
});

describe('A parameter that a standard sets', () => {
  const rate: Metric = metric({
    kind: 'proportion',
    of: 'shipment',
    dated: 'delivered_at',
    passes: { when: 'done_by(delivered_at, promised_at + grace)' },
    params: { grace: 'minutes(0)' },
  });
  /** Ten minutes late on that day of January. */
  const late = (no: string, day: number, said: Readonly<Record<string, string>> = {}): Values =>
    fact('shipment', {
      shipment_no: no,
      promised_at: `2026-01-${day}T12:00:00Z`,
      delivered_at: `2026-01-${day}T12:10:00Z`,
      ...said,
    });
  const grace = (
    minutes: number,
    where: Readonly<Record<string, string>>,
    from?: number,
    to?: number,
  ): Parameters<typeof valueOf>[3] => [
    {
      metric: 'one',
      params: { grace: `minutes(${minutes})` },
      where,
      ...(from === undefined ? {} : { from: Date.UTC(2026, 0, from) }),
      ...(to === undefined ? {} : { to: Date.UTC(2026, 0, to) }),
    },
  ];
  const passed = (facts: readonly Values[], overrides: Parameters<typeof valueOf>[3] = []): number =>
    valueOf(rate, 'shipment', facts, overrides).tally.total.counts.passed;

  it('holds per fact, at its date: from its first day until before its end', () => {
    const facts = [late('1', 14), late('2', 15), late('3', 19), late('4', 20)];
    expect(passed(facts)).to.equal(0);
    expect(passed(facts, grace(15, {}, 15))).to.equal(3);
    expect(passed(facts, grace(15, {}, 15, 20))).to.equal(2);
    expect(passed(facts, grace(9, {}))).to.equal(0);
    expect(passed(facts, grace(10, {}))).to.equal(4);
  });

  it('holds only where its scope says, and a fact that names no place is in none', () => {
    const facts = [late('1', 14, { carrier: 'C1' }), late('2', 14, { carrier: 'C2' }), late('3', 14)];
    expect(passed(facts, grace(15, { carrier: 'C1' }))).to.equal(1);
    expect(valueOf(rate, 'shipment', facts, grace(15, { carrier: 'C1' })).tally.total.counts).to.include({
      passed: 1,
      failed: 2,
      undetermined: 0,
    });
  });

  it('is of the last override that holds, which the plan makes the most specific', () => {
    const facts = [late('1', 14, { carrier: 'C1' }), late('2', 14)];
    expect(passed(facts, [...(grace(15, {}) ?? []), ...(grace(5, { carrier: 'C1' }) ?? [])])).to.equal(1);
  });

  it('does nothing to another metric', () => {
    expect(
      passed(
        [late('1', 14)],
        (grace(15, {}) ?? []).map(one => ({ ...one, metric: 'other' })),
      ),
    ).to.equal(0);
  });
});
