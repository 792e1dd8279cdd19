import type { Exact } from '../../facts/exact.js';
import type { Values } from '../../facts/fact.js';
import type { FactKind } from '../../facts/kinds.js';
import type { Fault } from '../../faults/fault.js';
import type { SourceRow } from './row.js';

/** What a row came to: a fact, with what looks odd about it; or why it is none; or nothing, where `where:` leaves it out; or several of these, one a cell. */
export type Outcome =
  | { readonly row: number; readonly values: Values; readonly warnings: readonly Fault[] }
  | Rejected
  | { readonly several: readonly Outcome[] }
  | 'skipped';

/** A row that became no fact, and why. */
export interface Rejected {
  readonly reject: readonly Fault[];
  /** The client that it is of; left out where that cannot be read, or is none that is known. */
  readonly client?: string;
}

/** A layout made ready for one file's columns. */
export interface CompiledLayout {
  readonly kind: FactKind;
  /** Every field that the rows set, the key's included. */
  readonly mapped: readonly string[];
  readonly factOf: (row: SourceRow) => Outcome;
  /** The amount of a number field in a row, whether or not the row becomes a fact: what control totals add up; 0 where it is missing. */
  readonly amountOf: (field: string, row: SourceRow) => Exact | 'unreadable';
}
