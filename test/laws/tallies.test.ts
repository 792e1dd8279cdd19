import { expect } from 'chai';
import fc from 'fast-check';
import { planFor } from '../../src/evaluation/plan.js';
import { dateBounds } from '../../src/expressions/date-bounds.js';
import { add, decimalText, type Exact } from '../../src/facts/exact.js';
import type { Value, Values } from '../../src/facts/fact.js';
import { type FactKindName, kindOf } from '../../src/facts/kinds.js';
import { type Period, parsePeriod } from '../../src/facts/period.js';
import type { CompiledMetric, Part } from '../../src/metrics/compile.js';
import { memberships } from '../../src/metrics/membership.js';
import { type Amounts, groupsOf, instantsOf, type MetricTally, spanOf, type Tally } from '../../src/metrics/tally.js';
import { randomFacts } from '../support/random-facts.js';
import {
  type FactSets,
  inKeyOrder,
  inZone,
  packagedRules,
  plainTally,
  runCount,
  tallyRows,
  type Window,
} from '../support/tallying.js';

const zone = 'Asia/Shanghai';

function periodOf(id: string): Period {
  const period = parsePeriod(id, zone);
  if (period === undefined) throw new Error(`${id} is no period`);
  return period;
}

const { from, to } = periodOf('2026-02');
const asOf = Date.UTC(2026, 1, 20);
const window: Window = { from, to, asOf, places: inZone(zone) };

const kinds = ['shipment', 'warehouse_task', 'stock_count', 'complaint', 'contact', 'invoice', 'transport_demand'] as const;
const random = (making: { from: number; to: number }): fc.Arbitrary<FactSets> =>
  fc.record(Object.fromEntries(kinds.map(kind => [kind, randomFacts(kind, { client: 'any', asOf, most: 8, ...making })])));
const facts = random({ from, to });

let metrics: readonly CompiledMetric[] = [];
let ungrouped: readonly CompiledMetric[] = [];

before(async () => {
  const rulebook = await packagedRules();
  const plan = planFor(rulebook, { code: 'any', name: { en: 'any', zh: 'any' }, time_zone: zone, depth: 'all' });
  metrics = plan.metrics.filter(({ parts }) => parts.length > 0);
  ungrouped = metrics.filter(({ parts }) => parts.every(part => part.per.length === 0));
});

const tallyOf = (metric: CompiledMetric, given: FactSets, at: Window = window): MetricTally => {
  const tally = tallyRows([metric], at, given).get(metric.metric.id);
  if (tally === undefined) throw new Error('not tallied');
  return tally;
};
const sumOf = ({ counts }: Tally): number => memberships.reduce((sum, name) => sum + counts[name], 0);
const texts = (amounts: Amounts): unknown =>
  Object.fromEntries(
    [...amounts].map(([unit, value]) => [unit, decimalText(value)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
const added = (all: readonly Amounts[]): Amounts => {
  const sums = new Map<string, Exact>();
  for (const one of all) for (const [unit, value] of one) sums.set(unit, add(sums.get(unit) ?? 0, value));
  return sums;
};
const holds = (numRuns: number, law: (given: FactSets) => void, of = facts): void =>
  fc.assert(fc.property(of, law), { numRuns: runCount(numRuns) });

describe('Law: tallies', () => {
  it('count every fact once: six memberships add up to the facts, or groups, whose dates touch the period', () => {
    // Where the date is one of the fact's own; a computed one may lie in a period that the fact's own dates do not touch.
    const own = metrics.filter(({ parts }) =>
      parts.every(part => part.terms.every(({ dated }) => dateBounds(dated, [])?.after === 0)),
    );
    expect(own.length).to.be.greaterThan(metrics.length - 3);
    holds(20, given => {
      for (const compiled of own) {
        const touching = compiled.parts.map(part => touchingIn(part, given[part.of] ?? []));
        expect(sumOf(tallyOf(compiled, given).total), compiled.metric.id).to.equal(
          touching.reduce((sum, count) => sum + count, 0),
        );
      }
    });
  });

  it('count each fact in one slice of every dimension', () => {
    holds(20, given => {
      for (const compiled of metrics) {
        const { total, by } = tallyOf(compiled, given);
        for (const [dimension, slices] of by) {
          const all = [...slices.values()];
          for (const name of memberships) {
            expect(
              all.reduce((sum, one) => sum + one.counts[name], 0),
              `${compiled.metric.id} by ${dimension}: ${name}`,
            ).to.equal(total.counts[name]);
          }
          expect(texts(added(all.map(one => one.numerator)))).to.deep.equal(
            compiled.metric.kind === 'proportion' && all.length === 0 ? {} : texts(total.numerator),
          );
        }
      }
    });
  });

  it('add over disjoint facts', () => {
    holds(15, given => {
      for (const compiled of metrics) {
        const other = renamed(given, compiled);
        const [a, b, both] = [given, other, joined(given, other)].map(one => tallyOf(compiled, one).total);
        if (a === undefined || b === undefined || both === undefined) throw new Error('three tallies');
        for (const name of memberships)
          expect(both.counts[name], `${compiled.metric.id}: ${name}`).to.equal(a.counts[name] + b.counts[name]);
        expect(texts(both.numerator), compiled.metric.id).to.deep.equal(texts(added([a.numerator, b.numerator])));
        if (compiled.metric.kind !== 'total')
          expect(texts(both.denominator), compiled.metric.id).to.deep.equal(texts(added([a.denominator, b.denominator])));
      }
    });
  });

  it('do not depend on the order in which facts came', () => {
    holds(15, given => {
      const backwards = Object.fromEntries(kinds.map(kind => [kind, (given[kind] ?? []).toReversed()]));
      for (const compiled of metrics)
        expect(plainTally(tallyOf(compiled, backwards))).to.deep.equal(plainTally(tallyOf(compiled, given)));
    });
  });

  it('of the months of a quarter are the quarter', () => {
    const quarter = periodOf('2026-Q1');
    const months = ['2026-01', '2026-02', '2026-03'].map(periodOf);
    const at = (period: Period): Window => ({ ...window, from: period.from, to: period.to });
    expect(ungrouped.length).to.be.greaterThan(60);
    const law = (given: FactSets): void => {
      for (const compiled of ungrouped) {
        const whole = tallyOf(compiled, given, at(quarter)).total;
        const each = months.map(month => tallyOf(compiled, given, at(month)).total);
        for (const name of ['passed', 'failed', 'excluded', 'undetermined'] as const)
          expect(
            each.reduce((sum, one) => sum + one.counts[name], 0),
            `${compiled.metric.id}: ${name}`,
          ).to.equal(whole.counts[name]);
        for (const side of ['numerator', 'denominator'] as const) {
          if (side === 'denominator' && compiled.metric.kind === 'total') continue;
          expect(texts(added(each.map(one => one[side]))), `${compiled.metric.id}: ${side}`).to.deep.equal(texts(whole[side]));
        }
      }
    };
    holds(15, law, random({ from: quarter.from, to: quarter.to }));
  });
});

/** Facts, or groups, of which some own date lies between the period's first date and its last. */
function touchingIn(part: Part, facts: readonly Values[]): number {
  const kind = kindOf(part.of);
  const touches = (values: Values): boolean => {
    const span = spanOf(values, instantsOf(kind, []));
    return span !== undefined && span[0] < to && span[1] >= from;
  };
  return [...groupsOf(part, kind, inKeyOrder(part.of, facts))].filter(members => members.some(touches)).length;
}

/** The same facts under other keys and in other groups. */
function renamed(given: FactSets, { parts }: CompiledMetric): FactSets {
  const rename = (kind: FactKindName, values: Values): Values => {
    const names = [...kindOf(kind).key.slice(1), ...parts.flatMap(part => (part.of === kind ? part.per : []))];
    const other = (value: Value | undefined): Value => (typeof value === 'string' ? `other ${value}` : (value ?? null));
    return { ...values, ...Object.fromEntries(names.map(name => [name, other(values[name])])) };
  };
  return Object.fromEntries(kinds.map(kind => [kind, (given[kind] ?? []).map(values => rename(kind, values))]));
}

const joined = (a: FactSets, b: FactSets): FactSets =>
  Object.fromEntries(kinds.map(kind => [kind, [...(a[kind] ?? []), ...(b[kind] ?? [])]]));
