import type { Values } from '../../facts/fact.js';
import type { Fault } from '../../faults/fault.js';
import type { CellDoubt } from './doubts.js';

/** A source's record as a reader delivers it. */
export interface SourceRow {
  /** The number under which a person finds it in the source. */
  readonly number: number;
  /** By column position; '' where empty. */
  readonly cells: readonly string[];
  /** Its beginning as it stands in the source, where that is not its cells with the source's delimiter between them. */
  readonly text?: string;
  /** Why the reader could not deliver it whole. */
  readonly fault?: Fault;
  /** Its number in the source that it was rejected from, where it comes from a file of rejected rows. */
  readonly numberBefore?: number;
  /** Cells that a key cannot be made of; left out where there are none, as in nearly every row. */
  readonly doubts?: readonly CellDoubt[];
}

/** What is known of a fact that is there already: the fields that a layout asks for. */
export type KnownFact = Readonly<Record<string, string | null>>;

/** Facts that are there already, by the number that rows name. */
export type KnownFacts = ReadonlyMap<string, readonly KnownFact[]>;

/** What the conversion of one row needs and gathers; one object serves all rows of a file, since there may be millions. */
export interface RowState {
  cells: readonly string[];
  number: number;
  /** The number that `row()` gives: that in the source which held the row first. */
  firstNumber?: number;
  /** Facts that are there already, where the layout asks for them. */
  known?: KnownFacts | undefined;
  /** The fields read so far. */
  values?: Values;
  /** The zone of naive times: the layout's, else of the place. */
  zone: () => string;
  /** Gathers a warning about the row. */
  warn: (field: string, warning: Fault) => void;
}
