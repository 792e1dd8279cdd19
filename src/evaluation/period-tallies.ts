import { hasOneSided, unmarked } from '../metrics/one-sided.js';
import type { MetricTally } from '../metrics/tally.js';

type Tallies = ReadonlyMap<string, MetricTally>;

/** What a period's figures are made of, by metric; those before are of the period right before. */
export interface PeriodTallies {
  readonly tallies: Tallies;
  readonly talliesBefore: Tallies;
  /** Of the plan's raw metrics alone: what they are without exclusions. */
  readonly rawTallies: Tallies;
  readonly rawTalliesBefore: Tallies;
}

/** Whether some of them can only show one outcome. */
export const showOneSide = ({ tallies, talliesBefore, rawTallies, rawTalliesBefore }: PeriodTallies): boolean =>
  [tallies, talliesBefore, rawTallies, rawTalliesBefore].some(hasOneSided);

/** The same for the first version of the calculation, which had figures of these too. */
export const withBothSides = <T extends PeriodTallies>(input: T): T => ({
  ...input,
  tallies: unmarked(input.tallies),
  talliesBefore: unmarked(input.talliesBefore),
  rawTallies: unmarked(input.rawTallies),
  rawTalliesBefore: unmarked(input.rawTalliesBefore),
});
