import type { CompiledMetric } from '../../metrics/compile.js';
import { type AgreedSlices, markedOneSided, openMetrics } from '../../metrics/one-sided.js';
import type { MetricTally } from '../../metrics/tally.js';

type Tallies = ReadonlyMap<string, MetricTally>;

/**
 * Tallies metrics, and those again that show one outcome alone, or of which an agreed part does: of facts that could only ever show this
 * one there is no figure.
 */
export async function withOneSided(
  metrics: readonly CompiledMetric[],
  agreed: AgreedSlices,
  tally: (metrics: readonly CompiledMetric[]) => Promise<Tallies>,
): Promise<Tallies> {
  const tallies = await tally(metrics);
  const open = openMetrics(metrics, tallies, agreed);
  return open.length === 0 ? tallies : markedOneSided(tallies, await tally(open), agreed);
}
