import type { Label } from './label.js';
import { useSpeech } from './language.js';
import { useResource } from './resource.js';

interface KnownMetric {
  readonly id: string;
  readonly label: Label;
  readonly unit: string;
}

const none: readonly KnownMetric[] = [];

/** Every metric that holds now, once they are read. */
export function useMetrics(): readonly KnownMetric[] {
  const [metrics] = useResource<{ readonly metrics: readonly KnownMetric[] }>('/metrics');
  return metrics.state === 'ready' ? metrics.data.metrics : none;
}

/** What metrics are called, by their ids; an id that is not known is its own name. */
export function useMetricLabels(): (metric: string) => string {
  const { say } = useSpeech();
  const metrics = useMetrics();
  return metric => say(metrics.find(({ id }) => id === metric)?.label) || metric;
}
