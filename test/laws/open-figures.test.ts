import { expect } from 'chai';
import fc from 'fast-check';
import type { EvaluationDocument } from '../../src/evaluation/document.js';
import { evaluatePeriod, standardFor } from '../../src/evaluation/evaluate.js';
import { scaleFor } from '../../src/evaluation/metric-score.js';
import { openFigures } from '../../src/evaluation/open-figures.js';
import { planFor } from '../../src/evaluation/plan.js';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import { valueRange } from '../../src/evaluation/value-range.js';
import { exact, parseShare, significant } from '../../src/facts/exact.js';
import { parsePeriod } from '../../src/facts/period.js';
import type { Client } from '../../src/facts/place.js';
import type { Metric } from '../../src/metrics/definition.js';
import { type CreditRule, credits } from '../../src/standards/improvement/credits.js';
import type { Comparator, Level, Standard } from '../../src/standards/standard.js';
import { fact, metric } from '../support/one-metric.js';
import { emptyRulebook } from '../support/sample-rulebook.js';
import { runCount, tallyRows, withoutAmendments } from '../support/tallying.js';

const client: Client = { code: 'A', name: { en: 'A', zh: 'A' }, time_zone: 'UTC', depth: 'all' };
const period = parsePeriod('2026-01', 'UTC');
if (period === undefined) throw new Error('no period');
const month = period;

const level = (text: string): Level => ({ text, value: parseShare(text) ?? exact(text) });

const delivered = { when: 'status == "delivered"' };
const counted = { of: 'shipment', dated: 'delivered_at' } as const;
const metrics: readonly Metric[] = [
  metric({ id: 'rate', kind: 'proportion', ...counted, population: delivered, passes: { when: 'documents_correct' } }),
  metric({ id: 'orders', kind: 'proportion', ...counted, per: ['order_no'], passes: { when: 'delivered_correctly' } }),
  metric({
    id: 'small',
    kind: 'ratio',
    improves: 'down',
    numerator: [{ ...counted, when: 'small_batch' }],
    denominator: [{ ...counted, when: delivered.when }],
  }),
  metric({ id: 'count', kind: 'total', unit: 'count', improves: 'down', ...counted, when: 'small_batch' }),
  metric({
    id: 'damage',
    kind: 'ratio',
    improves: 'down',
    numerator: [{ ...counted, value: 'damaged_qty' }],
    denominator: [{ ...counted, value: 'shipped_qty' }],
  }),
  metric({ id: 'weight', kind: 'mean', unit: 'points', improves: 'down', ...counted, value: 'damaged_qty' }),
  metric({ id: 'squared', kind: 'formula', formula: 'rate * rate' }),
];

type Said = Readonly<Record<string, string | number | boolean>>;

/** What each field that can be missing could turn out to be. */
const outcomes: Readonly<Record<string, readonly (string | boolean)[]>> = {
  status: ['delivered', 'cancelled'],
  delivered_at: ['2026-01-20T00:00:00Z', '2026-02-02T00:00:00Z'],
  documents_correct: [true, false],
  delivered_correctly: [true, false],
  small_batch: [true, false],
  damaged_qty: ['0', '7'],
};

const known = (name: string): fc.Arbitrary<string | boolean> => fc.constantFrom(...(outcomes[name] ?? []));
const shipments = fc.array(
  fc.record({
    order: fc.constantFrom('O1', 'O2', 'O3'),
    status: known('status'),
    documents_correct: known('documents_correct'),
    delivered_correctly: known('delivered_correctly'),
    small_batch: known('small_batch'),
    damaged_qty: known('damaged_qty'),
  }),
  { maxLength: 6 },
);
/** The fields that nobody knows of the first shipments. */
const missing = fc.array(fc.uniqueArray(fc.constantFrom(...Object.keys(outcomes)), { minLength: 1, maxLength: 3 }), {
  maxLength: 2,
});
const agreed = fc.record({
  comparator: fc.constantFrom<Comparator>('at_least', 'more_than', 'at_most', 'less_than', 'equals'),
  at: fc.constantFrom('0%', '20%', '50%', '75%', '100%', '2'),
  minimum: fc.constantFrom(undefined, '25%', '60%'),
  min_population: fc.constantFrom(1, 2, 4),
});

/** An amount for each case, limited for one metric alone. */
const cases: CreditRule = {
  id: 'cases',
  label: { en: 'Cases', zh: '逐次' },
  scope: {},
  per: 'month',
  currency: 'EUR',
  items: ['rate', 'small', 'count'].map(id => ({
    metric: id,
    steps: [],
    each: { amount: level('7'), free: 1, ...(id === 'count' ? { at_most: level('20') } : {}) },
  })),
};

const rule = (limits: readonly string[]): CreditRule => ({
  id: 'terms',
  label: { en: 'Terms', zh: '条款' },
  scope: {},
  fee: level('1000'),
  per: 'month',
  currency: 'EUR',
  at_risk: level('10%'),
  bonus_cap: level('2%'),
  items: ['rate', 'small', 'count', 'damage', 'squared'].map((id, i) => ({
    metric: id,
    pool: level('20%'),
    steps: limits.map((limit, step) => ({
      comparator: i % 2 === 0 ? ('less_than' as const) : ('more_than' as const),
      limit: level(limit),
      effect: step === 2 ? ('bonus' as const) : ('credit' as const),
      amount: level(['100%', '40%', '10%'][step] ?? '0%'),
    })),
  })),
});

/** A fact of the period that is no part of most metrics: with it, a total of nothing is 0 whatever becomes of the others. */
const nobodys: Said = {
  order_no: 'O9',
  status: 'cancelled',
  delivered_at: '2026-01-15T00:00:00Z',
  small_batch: false,
  delivered_correctly: true,
  shipped_qty: '10',
  damaged_qty: '0',
};

function evaluated(rulebook: Rulebook, facts: readonly Said[]): EvaluationDocument {
  const plan = planFor(rulebook, client);
  const asOf = month.to;
  const values = facts.map((said, i) =>
    fact('shipment', { shipment_no: `S${i}`, dispatched_at: '2026-01-10T00:00:00Z', ...said }),
  );
  const tallies = tallyRows(plan.metrics, { from: month.from, to: month.to, asOf, places: plan.places }, { shipment: values });
  const given = { client, period: month, asOf, asOfBatch: 1, rulebook, rulebookHash: '', plan };
  return evaluatePeriod({ ...withoutAmendments, ...given, tallies, talliesBefore: new Map() });
}

/** Every way to fill what is missing of some facts. */
function decided(facts: readonly Said[], gaps: readonly (readonly string[])[]): readonly (readonly Said[])[] {
  return gaps.reduce<readonly (readonly Said[])[]>(
    (ways, names, at) =>
      names.reduce(
        (filled, name) =>
          filled.flatMap(way =>
            (outcomes[name] ?? []).map(value => way.map((said, i) => (i === at ? { ...said, [name]: value } : said))),
          ),
        ways,
      ),
    [facts],
  );
}

describe('What facts that cannot be judged leave open', () => {
  const judging = (rulebook: Rulebook) => ({
    metrics: rulebook.metrics,
    credits: rulebook.credits ?? [],
    standardOf: (id: string) => standardFor(id, { rulebook, client, period: month }),
    weighed: new Set<string>(),
    scaleOf: (id: string) => scaleFor(id, { rulebook, client, period: month }),
  });

  it('holds for every way of deciding about them, whatever the standard: values, statuses and credits stay within', () => {
    fc.assert(
      fc.property(
        shipments,
        missing,
        agreed,
        fc.shuffledSubarray(['10%', '50%', '90%'], { minLength: 2 }),
        (all, gaps, said, limits) => {
          const { comparator, at, minimum, min_population } = said;
          const standards = metrics.map(
            ({ id }): Standard => ({
              metric: id,
              comparator,
              level: level(at),
              ...(minimum === undefined ? {} : { minimum: level(minimum) }),
              min_population,
              scope: {},
              params: {},
            }),
          );
          const rulebook: Rulebook = { ...emptyRulebook, metrics, standards, credits: [rule(limits), cases] };
          const whole = all.map(
            ({ order, ...one }): Said => ({ order_no: order, delivered_at: '2026-01-15T00:00:00Z', shipped_qty: '10', ...one }),
          );
          const open = gaps.slice(0, whole.length);
          const facts = whole.map(
            (one, i): Said => Object.fromEntries(Object.entries(one).filter(([name]) => open[i]?.includes(name) !== true)),
          );
          const before = evaluated(rulebook, [...facts, nobodys]);
          const shown = openFigures(before, judging(rulebook));
          for (const way of decided(facts, open)) {
            const after = evaluated(rulebook, [...way, nobodys]);
            for (const [i, result] of after.metrics.entries()) {
              const [was, definition] = [before.metrics[i], metrics[i]];
              if (was === undefined || definition === undefined) throw new Error('one result for each metric');
              // A group that was judged may take another day from a member that has none: it does not count as open.
              if (definition.id === 'orders' && open.some(names => names.includes('delivered_at'))) continue;
              const figure = shown.figures.find(one => one.metric === definition.id);
              const range = valueRange(definition, was);
              const where = `${definition.id} ${JSON.stringify(way)}`;
              if (range !== undefined && result.value !== null) {
                expect(result.value, where).to.be.at.least(significant(range.lowest));
                expect(result.value, where).to.be.at.most(significant(range.highest));
              }
              expect(figure?.statuses ?? [was.status], where).to.include(result.status);
            }
            for (const terms of [rule(limits), cases]) {
              const { net: now } = credits(terms, before.metrics);
              const { lowest, highest } = shown.credits.find(({ credit }) => credit === terms.id) ?? {
                lowest: now,
                highest: now,
              };
              expect(Number(credits(terms, after.metrics).net)).to.be.within(Number(lowest), Number(highest));
            }
          }
        },
      ),
      { numRuns: runCount(60) },
    );
  });

  it('reaches both ends: all of them passed, all of them failed', () => {
    const one = (documents_correct?: boolean): Said => ({
      status: 'delivered',
      delivered_at: '2026-01-15T00:00:00Z',
      ...(documents_correct === undefined ? {} : { documents_correct }),
    });
    const facts = [...Array.from({ length: 15 }, () => one(true)), one(false), ...Array.from({ length: 4 }, () => one())];
    const standards: readonly Standard[] = [
      { metric: 'rate', comparator: 'at_least', level: level('95%'), min_population: 1, scope: {}, params: {} },
    ];
    const rulebook: Rulebook = { ...emptyRulebook, metrics: metrics.slice(0, 1), standards };
    const { figures, others } = openFigures(evaluated(rulebook, facts), judging(rulebook));
    const rateWith = (documents_correct: boolean) =>
      evaluated(
        rulebook,
        facts.map(said => ({ documents_correct, ...said })),
      ).metrics[0]?.value;
    expect(figures).to.have.length(1);
    expect(figures[0]).to.deep.include({
      metric: 'rate',
      undetermined: 4,
      undated: 0,
      value: 0.9375,
      lowest: 0.75,
      highest: 0.95,
      status: 'missed',
      statuses: ['missed', 'met'],
    });
    expect([rateWith(false), rateWith(true)]).to.deep.equal([0.75, 0.95]);
    expect(others).to.equal(0);
  });

  it('counts what could change no status and no amount, and lists it not', () => {
    const facts: readonly Said[] = [
      { status: 'delivered', delivered_at: '2026-01-15T00:00:00Z', documents_correct: false },
      { status: 'delivered', delivered_at: '2026-01-15T00:00:00Z' },
      { status: 'delivered' },
    ];
    const standards: readonly Standard[] = [
      { metric: 'rate', comparator: 'at_least', level: level('95%'), min_population: 1, scope: {}, params: {} },
    ];
    const rulebook: Rulebook = { ...emptyRulebook, metrics: metrics.slice(0, 1), standards };
    expect(openFigures(evaluated(rulebook, facts), judging(rulebook))).to.deep.equal({ figures: [], credits: [], others: 1 });
  });

  it('says of cases that nobody can count that they could cost anything, unless that is limited', () => {
    const facts: readonly Said[] = [
      { delivered_at: '2026-01-15T00:00:00Z', damaged_qty: '2', shipped_qty: '10' },
      { delivered_at: '2026-01-16T00:00:00Z', shipped_qty: '10' },
    ];
    const terms = (more: object): CreditRule => ({
      ...cases,
      items: [{ metric: 'damage', steps: [], each: { amount: level('7'), free: 1, ...more } }],
    });
    const shown = (of: CreditRule) => {
      const rulebook: Rulebook = { ...emptyRulebook, metrics: metrics.filter(({ id }) => id === 'damage'), credits: [of] };
      return openFigures(evaluated(rulebook, facts), judging(rulebook)).credits.map(({ net, lowest, highest }) => [
        net,
        lowest,
        highest,
      ]);
    };
    expect(shown(terms({}))).to.deep.equal([['-7', null, '-7']]);
    expect(shown(terms({ at_most: level('50') }))).to.deep.equal([['-7', '-50', '-7']]);
  });

  it('says of amounts and means that nobody can say how far they move', () => {
    const facts: readonly Said[] = [
      { delivered_at: '2026-01-15T00:00:00Z', damaged_qty: '0', shipped_qty: '10' },
      { delivered_at: '2026-01-16T00:00:00Z', shipped_qty: '10' },
    ];
    const standards = ['damage', 'weight'].map(
      (id): Standard => ({ metric: id, comparator: 'at_most', level: level('1%'), min_population: 1, scope: {}, params: {} }),
    );
    const rulebook: Rulebook = {
      ...emptyRulebook,
      metrics: metrics.filter(({ id }) => id === 'damage' || id === 'weight'),
      standards,
    };
    const { figures } = openFigures(evaluated(rulebook, facts), judging(rulebook));
    expect(figures.map(({ metric: id, lowest, highest, statuses }) => ({ id, lowest, highest, statuses }))).to.deep.equal([
      { id: 'damage', lowest: null, highest: null, statuses: ['met', 'missed'] },
      { id: 'weight', lowest: null, highest: null, statuses: ['met', 'missed'] },
    ]);
  });
});
