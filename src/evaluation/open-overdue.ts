import type { MetricResult } from './document.js';

/** The packaged metric that counts, in its numerator, shipments promised in the period that are neither delivered nor closed. */
const metricOfOverdue = 'open_overdue_rate';

/** How many shipments were past their promised time and still open when a period was evaluated; undefined where nothing tells. */
export function openOverdue(metrics: Iterable<Pick<MetricResult, 'metric' | 'numerator'>>): number | undefined {
  for (const { metric, numerator } of metrics)
    if (metric === metricOfOverdue) return numerator === null ? undefined : Number(numerator);
  return undefined;
}
