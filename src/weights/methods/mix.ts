import { compare, decimalText, type Exact, multiply, sum } from '../../facts/exact.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { weightFaults } from '../../faults/weights.js';
import type { Weighed } from './weighed.js';

/** What one method gives, and how much it counts. */
export interface Mixed {
  readonly share: Exact;
  readonly weighed: readonly Weighed[];
}

/** A weighted mean of the shares that several methods give to the same siblings; the methods' own shares add up to exactly 1. */
export function mix(methods: readonly Mixed[]): readonly Weighed[] {
  const total = sum(methods.map(one => one.share));
  if (compare(total, 1) !== 0) throw new Stop(2, [fault(weightFaults, 'mix_shares', { sum: decimalText(total) })]);
  const shareOf = (weighed: readonly Weighed[], node: string): Exact => weighed.find(one => one.node === node)?.share ?? 0;
  return (methods[0]?.weighed ?? []).map(({ node }) => ({
    node,
    share: sum(methods.map(({ share, weighed }) => multiply(share, shareOf(weighed, node)))),
  }));
}
