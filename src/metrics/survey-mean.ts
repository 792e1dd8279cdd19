import type { Exact } from '../facts/exact.js';

/** The mean of the answers of one role to one item and aspect that count for a period. */
export interface SurveyMean {
  /** The item as the answers name it: the id of its metric. */
  readonly item: string;
  readonly aspect: string;
  /** A role that is not given is the client's. */
  readonly role: string;
  /** The wave; several with commas. */
  readonly wave: string;
  /** An answer of an earlier period that stands in, because none was asked for in this one. */
  readonly isEarlier: boolean;
  /** How many answers have a score. */
  readonly n: number;
  readonly mean: Exact;
}
