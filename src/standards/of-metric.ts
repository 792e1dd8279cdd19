import { groupedBy } from '../facts/grouped.js';

/** What is said of a metric, among much that is said of others. */
interface OfMetric {
  readonly metric: string;
}

const sorted = new WeakMap<readonly OfMetric[], ReadonlyMap<string, readonly OfMetric[]>>();

/** Those of the rules that are about a metric, in their order. Rules are sorted once: each is asked for by every metric of every client. */
export function ofMetric<R extends OfMetric>(rules: readonly R[], metric: string): readonly R[] {
  // What is kept for a list holds members of that list alone.
  const known = (sorted.get(rules) as ReadonlyMap<string, readonly R[]> | undefined) ?? groupedBy(rules, one => one.metric);
  sorted.set(rules, known);
  return known.get(metric) ?? [];
}
