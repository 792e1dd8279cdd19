import type { Exact } from '../../facts/exact.js';
import type { Values } from '../../facts/fact.js';
import type { FactKind, FactKindName } from '../../facts/kinds.js';
import type { Fault } from '../../faults/fault.js';
import type { KnownFacts, SourceRow } from './row.js';

/**
 * What became of a row: a fact with its warnings, a reject with its reasons, or `skipped` where the `where:` of the layout
 * leaves it out. A row of several cells that are facts has one of these for each.
 */
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
  /** What could be read of it; left out where nothing was. */
  readonly read?: Values;
}

/** What a layout has to be told of facts that are there already, before its rows can become facts. */
export interface AskedFacts {
  readonly kind: FactKindName;
  /** The field by which they are found. */
  readonly by: string;
  /** The fields wanted, client among them. */
  readonly fields: readonly string[];
  /** The number that a row names; undefined where it names none. */
  readonly keyOf: (row: SourceRow) => string | undefined;
  /** Only whether there are other lines than the first is asked: clients without any need not be searched. */
  readonly areOtherLines?: true;
}

/** A layout made ready for one file's columns. */
export interface CompiledLayout {
  readonly kind: FactKind;
  /** Every field that the rows set, the key's included. */
  readonly mapped: readonly string[];
  /** `known` holds what `asked` asks for, of the row at least. */
  readonly factOf: (row: SourceRow, known?: KnownFacts) => Outcome;
  /** What has to be known of facts that are there already, once for each number that names them. */
  readonly asked: readonly AskedFacts[];
  /** What only the whole file shows, once its rows are read. */
  readonly notices?: ((file: string) => readonly Fault[]) | undefined;
  /**
   * The number of a field in a row, for control totals, also of a row that becomes no fact: 0 where the cell is empty,
   * `unreadable` where it holds no number.
   */
  readonly amountOf: (field: string, row: SourceRow) => Exact | 'unreadable';
}
