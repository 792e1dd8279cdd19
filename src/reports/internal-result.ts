import type { MetricResult } from '../evaluation/document.js';

/** A metric by what the firm holds itself to besides the client's contract; none where that says nothing of it. */
export function internalResult<M extends Omit<MetricResult, 'by'>>({ internal, ...metric }: M): readonly Omit<M, 'internal'>[] {
  return internal === undefined ? [] : [{ ...metric, ...internal, shortfall: null }];
}
