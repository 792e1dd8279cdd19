import { expect } from 'chai';
import { exact } from '../../../src/facts/exact.js';
import { credits, type CreditRule } from '../../../src/standards/improvement/credits.js';
import { byLargest, fiveGaps } from '../../../src/standards/improvement/five-gaps.js';
import { improvement } from '../../../src/standards/improvement/improvement.js';
import { consequencesDue, runOfMisses, signals } from '../../../src/standards/improvement/signals.js';
import type { Expectation } from '../../../src/standards/standard.js';
import { index, leaf, level, month, proportion } from './judging.js';

const label = { en: 'x', zh: 'x' };

describe('service credits', () => {
  const rule: CreditRule = {
    id: 'sla',
    label,
    scope: {},
    fee: level('100000'),
    per: 'month',
    currency: 'CNY',
    at_risk: level('10%'),
    items: [
      {
        metric: 'otd',
        pool: level('50%'),
        steps: [
          { comparator: 'less_than', limit: level('95%'), effect: 'credit', amount: level('100%') },
          { comparator: 'less_than', limit: level('98%'), effect: 'credit', amount: level('40%') },
          { comparator: 'at_least', limit: level('99.5%'), effect: 'bonus', amount: level('20%') },
        ],
      },
    ],
  };

  it('are fee × at risk × pool × step: 100 000 × 10 % × 50 % × 40 % is 2 000', () => {
    const given = credits(rule, [proportion('otd', 97, 3)]);
    expect(given).to.deep.include({ malus: '2000', bonus: '0', net: '-2000', at_risk: '10000', capped: false, undecided: 0 });
    expect(given.lines[0]).to.deep.include({
      step: 'less_than 98%',
      amount: '-2000',
      failed: 3,
      because: '100000 × 10% × 50% × 40%',
    });
  });

  it('compare the exact value: 24 499/24 999 is below 98 %', () => {
    expect(credits(rule, [proportion('otd', 24_499, 500)]).net).to.equal('-2000');
    expect(credits(rule, [proportion('otd', 98, 2)]).net).to.equal('0');
  });

  it('never pay for what could not be judged', () => {
    const nothing = credits(rule, [proportion('otd', 0, 0)]);
    expect([nothing.net, nothing.undecided, nothing.lines[0]?.amount]).to.deep.equal(['0', 1, null]);
    expect(credits(rule, [proportion('otd', 1, 9, { status: 'insufficient' })]).undecided).to.equal(1);
    expect(credits(rule, []).undecided).to.equal(1);
  });

  it('stop at the cap, and a bonus needs one of its own', () => {
    const [item] = rule.items;
    const twice = {
      ...rule,
      items: [...rule.items, ...rule.items, ...(item === undefined ? [] : [{ ...item, pool: level('1') }])],
    };
    expect(credits(twice, [proportion('otd', 1, 9)])).to.deep.include({ malus: '10000', capped: true });
    expect(credits(rule, [proportion('otd', 9, 0)])).to.deep.include({ bonus: '0', net: '0', capped: true });
    expect(credits({ ...rule, bonus_cap: level('2%') }, [proportion('otd', 9, 0)])).to.deep.include({
      bonus: '1000',
      net: '1000',
    });
  });

  it('count points at what a point is worth', () => {
    const { steps } = rule.items[0] ?? { steps: [] };
    const points = {
      ...rule,
      point_value: level('250'),
      items: [{ metric: 'otd', steps: steps.map(step => ({ ...step, amount: level('3') })) }],
    };
    const given = credits(points, [proportion('otd', 97, 3)]);
    expect([given.net, given.lines[0]?.points, given.lines[0]?.because]).to.deep.equal(['-750', '3', '3 points × 250']);
  });

  describe('with an amount for each case', () => {
    const each = { metric: 'otd', steps: [], each: { amount: level('25.00'), free: 3, at_most: level('500') } };
    const alone: CreditRule = { id: 'sla', label, scope: {}, per: 'month', currency: 'EUR', items: [each] };
    const lineOf = (failed: number, more = {}) => credits(alone, [proportion('otd', 100, failed, more)]).lines[0];

    it('begin beyond what is free, and end at the most', () => {
      expect(lineOf(12)).to.deep.include({ step: 'each 25.00', amount: '-225', because: '(12 - 3) × 25.00' });
      expect(lineOf(3)).to.deep.include({ amount: '0', because: '(3 - 3) × 25.00' });
      expect(lineOf(2)).to.deep.include({ amount: '0', because: '(2 - 2) × 25.00' });
      expect(lineOf(23)).to.deep.include({ amount: '-500', because: '(23 - 3) × 25.00' });
      expect(lineOf(40)).to.deep.include({ amount: '-500', because: 'min((40 - 3) × 25.00, 500)' });
    });

    it('need no fee, and are limited by the share at risk where there is one', () => {
      const many = [proportion('otd', 100, 12)];
      expect(credits(alone, many)).to.deep.include({ fee: null, at_risk: null, net: '-225', capped: false });
      expect(credits({ ...alone, fee: level('1000'), at_risk: level('10%') }, many)).to.deep.include({
        at_risk: '100',
        net: '-100',
        capped: true,
      });
    });

    it('count cases however few were judged, what a numerator counts where less is better, and nothing of an agreed value', () => {
      expect(lineOf(5, { status: 'insufficient' })?.amount).to.equal('-50');
      expect(lineOf(5, { override: {} })?.amount).to.equal(null);
      expect(lineOf(5, { improves: 'down' })?.because).to.equal('min((100 - 3) × 25.00, 500)');
      expect(lineOf(5, { kind: 'ratio', improves: 'down', numerator: '7' })?.because).to.equal('(7 - 3) × 25.00');
      expect(lineOf(0, { kind: 'total', improves: 'down', numerator: null })?.amount).to.equal(null);
      expect(credits(alone, []).undecided).to.equal(1);
    });
  });
});

describe('the five gaps', () => {
  const said = (role: Expectation['role'], text: string): Expectation => ({
    metric: 'otd',
    role,
    level: level(text),
    basis: 'stated',
    scope: {},
  });
  const answers = (item: string, aspect: string, role: string, mean: string) => ({
    item,
    aspect,
    role,
    wave: 'Q1',
    isEarlier: false,
    n: 2,
    mean: exact(mean),
  });

  it('are signed so that negative is worse, and the largest is named', () => {
    const otd = proportion('otd', 96, 4, { standard: { at_least: '98%' } });
    const trust = proportion('trust', 0, 0, { kind: 'mean', unit: 'points', value: 7, standard: { at_least: '8' } });
    const { gaps, largest, largest_by_kind } = fiveGaps([otd, trust], {
      expectations: [said('expects', '99%'), said('goal', '98.5%'), said('promise', '95%'), said('understanding', '97.5%')],
      surveyed: [
        answers('trust', 'expectation', 'manager', '9'),
        answers('trust', 'expectation', 'client', '8.5'),
        answers('trust', 'satisfaction', 'staff', '9.5'),
      ],
    });
    expect(gaps.map(({ kind, metric, gap }) => [kind, metric, gap])).to.deep.equal([
      ['goal', 'otd', -0.005],
      // The standard asks for more than managers believe is expected.
      ['understanding', 'otd', 0.005],
      ['delivery', 'otd', -0.02],
      ['promise', 'otd', 0.01],
      ['experience', 'otd', -0.03],
      ['understanding', 'trust', -1],
      ['delivery', 'trust', -1],
      ['experience', 'trust', -1.5],
    ]);
    expect(gaps.find(({ kind, metric }) => kind === 'delivery' && metric === 'trust')?.staff).to.deep.equal({
      mean: 9.5,
      n: 2,
      wave: 'Q1',
    });
    expect([largest?.kind, largest?.metric]).to.deep.equal(['experience', 'trust']);
    expect(largest_by_kind.promise).to.equal(null);
  });

  it('of too few facts are told, but never the largest', () => {
    const checks = proportion('checks', 0, 1, { standard: { at_least: '98%' }, status: 'insufficient' });
    const otd = proportion('otd', 96, 4, { standard: { at_least: '98%' } });
    const { gaps, largest, largest_by_kind } = fiveGaps([checks, otd], { expectations: [], surveyed: [] });
    expect(gaps.map(({ metric, too_few: tooFew }) => [metric, tooFew])).to.deep.equal([
      ['checks', true],
      ['otd', undefined],
    ]);
    expect([largest?.metric, largest_by_kind.delivery?.metric]).to.deep.equal(['otd', 'otd']);
    expect(gaps.toSorted(byLargest)[0]?.metric).to.equal('otd');
    expect(fiveGaps([checks], { expectations: [], surveyed: [] }).largest).to.equal(null);
  });

  it('turn round where lower is better', () => {
    const hours = proportion('otd', 0, 0, {
      kind: 'mean',
      unit: 'hours',
      improves: 'down',
      value: 3,
      standard: { at_most: '2' },
    });
    expect(fiveGaps([hours], { expectations: [said('expects', '1')], surveyed: [] }).gaps.map(({ gap }) => gap)).to.deep.equal([
      -1, -2,
    ]);
  });
});

describe('signals', () => {
  const missed = { status: 'missed' as const };
  const periods = [
    month(1, [proportion('otd', 96, 4)]),
    month(2, [proportion('otd', 97, 3, missed)]),
    month(3, [proportion('otd', 0, 0)]),
    month(4, [proportion('otd', 96, 4, { status: 'at_risk' })]),
    month(5, [proportion('otd', 60, 40, missed)]),
  ];

  it('name the periods outside their own limits, and never an empty one', () => {
    const [found] = signals(periods);
    expect(found?.out.map(({ period, side }) => [period, side])).to.deep.equal([['2026-05', 'worse']]);
    expect(found).to.include({ misses: 3, since: '2026-02' });
  });

  it('count misses in a row, passing over what has no data', () => {
    expect(runOfMisses(periods, 'otd', 'standard')).to.deep.equal({ misses: 3, since: '2026-02' });
    expect(runOfMisses(periods, 'otd', 'minimum')).to.deep.equal({ misses: 1, since: '2026-05' });
    const rule = { metric: 'otd', label, scope: {}, below: 'standard' as const };
    const due = consequencesDue(periods, [
      { ...rule, after: 3 },
      { ...rule, after: 4 },
    ]);
    expect(due.map(({ after, misses }) => [after, misses])).to.deep.equal([[3, 3]]);
  });
});

describe('improvement', () => {
  it('takes the rule in force of the most specific scope, and nothing that is not configured', () => {
    const period = month(5, [proportion('otd', 9, 1)], [index([leaf('otd', 1, 5)])]);
    const given = { period, history: [], subject: { client: 'ACME' }, lastDay: '2026-05-31', grain: 'month', surveyed: [] };
    expect(improvement({ ...given, rules: { expectations: [] } })).to.deep.include({ credits: [], consequences: [] });
    const { quadrants } = improvement({
      ...given,
      rules: {
        expectations: [],
        quadrants: [
          { importance: 'weights', cross_hairs: 'median', scope: {} },
          { importance: 'weights', cross_hairs: 'middle', scope: { client: 'ACME' } },
          { importance: 'survey', cross_hairs: 'mean', scope: { client: 'OTHER' } },
        ],
      },
    });
    expect(quadrants.map(({ cross_hairs }) => cross_hairs)).to.deep.equal(['middle']);
  });
});
