import { hasOneSided, unmarked } from '../metrics/one-sided.js';
import type { MetricTally } from '../metrics/tally.js';
import type { SpansTallied, TalliedSpan } from './spans.js';

type Tallies = ReadonlyMap<string, MetricTally>;

/** What a period's figures are made of, by metric; those before are of the period right before. */
export interface PeriodTallies {
  readonly tallies: Tallies;
  readonly talliesBefore: Tallies;
  /** Of the plan's raw metrics alone: what they are without exclusions. */
  readonly rawTallies: Tallies;
  readonly rawTalliesBefore: Tallies;
  /** Of other times that the contract asks for; left out where it asks for none. */
  readonly spans?: SpansTallied;
}

/** Whether some of them can only show one outcome. */
export const showOneSide = ({ tallies, talliesBefore, rawTallies, rawTalliesBefore, spans }: PeriodTallies): boolean =>
  [tallies, talliesBefore, rawTallies, rawTalliesBefore]
    .concat((spans?.counted ?? []).flatMap(span => [span.tallies, span.talliesBefore]))
    .some(hasOneSided);

/** The same for the first version of the calculation, which had figures of these too. */
export const withBothSides = <T extends PeriodTallies>(input: T): T => ({
  ...input,
  tallies: unmarked(input.tallies),
  talliesBefore: unmarked(input.talliesBefore),
  rawTallies: unmarked(input.rawTallies),
  rawTalliesBefore: unmarked(input.rawTalliesBefore),
  ...(input.spans === undefined ? {} : { spans: { ...input.spans, counted: input.spans.counted.map(unmarkedSpan) } }),
});

const unmarkedSpan = (span: TalliedSpan): TalliedSpan => ({
  ...span,
  tallies: unmarked(span.tallies),
  talliesBefore: unmarked(span.talliesBefore),
});
