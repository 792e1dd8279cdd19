import type { Exact } from '../facts/exact.js';
import type { Period } from '../facts/period.js';
import type { Client } from '../facts/place.js';
import { dayText } from '../facts/time.js';
import type { Metric } from '../metrics/definition.js';
import { inForce } from '../standards/in-force.js';
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
export function metricScore(
  value: Exact | null,
  status: Status,
  metric: Pick<Metric, 'id' | 'stage'>,
  { rulebook, client, period }: Asked,
): Exact | null {
  if (value === null || status === 'insufficient' || metric.stage === 'trial') return null;
  const scales = rulebook.scales.filter(scale => scale.metric === metric.id);
  const scale = inForce(scales, { client: client.code, segment: client.segment }, dayText(period.lastDay));
  return scale === undefined ? null : score(value, scale);
}
