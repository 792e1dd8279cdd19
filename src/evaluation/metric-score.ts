import type { Exact } from '../facts/exact.js';
import type { Period } from '../facts/period.js';
import type { Client } from '../facts/place.js';
import { dayText } from '../facts/time.js';
import type { Metric } from '../metrics/definition.js';
import { inForce } from '../standards/in-force.js';
import { ofMetric } from '../standards/of-metric.js';
import type { Scale } from '../weights/scale.js';
import { score } from '../weights/score.js';
import type { Status } from './document.js';
import type { Rulebook } from './rulebook.js';

/** For whom and when a figure is scored, and by which scales. */
interface Asked {
  readonly rulebook: Pick<Rulebook, 'scales'>;
  readonly client: Client;
  readonly period: Period;
}

/** The score of a figure by the metric's scale in force; null where it counts as missing. */
export const metricScore = (
  value: Exact | null,
  status: Status,
  metric: Pick<Metric, 'id' | 'stage'>,
  asked: Asked,
): Exact | null => (value === null ? null : scoreBy(scaleFor(metric.id, asked), value, status, metric));

/** The scale of a metric in force for a client on a period's last day. */
export function scaleFor(metric: string, { rulebook, client, period }: Asked): Scale | undefined {
  const scales = ofMetric(rulebook.scales, metric);
  return inForce(scales, { client: client.code, segment: client.segment }, dayText(period.lastDay));
}

/** The score of a figure by a scale; null where it counts as missing. */
export function scoreBy(
  scale: Scale | undefined,
  value: Exact | null,
  status: Status,
  { stage }: Pick<Metric, 'stage'>,
): Exact | null {
  if (scale === undefined || value === null || status === 'insufficient' || stage === 'trial') return null;
  return score(value, scale);
}
