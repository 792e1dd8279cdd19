import { expect } from 'chai';
import { surroundings } from '../../src/evaluation/plan.js';
import { checkExpression } from '../../src/expressions/check.js';
import type { Expression } from '../../src/expressions/expression.js';
import type { Values } from '../../src/facts/fact.js';
import { compileMetric, vocabularyOf } from '../../src/metrics/compile.js';
import type { Proportion } from '../../src/metrics/definition.js';
import { judge, type Membership } from '../../src/metrics/membership.js';
import { Verdicts } from '../../src/explain/verdict.js';
import { inZone, withExclusion } from '../support/tallying.js';

const from = Date.UTC(2026, 4, 1);
const to = Date.UTC(2026, 5, 1);
const view = { from, to, asOf: to, around: surroundings(inZone('UTC'), to) };

const together = 'sum_of(delivered_qty) >= largest_of(ordered_qty)';
const byProduct = 'sum_of(delivered_qty, product) >= largest_of(ordered_qty, product)';
const whereAlike = `largest_of(ordered_qty) == smallest_of(ordered_qty) ? ${together} : delivered_qty >= ordered_qty`;

const compiled = (inFull: string): ReturnType<typeof compileMetric> => {
  const metric: Proportion = {
    id: 'orders_in_full',
    label: { en: 'x', zh: 'x' },
    kind: 'proportion',
    of: 'shipment',
    per: ['order_no'],
    improves: 'up',
    unit: '%',
    stage: 'fixed',
    params: {},
    dated: 'coalesce(delivered_at, closed_at)',
    population: { when: 'one_of(status, "delivered", "refused", "lost")' },
    passes: { when: `status == "delivered" and delivered_at <= promised_at and (${inFull})` },
  };
  return compileMetric(metric, []);
};

const line = (ordered: number | null, delivered: number | null, more: Values = {}): Values => ({
  order_no: 'O1',
  product: 'A',
  status: 'delivered',
  ordered_qty: ordered,
  delivered_qty: delivered,
  promised_at: from + 20,
  delivered_at: from + 10,
  ...more,
});

const condition = (source: string): Expression => {
  const checked = checkExpression(source, { names: vocabularyOf('shipment', []) }, ['boolean'], {});
  return 'expression' in checked ? checked.expression : expect.fail(`${source} is no condition`);
};

const memberships = (rule: string, orders: readonly (readonly Values[])[], excluded?: string): readonly Membership[] => {
  const metric = excluded === undefined ? compiled(rule) : withExclusion(compiled(rule), condition(excluded));
  const [part = expect.fail('a proportion has a part')] = metric.parts;
  const judged = judge(part, view);
  return orders.map(order => judged(order).membership);
};

describe('An order in full', () => {
  // The table of "An order's quantity" in docs/rules.md.
  const orders = [
    [line(10, 6), line(10, 4)],
    [line(10, 6), line(10, 3)],
    [line(10, 10), line(20, 10, { product: 'B' })],
    [line(6, 6), line(4, 1)],
    [line(10, 6), line(10, null)],
    [line(10, 6), line(null, 4)],
  ];

  it('is what the manual says, by line, together, and together by product', () => {
    const [passed, failed, undetermined] = ['passed', 'failed', 'undetermined'] as const;
    const byLine = memberships('delivered_qty >= ordered_qty', orders);
    expect(byLine).to.deep.equal([failed, failed, failed, failed, failed, failed]);
    expect(memberships(together, orders)).to.deep.equal([passed, failed, passed, passed, undetermined, undetermined]);
    expect(memberships(byProduct, orders)).to.deep.equal([passed, failed, failed, passed, undetermined, undetermined]);
  });

  it('is read together only where all lines name the same quantity, by a rule that asks for it', () => {
    expect(memberships(whereAlike, orders.slice(0, 4))).to.deep.equal(['passed', 'failed', 'failed', 'failed']);
  });

  it('is undetermined by product while any line has none, but failed where a line failed anyway', () => {
    const unnamed = { product: null };
    expect(memberships(byProduct, [[line(10, 10), line(5, 5, unnamed)]])).to.deep.equal(['undetermined']);
    expect(memberships(byProduct, [[line(10, 10), line(5, 5, { ...unnamed, status: 'lost' })]])).to.deep.equal(['failed']);
    expect(memberships(byProduct, [[line(10, 10, unnamed)]])).to.deep.equal(['undetermined']);
  });

  it('fails by a late line whatever the lines bring together, also where a quantity is missing', () => {
    const late = { delivered_at: from + 30 };
    expect(
      memberships(together, [
        [line(10, 6), line(10, 4, late)],
        [line(10, null), line(10, 4, late)],
      ]),
    ).to.deep.equal(['failed', 'failed']);
  });

  it('counts by the lines that have come to their end, and takes no quantity of the others', () => {
    const open = { status: 'dispatched', delivered_at: null };
    expect(
      memberships(together, [
        [line(10, 6), line(10, null, open)],
        [line(10, 10), line(90, 4, open)],
      ]),
    ).to.deep.equal(['failed', 'passed']);
    expect(memberships(together, [[line(10, 10), line(90, 4, { status: null })]])).to.deep.equal(['passed']);
  });

  it('keeps the quantities of excluded lines, and is taken out with all of them', () => {
    const second = { carrier: 'C2' };
    const order = [line(10, 6), line(10, 4, second)];
    expect(memberships(together, [order], 'carrier == "C2"')).to.deep.equal(['passed']);
    expect(
      memberships(together, [[line(10, 6), line(10, 4, { ...second, delivered_at: from + 30 })]], 'carrier == "C2"'),
    ).to.deep.equal(['passed']);
    expect(memberships(together, [[line(10, 6), line(10, 3, second)]], 'carrier == "C2"')).to.deep.equal(['failed']);
    expect(memberships(together, [[line(10, 6), line(10, 3)]], 'product == "A"')).to.deep.equal(['excluded']);
  });

  it('says of each line what it was held against, and its own quantity where that is the same', () => {
    const order = [line(10, 5), line(20, 10, { product: 'B' })];
    const [part = expect.fail('a proportion has a part')] = compiled(together).parts;
    const said = (language: 'en' | 'zh'): readonly string[] => {
      const verdicts = new Verdicts(part, [], view, { language });
      return verdicts.of(order).deciding.map(values => verdicts.ofMember(values, 'failed'));
    };
    expect(said('en')).to.deep.equal([
      'sum of delivered quantity 15 is less than largest ordered quantity 20',
      'sum of delivered quantity 15 is less than ordered quantity 20',
    ]);
    expect(said('zh')).to.deep.equal(['送达数量合计 15 小于 最大订购数量 20', '送达数量合计 15 小于 订购数量 20']);
  });

  it('leaves a single line what it is', () => {
    expect(memberships(together, [[line(10, 10)], [line(10, 9)], [line(10, null)]])).to.deep.equal([
      'passed',
      'failed',
      'undetermined',
    ]);
  });
});
