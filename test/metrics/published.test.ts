import { expect } from 'chai';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import { decimalText, type Exact, exact, multiply, subtract } from '../../src/facts/exact.js';
import type { Values } from '../../src/facts/fact.js';
import type { FactKindName } from '../../src/facts/kinds.js';
import type { Metric } from '../../src/metrics/definition.js';
import { formulaValue } from '../../src/metrics/formula.js';
import { fact, valueOf } from '../support/one-metric.js';
import { packagedRules } from '../support/tallying.js';

let rulebook: Rulebook;
before(async () => {
  rulebook = await packagedRules();
});

const packaged = (id: string): Metric => {
  const found = rulebook.metrics.find(metric => metric.id === id);
  if (found === undefined) throw new Error(`no metric ${id}`);
  return found;
};
const value = (id: string, kind: FactKindName, facts: readonly Values[]): Exact | null =>
  valueOf(packaged(id), kind, facts).value;
const text = (one: Exact | null): string | null => (one === null ? null : decimalText(one));
const formula = (id: string, values: Readonly<Record<string, Exact | null>>): Exact | null => {
  const metric = packaged(id);
  if (metric.kind !== 'formula') throw new Error(`${id} is no formula`);
  return formulaValue(metric.formula, { current: name => values[name] ?? null, previous: () => null });
};

const delivered = (no: number, said: Readonly<Record<string, string | number | boolean>> = {}): Values =>
  fact('shipment', {
    shipment_no: `S${no}`,
    order_no: `O${no}`,
    status: 'delivered',
    promised_at: '2026-01-10T12:00:00Z',
    delivered_at: '2026-01-10T12:00:00Z',
    ordered_qty: 1,
    shipped_qty: 1,
    delivered_qty: 1,
    damaged_qty: 0,
    documents_correct: true,
    delivered_correctly: true,
    ...said,
  });

describe('Published numbers', () => {
  it('perfect order: .98 × .97 × .99 × .82 is .77169708', () => {
    const rates = {
      on_time_delivery: exact('0.98'),
      in_full_delivery: exact('0.97'),
      damage_free_delivery: exact('0.99'),
      transport_document_accuracy: exact('0.82'),
    };
    expect(text(formula('perfect_order_multiplied', rates))).to.equal('0.77169708');
    expect(formula('perfect_order_multiplied', { ...rates, in_full_delivery: null })).to.equal(null);
  });

  it('of 100 orders of which the same 5 are late and damaged 95 % are perfect when counted, 90.25 % when multiplied', () => {
    const facts = Array.from({ length: 100 }, (_, i) =>
      delivered(i, i < 5 ? { delivered_at: '2026-01-11T00:00:00Z', damaged_qty: 1 } : {}),
    );
    const rate = (id: string): Exact | null => value(id, 'shipment', facts);
    expect(text(rate('perfect_order'))).to.equal('0.95');
    const rates = Object.fromEntries(
      ['on_time_delivery', 'in_full_delivery', 'damage_free_delivery', 'transport_document_accuracy'].map(id => [id, rate(id)]),
    );
    expect(text(formula('perfect_order_multiplied', rates))).to.equal('0.9025');
  });

  it('inventory: book 100 and 100, counted 95 and 105, are net 100 %, but no line within 3 %', () => {
    const line = (sku: string, counted_qty: number): Values =>
      fact('stock_count', { sku, site: 'S', book_qty: 100, counted_qty, counted_at: '2026-01-31T20:00:00Z' });
    const counts = [line('a', 95), line('b', 105)];
    expect(text(value('inventory_accuracy_net', 'stock_count', counts))).to.equal('1');
    const within = valueOf(packaged('inventory_accuracy_tolerance'), 'stock_count', counts);
    expect([within.numerator, within.denominator]).to.deep.equal([0, 2]);
    expect(text(value('inventory_accuracy', 'stock_count', counts))).to.equal('0');
    expect(text(value('inventory_accuracy_quantity', 'stock_count', counts))).to.equal('0.95');
    expect(
      text(
        value('inventory_accuracy', 'stock_count', [
          fact('stock_count', { sku: 'c', site: 'S', book_qty: 0, counted_qty: 0, counted_at: '2026-01-31T20:00:00Z' }),
        ]),
      ),
    ).to.equal('1');
  });

  it('a delivery of 10 split into 6 and 4, both in time, is 100 % on time and in full, never 71.43 %', () => {
    const order = { order_no: 'O1', status: 'delivered' };
    const split = [
      delivered(1, { ...order, ordered_qty: 6, delivered_qty: 6 }),
      delivered(2, { ...order, ordered_qty: 4, delivered_qty: 4 }),
    ];
    for (const id of ['otif', 'in_full_delivery', 'on_time_delivery', 'perfect_order'])
      expect(text(value(id, 'shipment', split)), id).to.equal('1');
    expect(valueOf(packaged('otif'), 'shipment', split).denominator).to.equal(1);
  });

  it('a quarter is the ratio of its sums, not the mean of its months', () => {
    const shares: readonly (readonly [passed: number, judged: number])[] = [
      [1, 1],
      [900, 1000],
    ];
    const [passed, judged] = shares.reduce(([p, j], [a, b]) => [p + a, j + b], [0, 0]);
    const facts = Array.from({ length: judged }, (_, i) =>
      delivered(i, i < passed ? {} : { delivered_at: '2026-01-11T00:00:00Z' }),
    );
    expect(text(value('on_time_delivery', 'shipment', facts))).to.equal('901/1001');
  });

  it('24 999 of 25 000 is short of 1 by exactly 1/25000', () => {
    expect(text(subtract(1, multiply(24_999, exact('1/25000'))))).to.equal('0.00004');
  });
});
