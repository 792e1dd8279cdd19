import { exact } from '../../../src/facts/exact.js';
import type {
  DocumentedMetric,
  DocumentedIndex,
  DocumentedNode,
  DocumentedPeriod,
} from '../../../src/standards/improvement/documented.js';
import { wilson } from '../../../src/metrics/statistics.js';

const label = (id: string) => ({ en: id, zh: id });

/** A proportion of so many passed and failed, with what is said otherwise. */
export const proportion = (
  metric: string,
  passed: number,
  failed: number,
  over: Partial<DocumentedMetric> = {},
): DocumentedMetric => ({
  metric,
  label: label(metric),
  kind: 'proportion',
  unit: '%',
  improves: 'up',
  stage: 'fixed',
  counts: { passed, failed },
  numerator: String(passed),
  denominator: String(passed + failed),
  value: passed + failed === 0 ? null : Number((passed / (passed + failed)).toPrecision(12)),
  interval: wilson(passed, passed + failed),
  score: null,
  standard: null,
  status: passed + failed === 0 ? 'no_data' : 'no_standard',
  significant: null,
  gap: null,
  shortfall: null,
  by: {},
  ...over,
});

export const leaf = (id: string, effective_weight: number, score: number | null): DocumentedNode => ({
  id,
  label: label(id),
  score,
  effective_weight,
  children: [],
});

export const index = (nodes: readonly DocumentedNode[], id = 'satisfaction'): DocumentedIndex => ({
  index: id,
  label: label(id),
  score: null,
  nodes,
});

/** A month of 2026. */
export const month = (
  at: number,
  metrics: readonly DocumentedMetric[],
  indexes: readonly DocumentedIndex[] = [],
): DocumentedPeriod => ({
  client: 'ACME',
  period: `2026-${String(at).padStart(2, '0')}`,
  from: new Date(Date.UTC(2026, at - 1)).toISOString(),
  to: new Date(Date.UTC(2026, at)).toISOString(),
  metrics,
  indexes,
});

export const level = (text: string) => ({
  text,
  value: exact(text.endsWith('%') ? `${text.slice(0, -1)}/100` : text),
});
