import { call, literal } from '../expressions/expression.js';
import { openOutcome } from '../expressions/open-outcome.js';
import type { CompiledMetric, CompiledTerm } from './compile.js';
import type { MetricTally, Tally } from './tally.js';

type Tallies = ReadonlyMap<string, MetricTally>;

/** Parts of the work that have a figure of their own, by the metric: what they are called in one of its breakdowns. */
export type AgreedSlices = ReadonlyMap<string, readonly { readonly dimension: string; readonly key: string }[]>;

/**
 * Metrics of which all, or an agreed part, may show one outcome only because the other could not be shown, so that tallying them tells:
 * what was judged of them passes where it could have come out either way, by the fields that are filled.
 */
export const openMetrics = (
  metrics: readonly CompiledMetric[],
  tallies: Tallies,
  agreed: AgreedSlices,
): readonly CompiledMetric[] =>
  metrics
    .filter(({ metric: { id, kind } }) => {
      const tally = tallies.get(id);
      if (kind !== 'proportion' || tally === undefined) return false;
      const parts = (agreed.get(id) ?? []).map(({ dimension, key }) => tally.by.get(dimension)?.get(key));
      return [tally.total, ...parts].some(isSuspect);
    })
    .map(openMetric);

/** All that was judged came out the same way, and something could not be judged. */
const isSuspect = (tally: Tally | undefined): boolean =>
  tally !== undefined && tally.counts.undetermined > 0 && (tally.counts.passed === 0) !== (tally.counts.failed === 0);

const opened = new WeakMap<CompiledMetric, CompiledMetric>();

function openMetric(compiled: CompiledMetric): CompiledMetric {
  const known = opened.get(compiled) ?? openedAnew(compiled);
  opened.set(compiled, known);
  return known;
}

function openedAnew(compiled: CompiledMetric): CompiledMetric {
  const open = (term: CompiledTerm): CompiledTerm => {
    if (term.passes === undefined) return term;
    const isUnjudged = call('boolean', 'is_missing', term.passes);
    return { ...term, passes: call('boolean', 'choose', isUnjudged, literal('boolean', false), openOutcome(term.passes)) };
  };
  return { ...compiled, parts: compiled.parts.map(part => ({ ...part, terms: part.terms.map(open) })) };
}

/**
 * The tallies, with those marked of which nothing that was judged could have come out the other way: all slices of a metric with it, and
 * agreed parts by their own facts.
 */
export function markedOneSided(tallies: Tallies, open: Tallies, agreed: AgreedSlices): Tallies {
  const isOneSided = (tally: Tally | undefined, opened: Tally | undefined): boolean =>
    isSuspect(tally) && (opened?.counts.passed ?? 0) === 0;
  const suspect = new Map([...tallies].filter(([metric]) => open.has(metric)));
  const marked = mapped(suspect, (tally, metric, dimension, key) => {
    const opened = open.get(metric);
    if (opened === undefined) return tally;
    const isAgreed = (agreed.get(metric) ?? []).some(one => one.dimension === dimension && one.key === key);
    return {
      ...tally,
      ...(isOneSided(tallies.get(metric)?.total, opened.total) ? { oneSided: true } : {}),
      ...(isAgreed && isOneSided(tally, opened.by.get(dimension ?? '')?.get(key ?? null)) ? { oneSidedPart: true } : {}),
    };
  });
  return new Map([...tallies].map(([metric, tally]) => [metric, marked.get(metric) ?? tally]));
}

/** The tallies without such marks: as they were before there were any. */
export const unmarked = (tallies: Tallies): Tallies =>
  mapped(tallies, ({ oneSided, ...tally }) => (oneSided === undefined ? tally : tally));

/** Whether any of the tallies is marked. */
export const hasOneSided = (tallies: Tallies): boolean => [...tallies.values()].some(({ total }) => total.oneSided === true);

/** All tallies changed: those of whole metrics, and of their slices with the dimension and what the slice is called in it. */
function mapped(
  tallies: Tallies,
  change: (tally: Tally, metric: string, dimension?: string, key?: string | null) => Tally,
): Tallies {
  return new Map(
    [...tallies].map(([metric, { total, by }]) => [
      metric,
      {
        total: change(total, metric),
        by: new Map(
          [...by].map(([dimension, slices]) => [
            dimension,
            new Map([...slices].map(([key, one]) => [key, change(one, metric, dimension, key)] as const)),
          ]),
        ),
      },
    ]),
  );
}
