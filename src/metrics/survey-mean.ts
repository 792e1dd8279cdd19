import type { Exact } from '../facts/exact.js';

/** The mean of the answers of one role to one item and aspect, of the last wave before the period's end. */
export interface SurveyMean {
  /** The item as the answers name it: the id of its metric. */
  readonly item: string;
  readonly aspect: string;
  /** A role that is not given is the client's. */
  readonly role: string;
  readonly wave: string;
  /** How many answers have a score. */
  readonly n: number;
  readonly mean: Exact;
}
