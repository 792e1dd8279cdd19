import type { Exact } from '../facts/exact.js';

/** Where a rule holds: every key given must be the same. Empty holds everywhere. */
export interface Scope {
  readonly client?: string;
  readonly segment?: string;
  readonly department?: string;
  readonly site?: string;
  readonly carrier?: string;
  readonly lane?: string;
}

export const comparators = ['at_least', 'more_than', 'at_most', 'less_than', 'equals'] as const;
export type Comparator = (typeof comparators)[number];

/** A level with the text it was written as. */
export interface Level {
  readonly text: string;
  readonly value: Exact;
}

/** A rule that begins on a day (`yyyy-MM-dd`, local to the client) and holds within a scope; `until` is its last day. */
export interface Dated {
  readonly from?: string;
  readonly until?: string;
  readonly scope: Scope;
}

/** The level agreed for a metric. A rule that only sets `params` has no comparator. */
export interface Standard extends Dated {
  readonly metric: string;
  readonly comparator?: Comparator;
  readonly level?: Level;
  readonly minimum?: Level;
  readonly stretch?: Level;
  readonly min_population: number;
  readonly reference?: string;
  /** The contract that it was agreed in; left out of what the workspace holds itself to. */
  readonly contract?: string;
  /** Overrides of the metric's parameters, as expressions. */
  readonly params: Readonly<Record<string, string>>;
}

/** What someone expects, aims at, promises or takes to be expected for a metric, and on what basis. */
export interface Expectation extends Dated {
  readonly metric: string;
  readonly role: 'expects' | 'goal' | 'promise' | 'understanding';
  readonly level: Level;
  readonly basis?: 'experience' | 'best_in_industry' | 'competitor' | 'stated';
}
