import fc from 'fast-check';
import type { Amendments, ApprovedExclusion, ApprovedOverride } from '../../src/evaluation/amendments.js';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import { exact, parseShare } from '../../src/facts/exact.js';
import type { Metric } from '../../src/metrics/definition.js';
import type { ExcludedPlace } from '../../src/metrics/exclusion.js';
import { formulaMetrics } from '../../src/metrics/formula.js';
import { comparators, type Level, type Scope, type Standard } from '../../src/standards/standard.js';
import type { Band, Scale } from '../../src/weights/scale.js';
import type { Index, Node } from '../../src/weights/tree.js';

const level = (text: string): Level => ({ text, value: parseShare(text) ?? 0 });
const levels = fc
  .constantFrom('0', '1', '2', '98%', '95%', '99.5%', '0.1%', '1/3', '2/3', '4', '7.5', '24', '1000', '-1')
  .map(level);
const scopes = fc.constantFrom<Scope>(
  {},
  { segment: 'retail' },
  { site: 'NYC' },
  { carrier: 'C1' },
  { lane: 'SHA-NYC' },
  { site: 'SHA', carrier: 'c1' },
);
const firstDays = fc.constantFrom('2000-01-01', '2026-02-01', '2026-03-10', '2026-03-31', '2026-04-01');
const maybe = <T>(key: string, of: fc.Arbitrary<T>): fc.Arbitrary<Readonly<Record<string, T>>> =>
  fc.option(of, { nil: undefined }).map((value): Record<string, T> => (value === undefined ? {} : { [key]: value }));

/** One rule a metric and scope begins on a day. */
const oncePerScope = <T extends { readonly metric: string; readonly scope: Scope; readonly from?: string }>(
  rule: fc.Arbitrary<T>,
  most: number,
): fc.Arbitrary<T[]> =>
  fc.uniqueArray(rule, { selector: ({ metric, scope, from }) => JSON.stringify([metric, scope, from]), maxLength: most });

function standard(metrics: readonly Metric[]): fc.Arbitrary<Standard> {
  const common = { from: firstDays, scope: scopes, min_population: fc.constantFrom(1, 1, 3, 30) };
  return fc.constantFrom(...metrics).chain(({ id, params }): fc.Arbitrary<Standard> => {
    const graces = 'grace' in params ? fc.constantFrom({}, { grace: 'hours(8)' }, { grace: 'days(1)' }) : fc.constant({});
    const whole = fc.record({
      ...common,
      metric: fc.constant(id),
      params: graces,
      comparator: fc.constantFrom(...comparators),
      level: levels,
    });
    return fc
      .tuple(whole, maybe('minimum', levels), maybe('stretch', levels))
      .map(([one, minimum, stretch]): Standard => ({ ...one, ...minimum, ...stretch }));
  });
}

function scale(metrics: readonly Metric[]): fc.Arbitrary<Scale> {
  const shared = fc.record({ from: firstDays, scope: scopes });
  const limits = fc.uniqueArray(fc.integer({ min: -2, max: 120 }), { minLength: 1, maxLength: 5 });
  const line = fc.tuple(fc.integer({ min: -3, max: 50 }), fc.integer({ min: 51, max: 200 }), fc.boolean());
  return fc
    .tuple(fc.constantFrom(...metrics), shared, fc.oneof(limits, line))
    .map(([{ id, improves }, { from, scope }, drawn]): Scale => {
      const of = { metric: id, from, scope };
      const [low, high, turned] = drawn;
      if (typeof turned === 'boolean') {
        const ends = [level(`${Number(low)}%`), level(`${Number(high)}%`)] as const;
        return { ...of, line: { floor: ends[turned ? 1 : 0], target: ends[turned ? 0 : 1], scores: [1, 10] } };
      }
      const sorted = drawn.map(Number).sort((a, b) => (improves === 'up' ? b - a : a - b));
      const comparator = improves === 'up' ? ('at_least' as const) : ('less_than' as const);
      const bands = sorted.map((limit, i): Band => ({ comparator, limit: level(`${limit}%`), score: 10 - i }));
      return { ...of, bands: [...bands, { score: exact('1.5') }] };
    });
}

/** Weights that add up to exactly one. */
const weighted = <T>(items: readonly T[], drawn: readonly number[]): readonly (readonly [T, Level])[] => {
  const all = items.map((_, i) => drawn[i % drawn.length] ?? 1);
  const sum = all.reduce((a, b) => a + b, 0);
  return items.map((item, i) => [item, level(`${all[i]}/${sum}`)] as const);
};

function index(metrics: readonly Metric[]): fc.Arbitrary<Index> {
  const drawn = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 5 });
  return fc
    .record({
      leaves: fc.shuffledSubarray(
        metrics.map(({ id }) => id),
        { minLength: 2, maxLength: Math.min(8, metrics.length) },
      ),
      drawn,
      on_missing: fc.constantFrom('renormalise' as const, 'propagate' as const),
      min_coverage: fc.constantFrom('0', '1/2', '80%').map(level),
      isDeep: fc.boolean(),
    })
    .map(({ leaves, drawn: weights, on_missing, min_coverage, isDeep }): Index => {
      const leaf = ([metric, weight]: readonly [string, Level]): Node => ({ metric, weight });
      const half = Math.ceil(leaves.length / 2);
      const sides = isDeep ? [leaves.slice(0, half), leaves.slice(half)].filter(side => side.length > 0) : [];
      const branches = weighted(sides, weights).map(
        ([side, weight], i): Node => ({ id: `branch_${i}`, weight, children: weighted(side, weights).map(leaf) }),
      );
      const tree = isDeep ? branches : weighted(leaves, weights).map(leaf);
      return { id: 'drawn', label: { en: 'drawn', zh: '随机' }, on_missing, min_coverage, tree, amplify: [] };
    });
}

/** Random rules over a catalogue: some of its metrics and what their formulas need, standards, scales and weights of every form. */
export function randomRules(packaged: Rulebook, most: number): fc.Arbitrary<Rulebook> {
  const byId = new Map(packaged.metrics.map(metric => [metric.id, metric]));
  const withNeeded = (metric: Metric, found: Set<Metric>): Set<Metric> => {
    if (found.has(metric)) return found;
    found.add(metric);
    if (metric.kind !== 'formula') return found;
    const { current, previous } = formulaMetrics(metric.formula);
    for (const id of [...current, ...previous]) withNeeded(byId.get(id) ?? metric, found);
    return found;
  };
  return fc.shuffledSubarray([...packaged.metrics], { minLength: 3, maxLength: most }).chain(picked => {
    const needed = picked.reduce((found, metric) => withNeeded(metric, found), new Set<Metric>());
    const metrics = packaged.metrics.filter(metric => needed.has(metric));
    return fc
      .tuple(oncePerScope(standard(metrics), 8), oncePerScope(scale(metrics), 8), index(metrics))
      .map(([standards, scales, drawn]): Rulebook => ({ ...packaged, metrics, standards, scales, indexes: [drawn] }));
  });
}

const approved = {
  requested_by: 'a',
  requested_at: 1,
  approved_by: 'b',
  approved_at: 2,
  evidence: 'mail',
} as const;

/** Random exclusions of named facts, places and times, and overrides. */
export function randomAmendments(
  { metrics }: Rulebook,
  { from, to, period }: { readonly from: number; readonly to: number; readonly period: string },
): fc.Arbitrary<Amendments> {
  const some = fc.subarray(
    metrics.map(({ id }) => id),
    { maxLength: 3 },
  );
  const where = fc.constantFrom<ExcludedPlace>({}, { site: 'SHA' }, { carrier: 'C1' }, { lane: 'SHA-NYC', carrier: 'c1' });
  const number = fc.constantFrom('S1', 'S2');
  const named = fc.oneof(
    number.map(one => ({ fact: 'shipment' as const, field: 'shipment_no', number: one })),
    number.map(one => ({ fact: 'shipment' as const, field: 'shipment_no', number: one, line: '1' })),
  );
  const window = fc.constantFrom({}, { from: from + 86_400_000 }, { from, to: Math.floor((from + to) / 2) });
  const reason = { code: 'weather', label: { en: 'weather', zh: '天气' }, party: 'nobody' };
  const exclusion = fc
    .tuple(some, where, fc.array(named, { maxLength: 2 }), window)
    .map(([ids, place, facts, when]) => ({ metrics: ids, where: place, facts, ...when, reason, ...approved }));
  const override = fc
    .tuple(fc.constantFrom(...metrics.map(({ id }) => id)), fc.constantFrom('0.5', '1', '12.25'))
    .map(([metric, value]) => ({ metric, value, period, reason: 'agreed', ...approved }));
  return fc.tuple(fc.array(exclusion, { maxLength: 2 }), fc.array(override, { maxLength: 1 })).map(([exclusions, overrides]) => ({
    exclusions: exclusions.map((one, i): ApprovedExclusion => ({ ...one, number: i + 1 })),
    overrides: overrides.map((one, i): ApprovedOverride => ({ ...one, number: i + 100 })),
  }));
}
