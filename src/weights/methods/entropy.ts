import { compare, type Exact, toDouble } from '../../facts/exact.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { weightFaults } from '../../faults/weights.js';
import { certain, normalised, type Weighed } from './weighed.js';

/** A node with its value in each period, in the same order for all of them. */
export interface Column {
  readonly node: string;
  readonly values: readonly Exact[];
}

/**
 * Objective weights by entropy: a column that differs most between the periods weighs most, and one that is always the same
 * weighs nothing. Each column is divided by its sum, so its unit does not matter. Its weight is 1 less its entropy, as a share
 * of these differences of all columns. Stops with exit code 2: `entropy_too_few_periods`, `entropy_negative`, or
 * `entropy_all_constant`. Source: C. E. Shannon (1948); E. K. Zavadskas and V. Podvezko, Integrated determination of objective
 * criteria weights in MCDM (2016).
 */
export function entropy(columns: readonly Column[], of: string): readonly Weighed[] {
  const periods = columns[0]?.values.length ?? 0;
  if (periods < 2) throw new Stop(2, [fault(weightFaults, 'entropy_too_few_periods', { of, periods })]);
  const negative = columns.filter(({ values }) => values.some(value => compare(value, 0) < 0));
  if (negative.length > 0)
    throw new Stop(
      2,
      negative.map(({ node }) => fault(weightFaults, 'entropy_negative', { node })),
    );
  const spread = columns.map(({ node, values }) => ({ node, share: isConstant(values) ? 0 : lacking(values.map(toDouble)) }));
  if (spread.every(one => one.share === 0)) throw new Stop(2, [fault(weightFaults, 'entropy_all_constant', { of, periods })]);
  const total = spread.reduce((sum, one) => sum + one.share, 0);
  return normalised(spread.map(({ node, share }) => ({ node, share: certain(share / total) })));
}

const isConstant = ([first, ...others]: readonly Exact[]): boolean =>
  first === undefined || others.every(other => compare(other, first) === 0);

/** What the entropy of a column lacks to 1, the entropy of a constant one. */
function lacking(values: readonly number[]): number {
  const total = values.reduce((sum, value) => sum + value, 0);
  const entropy = values.reduce((sum, value) => (value === 0 ? sum : sum - (value / total) * Math.log(value / total)), 0);
  return Math.max(0, 1 - entropy / Math.log(values.length));
}
