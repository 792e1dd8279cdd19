import type { FailureAsData } from '../../faults/failure-as-data.js';
import type { Evaluated, TogetherRequest } from './evaluate-together.js';

/** All that a thread evaluates by, as plain data. */
export interface EvaluationThreadStart {
  readonly url: string;
  /** What decides about documents, as `textOfRules` writes it: exact numbers are no plain data. */
  readonly rules: string;
  readonly request: TogetherRequest;
  readonly view: { readonly by: string; readonly of: unknown };
}

/** Clients to be evaluated together; `at` is the moment that is recorded, where it is not that of the machine. */
export interface ThreadPortion {
  readonly clients: readonly string[];
  readonly at: number | undefined;
}

/** What comes of a portion. */
export type ThreadOutcome = { readonly evaluated: readonly Evaluated<unknown>[] } | { readonly failure: FailureAsData };
