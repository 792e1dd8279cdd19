import type { Rulebook } from '../../src/evaluation/rulebook.js';
import { parseShare } from '../../src/facts/exact.js';
import type { Metric } from '../../src/metrics/definition.js';
import type { Band, Scale } from '../../src/weights/scale.js';
import type { SampleMetric } from './sample-evaluations.js';
import { sampleMetrics } from './sample-metrics.js';

const level = (text: string) => ({ text, value: parseShare(text) ?? 0 });

function bandsOf({ bands = [], improves }: SampleMetric): readonly Band[] {
  const comparator = improves === 'up' ? ('at_least' as const) : ('at_most' as const);
  return [...bands.map((limit, at) => ({ comparator, limit: level(limit), score: [10, 8, 6, 3][at] ?? 1 })), { score: 1 }];
}

const definition = (metric: SampleMetric): Metric => {
  const shared = {
    id: metric.id,
    label: metric.label,
    improves: metric.improves,
    unit: metric.unit,
    stage: metric.stage ?? ('fixed' as const),
    source: { document: 'the paper', clause: '二、2(1)③' },
    params: { grace: 'minutes(0)' },
  };
  if (metric.formula) return { ...shared, kind: 'formula', formula: metric.formula };
  if (metric.kind === 'mean')
    return { ...shared, kind: 'mean', of: 'complaint', dated: 'resolved_at', value: 'resolved_at - received_at' };
  const dated = 'coalesce(delivered_at, closed_at)';
  if (metric.kind !== 'proportion')
    return {
      ...shared,
      kind: 'ratio',
      numerator: [{ of: 'shipment', dated, value: 'damaged_qty + lost_qty' }],
      denominator: [{ of: 'shipment', dated, value: 'shipped_qty' }],
    };
  return {
    ...shared,
    kind: 'proportion',
    of: 'shipment',
    per: ['shipment_no'],
    dated,
    population: {
      says: { en: 'all deliveries, lost and refused included', zh: '全部送货，含丢失与拒收' },
      when: 'one_of(status, "delivered", "refused", "lost")',
    },
    passes: {
      says: { en: 'delivered no later than promised', zh: '不晚于承诺时间送达' },
      when: 'status == "delivered" and done_by(delivered_at, promised_at + grace)',
    },
  };
};

/** Rules that have nothing. */
export const emptyRulebook: Rulebook = {
  metrics: [],
  standards: [],
  expectations: [],
  scales: [],
  indexes: [],
  calendars: [],
  phrases: [],
  reasons: [],
  fields: [],
  clients: [],
  sites: [],
  rates: [],
};

/** The rules behind the samples. */
export function sampleRulebook(metrics: readonly SampleMetric[] = sampleMetrics): Rulebook {
  const scales = metrics.flatMap((metric): readonly Scale[] => {
    const shared = { metric: metric.id, from: '2026-01-01', scope: {} };
    if (metric.line)
      return [{ ...shared, line: { floor: level(metric.line[0]), target: level(metric.line[1]), scores: [1, 10] } }];
    return metric.bands ? [{ ...shared, bands: bandsOf(metric) }] : [];
  });
  return { ...emptyRulebook, metrics: metrics.map(definition), scales };
}
