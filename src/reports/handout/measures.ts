import type {
  EvaluationDocument,
  IndexResult,
  MeasureResult as DocumentedPart,
  MetricResult,
} from '../../evaluation/document.js';
import type { Label } from '../../facts/label.js';
import type { Contract } from '../../standards/contract.js';
import { type Part, partId } from '../../standards/part.js';
import { partResult } from '../agreed-parts.js';
import { appliedLevel } from '../applied.js';
import { leavesOf, type ScorecardInput } from '../input.js';
import { contractOf } from './agreed.js';

/** A measure with the result that it is judged by: the metric's own, or that of the part of the work that the contract names. */
export interface MeasureResult {
  /** The metric, with the part of the work where it is about one: as leaves of indexes are named. */
  readonly id: string;
  readonly result: MetricResult;
  /** The part of the work that it is about: places by their dimensions. */
  readonly scope: readonly (readonly [dimension: string, key: string])[];
  /** Its value in another period, and what was agreed then; undefined where that has none. */
  readonly figureIn: (
    document: Pick<EvaluationDocument, 'metrics' | 'measures'>,
  ) => Pick<MetricResult, 'value' | 'standard'> | undefined;
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
    return { basis: 'contract', groups: agreedGroups(contract, input.evaluation.document), withoutData: [] };
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

function agreedGroups({ measures }: Contract, document: EvaluationDocument): readonly MeasureResults[] {
  return measures.map(({ group, metrics: agreed }) => ({
    title: group,
    measures: agreed.flatMap(({ metric, scope }) => {
      const whole = document.metrics.find(one => one.metric === metric);
      if (whole === undefined) return [];
      if (Object.keys(scope).length === 0) return [asMeasure(whole)];
      const part = partIn(document, metric, scope);
      return part === undefined ? [] : [partMeasure(partResult(whole, part), scope)];
    }),
  }));
}

const partIn = (
  { measures = [] }: Pick<EvaluationDocument, 'measures'>,
  metric: string,
  scope: Part,
): DocumentedPart | undefined => measures.find(one => partId(one.metric, one.scope) === partId(metric, scope));

/** A part of the work; in periods for which nothing was agreed of it, its figure without a level. */
function partMeasure(result: MetricResult, part: Part): MeasureResult {
  const scope = Object.entries(part).map(([dimension, key]) => [dimension, String(key)] as const);
  const [[dimension, key] = ['', '']] = scope;
  return {
    id: partId(result.metric, part),
    result,
    scope,
    figureIn: document => {
      const agreed = partIn(document, result.metric, part);
      if (agreed !== undefined) return agreed;
      const whole = document.metrics.find(({ metric }) => metric === result.metric);
      const slice = whole?.by[dimension]?.find(one => one.key === key);
      return slice === undefined ? undefined : { value: slice.value, standard: null };
    },
  };
}

const asMeasure = (result: MetricResult): MeasureResult => ({
  id: result.metric,
  result,
  scope: [],
  figureIn: ({ metrics }) => metrics.find(({ metric }) => metric === result.metric),
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
