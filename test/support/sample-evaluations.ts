import type {
  Counts,
  Evaluation,
  IndexResult,
  MetricResult,
  NodeResult,
  SliceResult,
  StandardApplied,
  Status,
} from '../../src/evaluation/document.js';
import {
  compare,
  divide,
  exact,
  type Exact,
  multiply,
  parseShare,
  significant,
  subtract,
  toDouble,
} from '../../src/facts/exact.js';
import type { Label } from '../../src/facts/label.js';
import { parsePeriod } from '../../src/facts/period.js';
import { isoInstant } from '../../src/facts/time.js';
import { type Comparator, comparators } from '../../src/standards/standard.js';
import { sampleMetrics } from './sample-metrics.js';

/** A metric of the sample: its definition, standard, scale and place in the indexes. */
export interface SampleMetric {
  readonly id: string;
  readonly label: Label;
  readonly unit: string;
  readonly improves: 'up' | 'down';
  readonly kind: MetricResult['kind'];
  readonly standard?: Partial<Record<Comparator, string>> & { readonly minimum?: string; readonly min_population?: number };
  /** Limits of the scores 10, 8, 6 and 3; below the last it is 1. */
  readonly bands?: readonly string[];
  readonly line?: readonly [floor: string, target: string];
  readonly branch?: string;
  readonly kpi?: string;
  readonly stage?: 'trial';
  readonly formula?: string;
}

/** What one period holds of a metric: failed and judged, or a numerator and a denominator. */
export type SampleFigure = readonly [numerator: string, denominator: string, counts?: Partial<Counts>];

const none: Counts = { passed: 0, failed: 0, excluded: 0, undetermined: 0, undated: 0, outside: 0 };
const millis: Readonly<Record<string, number>> = { hours: 3_600_000, minutes: 60_000 };

function quotient(unit: string, numerator: string, denominator: string): Exact | undefined {
  const below = exact(denominator);
  return compare(below, 0) === 0 ? undefined : divide(divide(exact(numerator), below), millis[unit] ?? 1);
}

const share = (text: string): Exact => parseShare(text) ?? 0;

function holds(comparator: Comparator, order: number): boolean {
  if (comparator === 'equals') return order === 0;
  if (comparator === 'at_least') return order >= 0;
  if (comparator === 'more_than') return order > 0;
  return comparator === 'at_most' ? order <= 0 : order < 0;
}

function comparison(metric: SampleMetric, value: Exact): Pick<MetricResult, 'status' | 'gap'> {
  const comparator = comparators.find(each => metric.standard?.[each] !== undefined);
  if (comparator === undefined) return { status: 'no_standard', gap: null };
  const level = share(metric.standard?.[comparator] ?? '0');
  const distance = metric.improves === 'up' ? subtract(value, level) : subtract(level, value);
  const met = holds(comparator, compare(value, level));
  const minimum = metric.standard?.minimum;
  const reaches =
    minimum !== undefined &&
    (metric.improves === 'up' ? compare(value, share(minimum)) >= 0 : compare(value, share(minimum)) <= 0);
  const status: Status = met ? 'met' : reaches ? 'at_risk' : 'missed';
  return { status, gap: significant(distance) };
}

function scoreOf(metric: SampleMetric, value: Exact): number | null {
  if (metric.stage === 'trial') return null;
  if (metric.line) {
    const [floor, target] = metric.line.map(share) as [Exact, Exact]; // a line has these two
    const raw = toDouble(divide(subtract(value, floor), subtract(target, floor))) * 9 + 1;
    return raw <= 1
      ? 1
      : raw >= 10
        ? 10
        : significant(exact(1 + 0)) + significant(multiply(divide(subtract(value, floor), subtract(target, floor)), 9));
  }
  if (metric.bands) {
    const at = metric.bands.findIndex(limit =>
      metric.improves === 'up' ? compare(value, share(limit)) >= 0 : compare(value, share(limit)) <= 0,
    );
    return [10, 8, 6, 3][at] ?? 1;
  }
  return metric.unit === 'points' ? significant(value) : null;
}

function wilson(passed: number, n: number): readonly [number, number] | null {
  if (n === 0) return null;
  const [z, p] = [1.959963984540054, passed / n];
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

function slices(counts: Counts): Readonly<Record<string, readonly SliceResult[]>> {
  if (counts.failed < 2) return {};
  const parts = [
    { key: 'Yangtze Line', failed: Math.ceil(counts.failed * 0.7), passed: Math.floor(counts.passed * 0.3) },
    { key: '顺达运输', failed: Math.floor(counts.failed * 0.3), passed: Math.ceil(counts.passed * 0.7) },
  ];
  const carrier = parts.map(({ key, failed, passed }) => ({
    key,
    numerator: String(passed),
    denominator: String(passed + failed),
    value: significant(divide(passed, passed + failed || 1)),
    counts: { ...none, failed, passed },
  }));
  return { carrier };
}

/** One metric's result, as the engine would give it. */
function sampleResult(metric: SampleMetric, figure: SampleFigure | undefined, values: ReadonlyMap<string, number>): MetricResult {
  const shell = {
    metric: metric.id,
    label: metric.label,
    kind: metric.kind,
    unit: metric.unit,
    improves: metric.improves,
    stage: metric.stage ?? 'fixed',
  } as const;
  const [numerator, denominator, extra] = figure ?? ['0', '0'];
  const product = metric.formula?.split('*').map(name => values.get(name.trim()));
  const value =
    product === undefined
      ? quotient(metric.unit, numerator, denominator)
      : product.some(part => part === undefined)
        ? undefined
        : product.reduce<Exact>((whole, part) => multiply(whole, share(String(part))), 1);
  const applied = standardOf(metric);
  const judged =
    metric.kind === 'proportion'
      ? { passed: Number(numerator), failed: Number(denominator) - Number(numerator) }
      : { passed: Math.min(999, Number(denominator)), failed: 0 };
  const counts: Counts = { ...none, ...judged, ...extra };
  if (value === undefined) {
    const empty = { numerator: figure ? numerator : null, denominator: figure ? denominator : null, value: null };
    return {
      ...shell,
      ...empty,
      counts: { ...none, ...extra },
      raw: empty,
      interval: null,
      score: null,
      standard: applied,
      status: 'no_data',
      significant: null,
      gap: null,
      shortfall: null,
      by: {},
    };
  }
  const parts = metric.formula ? { numerator: null, denominator: null } : { numerator, denominator };
  const { status, gap } = comparison(metric, value);
  const few = metric.standard?.min_population !== undefined && counts.passed + counts.failed < metric.standard.min_population;
  const own = { ...parts, value: significant(value) };
  return {
    ...shell,
    ...own,
    counts,
    raw: own,
    interval: metric.kind === 'proportion' ? wilson(counts.passed, counts.passed + counts.failed) : null,
    score: few ? null : scoreOf(metric, value),
    standard: applied,
    status: few ? 'insufficient' : status,
    significant: status === 'no_standard' ? null : status === 'missed' && counts.failed > 20,
    gap: few ? null : gap,
    shortfall: metric.kind === 'proportion' && gap !== null && gap < 0 ? Math.ceil(-gap * (counts.passed + counts.failed)) : null,
    by: slices(counts),
  };
}

const standardOf = ({ standard }: SampleMetric): StandardApplied | null =>
  standard ? { ...standard, scope: { client: 'ACME' }, from: '2026-01-01', reference: 'Annex B' } : null;

function folded(nodes: readonly NodeResult[]): {
  readonly nodes: readonly NodeResult[];
  readonly score: number | null;
  readonly coverage: number;
} {
  const weights = nodes.reduce((sum, node) => sum + node.weight, 0);
  const live = nodes.filter(node => node.score !== null);
  const known = live.reduce((sum, node) => sum + node.weight, 0);
  if (known === 0) return { nodes: nodes.map(node => ({ ...node, effective_weight: 0 })), score: null, coverage: 0 };
  const weighed = nodes.map(node => ({
    ...node,
    effective_weight: node.score === null ? 0 : Number((node.weight / known).toPrecision(12)),
  }));
  const score = live.reduce((sum, node) => sum + node.weight * (node.score ?? 0), 0) / known;
  return { nodes: weighed, score: Number(score.toPrecision(12)), coverage: known / weights };
}

function tree(
  index: string,
  label: Label,
  branches: readonly (readonly [id: string, label: Label, weight: number])[],
  leaves: (branch: string) => readonly MetricResult[],
): IndexResult {
  const nodes = branches.map(([id, name, weight]): NodeResult => {
    const results = leaves(id);
    const children = results.map(
      (result): NodeResult => ({
        id: result.metric,
        metric: result.metric,
        label: result.label,
        score: result.score,
        weight: 1 / results.length,
        effective_weight: 0,
        status: result.status,
        children: [],
      }),
    );
    const { nodes: weighed, score } = folded(children);
    return { id, label: name, score, weight, effective_weight: 0, children: weighed };
  });
  const { nodes: weighed, score, coverage } = folded(nodes);
  const enough = coverage >= 0.6 ? score : null;
  return {
    index,
    label,
    score: enough,
    percent: enough === null ? null : Number((enough * 10).toPrecision(12)),
    coverage,
    min_coverage: 0.6,
    nodes: weighed,
  };
}

const dimensions: readonly (readonly [string, Label, number])[] = [
  ['image', { en: 'Image of the firm', zh: '物流企业形象' }, 0.1],
  ['operation_quality', { en: 'Operation quality', zh: '运行质量' }, 0.4],
  ['service_level', { en: 'Service level', zh: '服务水平' }, 0.3],
  ['cost', { en: 'Cost', zh: '物流企业的成本' }, 0.15],
  ['dedication', { en: 'Dedication', zh: '服务执着性' }, 0.05],
];
const areas: readonly (readonly [string, Label, number])[] = [
  ['transport', { en: 'Transport', zh: '运输' }, 0.5],
  ['inventory', { en: 'Inventory', zh: '库存' }, 0.3],
  ['customer_service', { en: 'Customer service', zh: '客户服务' }, 0.2],
];

/** What a sample differs in. */
export interface SampleOptions {
  readonly client?: string;
  readonly period?: string;
  readonly metrics?: readonly SampleMetric[];
  readonly figures: ReadonlyMap<string, SampleFigure>;
  readonly zone?: string;
}

/** An evaluation whose values, gaps, scores and indexes all follow from the numerators and denominators given. */
export function sampleEvaluation({
  client = 'ACME',
  period = '2026-09',
  metrics = sampleMetrics,
  figures,
  zone = 'Asia/Shanghai',
}: SampleOptions): Evaluation {
  const { from, to } = parsePeriod(period, zone) ?? { from: 0, to: 1 };
  const values = new Map<string, number>();
  const results = metrics.map(metric => {
    const result = sampleResult(metric, figures.get(metric.id), values);
    if (result.value !== null) values.set(metric.id, result.value);
    return result;
  });
  const within = (key: 'branch' | 'kpi') => (id: string) =>
    results.filter(({ metric }) => metrics.find(each => each.id === metric)?.[key] === id);
  const indexes = [
    tree('satisfaction', { en: 'Client satisfaction', zh: '客户满意度' }, dimensions, within('branch')),
    tree('kpi', { en: 'Internal KPI index', zh: '内部关键指标指数' }, areas, within('kpi')),
  ];
  const document = {
    client,
    period,
    from: isoInstant(from),
    to: isoInstant(to),
    time_zone: zone,
    as_of: isoInstant(to + 93_600_000),
    as_of_batch: 42,
    rulebook: 'c0ffee'.padEnd(64, '7'),
    calculation: '1',
    metrics: results,
    indexes,
  };
  return {
    id: `ev-${client.toLowerCase()}-${period}`,
    hash: 'ab12'.padEnd(64, '9'),
    state: 'provisional',
    revision: 1,
    ledger: 118,
    made_at: isoInstant(to + 97_200_000),
    document,
  };
}
