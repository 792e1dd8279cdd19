import { call, literal } from '../expressions/expression.js';
import { openOutcome } from '../expressions/open-outcome.js';
import type { CompiledMetric, CompiledTerm } from './compile.js';
import type { MetricTally, Tally } from './tally.js';

type Tallies = ReadonlyMap<string, MetricTally>;

/**
 * Metrics that may show one outcome only because the other could not be shown, so that tallying them tells: what was judged of them
 * passes where it could have come out either way, by the fields that are filled.
 */
export const openMetrics = (metrics: readonly CompiledMetric[], tallies: Tallies): readonly CompiledMetric[] =>
  metrics.filter(({ metric }) => metric.kind === 'proportion' && isSuspect(tallies.get(metric.id)?.total)).map(openMetric);

/** All that was judged came out the same way, and something could not be judged. */
const isSuspect = (tally: Tally | undefined): boolean =>
  tally !== undefined && tally.counts.undetermined > 0 && (tally.counts.passed === 0) !== (tally.counts.failed === 0);

function openMetric(compiled: CompiledMetric): CompiledMetric {
  const open = (term: CompiledTerm): CompiledTerm => {
    if (term.passes === undefined) return term;
    const isUnjudged = call('boolean', 'is_missing', term.passes);
    return { ...term, passes: call('boolean', 'choose', isUnjudged, literal('boolean', false), openOutcome(term.passes)) };
  };
  return { ...compiled, parts: compiled.parts.map(part => ({ ...part, terms: part.terms.map(open) })) };
}

/** The tallies, with those marked of which nothing that was judged could have come out the other way. */
export const markedOneSided = (tallies: Tallies, open: Tallies): Tallies =>
  mapped(tallies, (tally, metric) => (open.get(metric)?.total.counts.passed === 0 ? { ...tally, oneSided: true } : tally));

/** The tallies without such marks: as they were before there were any. */
export const unmarked = (tallies: Tallies): Tallies =>
  mapped(tallies, ({ oneSided, ...tally }) => (oneSided === undefined ? tally : tally));

/** Whether any of the tallies is marked. */
export const hasOneSided = (tallies: Tallies): boolean => [...tallies.values()].some(({ total }) => total.oneSided === true);

function mapped(tallies: Tallies, change: (tally: Tally, metric: string) => Tally): Tallies {
  return new Map(
    [...tallies].map(([metric, { total, by }]) => [
      metric,
      {
        total: change(total, metric),
        by: new Map(
          [...by].map(([dimension, slices]) => [
            dimension,
            new Map([...slices].map(([key, one]) => [key, change(one, metric)] as const)),
          ]),
        ),
      },
    ]),
  );
}
