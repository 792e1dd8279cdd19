import type { Language } from '../../facts/label.js';
import type { Metric } from '../../metrics/definition.js';
import { textTable } from './result-table.js';

/** Metrics as a table. */
export function metricsTable(metrics: readonly Metric[], language: Language): string {
  const rows = metrics.map(metric => [
    metric.id,
    metric.label[language],
    metric.kind,
    metric.unit,
    metric.improves,
    metric.stage === 'trial' ? 'trial' : '',
  ]);
  return textTable([['id', 'metric', 'kind', 'unit', 'improves', 'stage'], ...rows]);
}
