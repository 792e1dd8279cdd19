import type { MetricDefinition, Metrics } from '../contract/rules.js';
import { useTranslation } from './language.js';
import { useResource } from './resource.js';

const none: readonly MetricDefinition[] = [];

/** Every metric that holds now, once they are read. */
export function useMetrics(): readonly MetricDefinition[] {
  const [metrics] = useResource<Metrics>('/metrics');
  return metrics.state === 'ready' ? metrics.data.metrics : none;
}

/** What metrics are called, by their ids; an id that is not known is its own name. */
export function useMetricLabels(): (metric: string) => string {
  const { say } = useTranslation();
  const metrics = useMetrics();
  return metric => say(metrics.find(({ id }) => id === metric)?.label) || metric;
}
