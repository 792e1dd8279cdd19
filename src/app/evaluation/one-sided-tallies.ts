import type { CompiledMetric } from '../../metrics/compile.js';
import { type AgreedSlices, markedOneSided, openMetrics } from '../../metrics/one-sided.js';
import type { MetricTally } from '../../metrics/tally.js';

type Tallies = ReadonlyMap<string, MetricTally>;

/**
 * Tallies metrics of clients, and those again that show one outcome alone of a client, or of which an agreed part does: of facts that
 * could only ever show this one there is no figure. `agreed` names the clients, each with its agreed parts.
 */
export async function withOneSided(
  metrics: readonly CompiledMetric[],
  agreed: ReadonlyMap<string, AgreedSlices>,
  tally: (metrics: readonly CompiledMetric[], clients: readonly string[]) => Promise<ReadonlyMap<string, Tallies>>,
): Promise<ReadonlyMap<string, Tallies>> {
  const tallies = await tally(metrics, [...agreed.keys()]);
  const open = new Map<string, readonly CompiledMetric[]>();
  for (const [client, parts] of agreed) {
    const own = openMetrics(metrics, tallies.get(client) ?? new Map(), parts);
    if (own.length > 0) open.set(client, own);
  }
  if (open.size === 0) return tallies;
  // What is open of one client is tallied of all that have something open: of those that show both outcomes it marks nothing.
  const all = new Map([...open.values()].flat().map(compiled => [compiled.metric.id, compiled]));
  const opened = await tally([...all.values()], [...open.keys()]);
  return new Map(
    [...tallies].map(([client, own]) => {
      const again = open.has(client) ? opened.get(client) : undefined;
      return [client, again === undefined ? own : markedOneSided(own, again, agreed.get(client) ?? new Map())];
    }),
  );
}
