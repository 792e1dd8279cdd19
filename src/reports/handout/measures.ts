import type { Figure, IndexResult, MetricResult, SliceResult } from '../../evaluation/document.js';
import { standardApplied, verdictOf } from '../../evaluation/status.js';
import { divide, type Exact, exact, significant } from '../../facts/exact.js';
import type { Label } from '../../facts/label.js';
import { gap, hasLevel } from '../../standards/comparison.js';
import type { Contract, Measure } from '../../standards/contract.js';
import { exactOf } from '../../standards/improvement/documented.js';
import { appliedLevel } from '../applied.js';
import { leavesOf, type ScorecardInput } from '../input.js';
import { contractOf } from './agreed.js';

/** A measure with the result that it is judged by: the metric's own, or that of the part of the work that the contract names. */
export interface MeasureResult {
  readonly result: MetricResult;
  /** The part of the work that it is about: places by their dimensions. */
  readonly scope: readonly (readonly [dimension: string, key: string])[];
  /** Its result in another period; undefined where that has none. */
  readonly resultIn: (metrics: readonly MetricResult[]) => MetricResult | undefined;
}

/** Measures under one heading; without one where nothing groups them. */
export interface MeasureResults {
  readonly title: Label | null;
  readonly measures: readonly MeasureResult[];
}

/** What the measures of a hand-out are taken from. */
export type MeasureBasis = 'contract' | 'standards' | 'figures';

/** The measures to show, by group. */
export interface GroupedMeasures {
  readonly basis: MeasureBasis;
  readonly groups: readonly MeasureResults[];
  /** Metrics with a standard that had no data, where nobody agreed to see each of them. */
  readonly withoutData: readonly MetricResult[];
}

/** The measures of a contract in its order; else the metrics that have a standard, else those with data, by the dimensions of an index. */
export function measuresOf(input: ScorecardInput): GroupedMeasures {
  const contract = contractOf(input);
  const { metrics, indexes } = input.evaluation.document;
  if (contract !== undefined)
    return { basis: 'contract', groups: agreedGroups(contract, metrics, input.client.code), withoutData: [] };
  const fixed = metrics.filter(({ stage }) => stage === 'fixed');
  const withStandard = fixed.filter(({ standard }) => appliedLevel(standard) !== undefined);
  const basis = withStandard.length > 0 ? 'standards' : 'figures';
  const chosen = basis === 'standards' ? withStandard : fixed;
  return {
    basis,
    groups: byDimension(
      chosen.filter(({ value }) => value !== null),
      indexes,
    ),
    withoutData: withStandard.filter(({ value }) => value === null),
  };
}

function agreedGroups({ measures, id }: Contract, metrics: readonly MetricResult[], client: string): readonly MeasureResults[] {
  return measures.map(({ group, metrics: agreed }) => ({
    title: group,
    measures: agreed.flatMap(measure => {
      const scope = Object.entries(measure.scope).map(([dimension, key]) => [dimension, String(key)] as const);
      const resultIn = (all: readonly MetricResult[]): MetricResult | undefined => {
        const whole = all.find(({ metric }) => metric === measure.metric);
        return whole === undefined || scope.length === 0 ? whole : partOf(whole, measure, { scope, contract: id, client });
      };
      const result = resultIn(metrics);
      return result === undefined ? [] : [{ result, scope, resultIn }];
    }),
  }));
}

interface AgreedPart {
  readonly scope: MeasureResult['scope'];
  readonly contract: string;
  readonly client: string;
}

const nothing = { passed: 0, failed: 0, excluded: 0, undetermined: 0, undated: 0, outside: 0 } as const;

/** The result of a part of the work, judged by the level that was agreed for that part. */
function partOf(whole: MetricResult, measure: Measure, { scope, contract, client }: AgreedPart): MetricResult {
  const [dimension, key] = scope[0] ?? ['', ''];
  const isKnown = scope.length === 1 && whole.by[dimension] !== undefined;
  const slice = isKnown ? whole.by[dimension]?.find(one => one.key === key) : undefined;
  const figure = { numerator: slice?.numerator ?? null, denominator: slice?.denominator ?? null, value: slice?.value ?? null };
  const standard = { ...measure, scope: { client, ...measure.scope }, params: {}, contract };
  const level = hasLevel(standard) ? standard : undefined;
  const value = exactOfPart(whole, figure);
  const { status, significant: isSignificant } = verdictOf(
    {
      metric: whole,
      value,
      judged: judgedOf(whole, slice),
      undetermined: slice?.counts.undetermined ?? 0,
      interval: null,
      standard: level,
    },
    '2',
  );
  const { percentiles: _percentiles, override: _override, calculated: _calculated, ...rest } = whole;
  return {
    ...rest,
    ...figure,
    raw: figure,
    counts: slice?.counts ?? nothing,
    interval: null,
    score: null,
    standard: level === undefined ? null : standardApplied(level),
    status,
    significant: isSignificant,
    gap: level === undefined || value === null ? null : significant(gap(value, level)),
    shortfall: null,
    by: {},
    ...(isKnown ? {} : { note: 'not_broken_down' }),
  };
}

/** The exact value of a rate, which its document rounds; the documented value of anything else. */
function exactOfPart({ unit }: MetricResult, { numerator, denominator, value }: Figure): Exact | null {
  if (value === null) return null;
  return unit === '%' && numerator !== null && denominator !== null && Number(denominator) !== 0
    ? divide(exact(numerator), exact(denominator))
    : exactOf(value);
}

const judgedOf = ({ kind }: MetricResult, slice: SliceResult | undefined): number =>
  slice === undefined ? 0 : kind === 'proportion' ? slice.counts.passed + slice.counts.failed : slice.counts.passed;

const asMeasure = (result: MetricResult): MeasureResult => ({
  result,
  scope: [],
  resultIn: metrics => metrics.find(({ metric }) => metric === result.metric),
});

/** By the first level of the index that holds most of them; what it does not hold comes last. */
function byDimension(metrics: readonly MetricResult[], indexes: readonly IndexResult[]): readonly MeasureResults[] {
  const held = ({ nodes }: IndexResult): number => {
    const ids = new Set(leavesOf(nodes).map(({ node }) => node.id));
    return metrics.filter(({ metric }) => ids.has(metric)).length;
  };
  const [index] = indexes.filter(one => held(one) > 0).toSorted((a, b) => held(b) - held(a));
  if (index === undefined) return metrics.length === 0 ? [] : [{ title: null, measures: metrics.map(asMeasure) }];
  const left = new Set(metrics);
  const groups = index.nodes.map(node => {
    const ids = leavesOf([node]).map(leaf => leaf.node.id);
    const found = ids.flatMap(id => [...left].find(({ metric }) => metric === id) ?? []);
    for (const one of found) left.delete(one);
    return { title: node.label, measures: found.map(asMeasure) };
  });
  const others = { title: { en: 'Other measures', zh: '其他指标' }, measures: [...left].map(asMeasure) };
  return [...groups, others].filter(({ measures }) => measures.length > 0);
}
