import type { Scope } from './standard.js';

/** The part of a client's work that a measure is about: a site, department, carrier or lane; empty for all of it. */
export type Part = Omit<Scope, 'client' | 'segment'>;

/** The name of a metric of a part, `on_time_delivery (carrier: FedEx)`; of all the work the metric's own. */
export function partId(metric: string, part: Part = {}): string {
  const named = Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return named.length === 0
    ? metric
    : `${metric} (${named.map(([dimension, key]) => `${dimension}: ${String(key)}`).join(', ')})`;
}
