import { compare, decimalText, sum } from '../../facts/exact.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { weightFaults } from '../../faults/weights.js';
import { normalised, type Weighed } from './weighed.js';

/**
 * Weights as somebody gives them. Their sum must be 1; where it is not, `normalise` divides each by the sum, as for shares of a
 * survey that allows several answers. Stops with exit code 2: `weight_below_zero`, `weights_all_zero`, or
 * `weights_not_normalised` where the sum is not 1 and `normalise` is false.
 */
export function given(shares: readonly Weighed[], of: string, normalise: boolean): readonly Weighed[] {
  const negative = shares.filter(one => compare(one.share, 0) < 0);
  if (negative.length > 0)
    throw new Stop(
      2,
      negative.map(({ node, share }) => fault(weightFaults, 'weight_below_zero', { node, share: decimalText(share) })),
    );
  const total = sum(shares.map(one => one.share));
  if (compare(total, 0) === 0) throw new Stop(2, [fault(weightFaults, 'weights_all_zero', { of })]);
  if (compare(total, 1) === 0) return shares;
  if (!normalise) throw new Stop(2, [fault(weightFaults, 'weights_not_normalised', { of, sum: decimalText(total) })]);
  return normalised(shares);
}
