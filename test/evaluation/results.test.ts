import { expect } from 'chai';
import type { MetricResult } from '../../src/evaluation/document.js';
import { evaluatePeriod } from '../../src/evaluation/evaluate.js';
import { planFor } from '../../src/evaluation/plan.js';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import { exact, parseShare } from '../../src/facts/exact.js';
import type { Values } from '../../src/facts/fact.js';
import { parsePeriod, previousPeriod } from '../../src/facts/period.js';
import type { Client } from '../../src/facts/place.js';
import type { Metric } from '../../src/metrics/definition.js';
import type { Comparator, Level, Standard } from '../../src/standards/standard.js';
import { fact, metric } from '../support/one-metric.js';
import { tallyRows, withoutAmendments } from '../support/tallying.js';
import { emptyRulebook } from '../support/sample-rulebook.js';

const client: Client = { code: 'A', name: { en: 'A', zh: 'A' }, segment: 'retail', time_zone: 'UTC', depth: 'all' };
const period = parsePeriod('2026-01', 'UTC');
if (period === undefined) throw new Error('no period');
const month = period;

const level = (text: string): Level => ({ text, value: parseShare(text) ?? exact(text) });
const standard = (comparator: Comparator, at: string, more: Partial<Standard> = {}): Standard => ({
  metric: 'one',
  comparator,
  level: level(at),
  min_population: 1,
  scope: {},
  params: {},
  ...more,
});
const rate: Metric = metric({ kind: 'proportion', of: 'shipment', dated: 'delivered_at', passes: { when: 'documents_correct' } });
const scale = {
  metric: 'one',
  scope: {},
  line: { floor: level('0%'), target: level('100%'), scores: [exact(0), exact(10)] as const },
};

/** The results of metrics over facts under standards. */
function results(metrics: readonly Metric[], facts: readonly Values[], more: Partial<Rulebook> = {}): readonly MetricResult[] {
  const rulebook = { ...emptyRulebook, scales: [scale], metrics, ...more };
  const plan = planFor(rulebook, client);
  const asOf = month.to;
  const tallied = ({ from, to }: { readonly from: number; readonly to: number }): ReturnType<typeof tallyRows> =>
    tallyRows(plan.metrics, { from, to, asOf, places: plan.places }, { shipment: facts });
  const given = { client, period: month, asOf, asOfBatch: 1, rulebook, rulebookHash: '', plan };
  return evaluatePeriod({
    ...withoutAmendments,
    ...given,
    tallies: tallied(month),
    talliesBefore: tallied(previousPeriod(month, 'UTC')),
  }).metrics;
}

function result(
  of: Metric,
  facts: readonly Values[],
  standards: readonly Standard[] = [],
  more: Partial<Rulebook> = {},
): MetricResult {
  const [one] = results([of], facts, { standards, ...more });
  if (one === undefined) throw new Error('one metric is evaluated');
  return one;
}

const deliveries = (passed: number, failed: number, unknown = 0, at = '2026-01-10T00:00:00Z'): readonly Values[] =>
  Array.from({ length: passed + failed + unknown }, (_, i) =>
    fact('shipment', {
      shipment_no: String(i),
      delivered_at: at,
      ...(i < passed + failed ? { documents_correct: i < passed } : {}),
    }),
  );

describe('The status of a metric', () => {
  const strict = standard('at_least', '98%', { minimum: level('95%'), min_population: 30 });
  const table: readonly (readonly [facts: readonly Values[], standards: readonly Standard[], status: string])[] = [
    [[], [], 'no_data'],
    [[], [strict], 'no_data'],
    [deliveries(0, 0, 5), [strict], 'no_data'],
    [deliveries(40, 0, 0, '2026-02-01T00:00:00Z'), [strict], 'no_data'],
    [deliveries(1, 0), [], 'no_standard'],
    [deliveries(29, 0), [strict], 'insufficient'],
    [deliveries(29, 0, 100), [strict], 'insufficient'],
    [deliveries(30, 0), [strict], 'met'],
    [deliveries(98, 2), [strict], 'met'],
    [deliveries(97, 3), [strict], 'at_risk'],
    [deliveries(95, 5), [strict], 'at_risk'],
    [deliveries(94, 6), [strict], 'missed'],
    [deliveries(97, 3), [standard('at_least', '98%')], 'missed'],
    [deliveries(1, 0), [standard('at_least', '98%', { scope: { client: 'B' } })], 'no_standard'],
    [deliveries(1, 0), [standard('at_least', '98%', { scope: { site: 'S1' } })], 'no_standard'],
    [deliveries(1, 0), [standard('at_least', '98%', { from: '2026-02-01' })], 'no_standard'],
    [deliveries(1, 0), [standard('at_least', '98%', { from: '2026-01-31' })], 'met'],
    [deliveries(1, 0), [standard('at_least', '98%', { until: '2026-01-30' })], 'no_standard'],
    [deliveries(97, 3), [standard('at_least', '98%'), standard('at_least', '97%', { scope: { segment: 'retail' } })], 'met'],
  ];
  table.forEach(([facts, standards, status], i) => {
    it(`is the first that holds: ${status} (${i + 1})`, () => expect(result(rate, facts, standards).status).to.equal(status));
  });

  it('of no data is no figure at all: never 0 %, never 100 %', () => {
    const none = result(rate, deliveries(0, 0, 5), [strict]);
    expect(none).to.include({ value: null, score: null, gap: null, shortfall: null, significant: null, interval: null });
    expect(none.counts.undetermined).to.equal(5);
  });

  it('of an insufficient population keeps its figure and its gap, but has no score', () => {
    const few = result(rate, deliveries(27, 2), [strict]);
    expect(few).to.include({ status: 'insufficient', numerator: '27', denominator: '29', score: null, shortfall: 2 });
    expect(few.gap).to.be.closeTo(27 / 29 - 0.98, 1e-12);
  });

  describe('of a total', () => {
    const refused: Metric = metric({
      kind: 'total',
      of: 'shipment',
      dated: 'delivered_at',
      when: 'documents_correct == false',
      unit: 'count',
      improves: 'down',
    });
    const none = standard('at_most', '3');
    const ten = {
      metric: 'one',
      scope: {},
      bands: [{ comparator: 'at_most' as const, limit: level('0'), score: 10 }, { score: 2 }],
    };
    const index = {
      id: 'all',
      label: { en: 'all', zh: 'all' },
      on_missing: 'renormalise' as const,
      min_coverage: level('100%'),
      tree: [{ metric: 'one', weight: level('1') }],
      amplify: [],
    };
    const of = (facts: readonly Values[], at: Standard): MetricResult =>
      result(refused, facts, [at], { scales: [ten], indexes: [index] });

    it('is met and scored in the best month: 0 where facts of its kind show that there was none', () => {
      expect(of(deliveries(40, 0), none)).to.include({ numerator: '0', value: 0, status: 'met', score: 10 });
      expect(of(deliveries(40, 1), none)).to.include({ value: 1, status: 'met', score: 2 });
      expect(of(deliveries(40, 4), none)).to.include({ value: 4, status: 'missed', score: 2 });
    });

    it('is no data where no fact of its kind falls in the period', () => {
      expect(of([], none)).to.include({ value: null, status: 'no_data', score: null });
      expect(of(deliveries(40, 0, 0, '2026-02-01T00:00:00Z'), none)).to.include({ value: null, status: 'no_data', score: null });
    });

    it('is too few where a population was asked for', () => {
      expect(of(deliveries(40, 0), standard('at_most', '3', { min_population: 2 }))).to.include({
        value: 0,
        status: 'insufficient',
        score: null,
      });
      expect(of(deliveries(40, 2), standard('at_most', '3', { min_population: 2 }))).to.include({
        value: 2,
        status: 'met',
        score: 2,
      });
    });

    it('is too few where nothing was counted and nobody knows whether something should have been', () => {
      expect(of(deliveries(40, 0, 2), none)).to.include({ value: 0, status: 'insufficient', score: null });
      expect(of(deliveries(40, 1, 2), none)).to.include({ value: 1, status: 'met' });
      expect(of(deliveries(40, 0, 2), standard('at_most', '3', { min_population: 0 }))).to.include({ status: 'met', score: 10 });
    });
  });

  it('of a metric on trial is compared, but not scored', () => {
    expect(result({ ...rate, stage: 'trial' }, deliveries(98, 2), [strict])).to.include({ status: 'met', score: null });
    expect(result(rate, deliveries(98, 2), [strict])).to.include({ status: 'met', score: 9.8 });
  });
});

describe('A result', () => {
  it('is rounded once and shown beside what it is made of', () => {
    const third = result(rate, deliveries(1, 2), [standard('equals', '100%')]);
    expect(third).to.deep.include({
      numerator: '1',
      denominator: '3',
      value: 0.333333333333,
      score: 3.33333333333,
      gap: -0.666666666667,
      shortfall: 2,
      status: 'missed',
    });
    expect(third.standard).to.deep.equal({ equals: '100%', scope: {} });
  });

  it('of 24 999 in 25 000 misses 100 %, by one', () => {
    const almost = result(rate, deliveries(24_999, 1), [standard('equals', '100%')]);
    expect(almost).to.include({ value: 0.99996, status: 'missed', gap: -0.00004, shortfall: 1 });
  }).timeout(20_000);

  it('is significant only where the whole interval misses the standard', () => {
    const at = standard('at_least', '98%');
    expect(
      [
        result(rate, deliveries(190, 10), [at]),
        result(rate, deliveries(19, 1), [at]),
        result(rate, deliveries(200, 0), [at]),
      ].map(one => one.significant),
    ).to.deep.equal([true, false, false]);
    expect(result(rate, deliveries(190, 10), [at]).interval).to.deep.equal([0.910421851861, 0.972617354399]);
    expect(result(rate, deliveries(190, 10)).significant).to.equal(null);
  });

  it('is significant on either side of a level that must be equalled', () => {
    const half = standard('equals', '50%');
    const down: Metric = { ...rate, improves: 'down' };
    for (const of of [rate, down]) {
      const all = [
        result(of, deliveries(80, 20), [half]),
        result(of, deliveries(20, 80), [half]),
        result(of, deliveries(55, 45), [half]),
      ];
      expect(all.map(({ significant }) => significant)).to.deep.equal([true, true, false]);
    }
    expect(result(rate, deliveries(50, 50), [half])).to.include({ status: 'met', significant: false });
  });

  it('where less is better is signed and counted the other way', () => {
    const down: Metric = { ...rate, improves: 'down' };
    const one = result(down, deliveries(8, 92), [standard('less_than', '5%', { minimum: level('10%') })]);
    expect(one).to.include({ status: 'at_risk', gap: -0.03, shortfall: 4 });
  });

  it('in two currencies is refused with both named', () => {
    const total: Metric = metric({
      kind: 'total',
      of: 'shipment',
      dated: 'delivered_at',
      value: 'freight_cost',
      unit: 'currency',
    });
    const cost = (no: string, currency: string): Values =>
      fact('shipment', { shipment_no: no, delivered_at: '2026-01-10T00:00:00Z', freight_cost: 5, currency });
    expect(result(total, [cost('1', 'USD'), cost('2', 'CNY')], [standard('at_most', '10')])).to.include({
      value: null,
      status: 'no_data',
      note: 'mixed: CNY, USD',
    });
    expect(result(total, [cost('1', 'USD'), cost('2', 'USD')], [standard('at_most', '10')])).to.include({
      value: 10,
      status: 'met',
      numerator: '10',
    });
  });

  it('has percentiles of one currency only', () => {
    const cost = (no: string, currency: string): Values =>
      fact('shipment', { shipment_no: no, delivered_at: '2026-01-10T00:00:00Z', freight_cost: 5, currency });
    const mean: Metric = metric({
      kind: 'mean',
      of: 'shipment',
      dated: 'delivered_at',
      value: 'freight_cost',
      unit: 'currency',
      percentiles: [50],
    });
    expect(result(mean, [cost('1', 'USD'), cost('2', 'USD')], [])?.percentiles).to.deep.equal({ 50: 5 });
    expect(result(mean, [cost('1', 'USD'), cost('2', 'CNY')], [])).not.to.have.property('percentiles');
  });

  it('of a formula goes on from exact values, and from the period before', () => {
    const change: Metric = metric({ id: 'change', kind: 'formula', formula: 'one - previous(one)' });
    const twice: Metric = metric({ id: 'twice', kind: 'formula', formula: 'one * 3' });
    const both = [
      ...deliveries(1, 2),
      ...deliveries(1, 1, 0, '2025-12-31T23:59:59Z').map((values, i) => ({ ...values, shipment_no: `before ${i}` })),
    ];
    const [, changed, tripled] = results([rate, change, twice], both);
    expect(changed).to.include({ numerator: '-1', denominator: '6', value: -0.166666666667 });
    // 3 × 0.333333333333 would be 0.999999999999.
    expect(tripled).to.include({ value: 1 });
    const [, first] = results([rate, change], deliveries(1, 2));
    expect(first).to.include({ value: null, status: 'no_data' });
  });
});
