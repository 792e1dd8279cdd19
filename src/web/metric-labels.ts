import type { Label } from './label.js';
import { useSpeech } from './language.js';
import { useResource } from './resource.js';

/** What metrics are called, by their ids; an id that is not known is its own name. */
export function useMetricLabels(): (metric: string) => string {
  const { say } = useSpeech();
  const [metrics] = useResource<{ readonly metrics: readonly { readonly id: string; readonly label: Label }[] }>('/metrics');
  return metric => (metrics.state === 'ready' ? say(metrics.data.metrics.find(({ id }) => id === metric)?.label) : '') || metric;
}
