/**
 * Why a cell of a typed source cannot be taken for what was typed: `digits_lost` is a number of more than fifteen significant digits,
 * or one of which only the exponent notation is left, so that its last digits may be others; `no_result` is a formula whose result the
 * file does not hold, so that the cell is empty; `shown_otherwise` is a number that its format shows with zeros or texts before it;
 * `date` (or time), `boolean` and `fraction` say what the cell holds.
 */
export type Doubt = 'digits_lost' | 'no_result' | NameDoubt;

/** What is in doubt only where a cell is to name something. */
export type NameDoubt = 'shown_otherwise' | 'date' | 'boolean' | 'fraction';

/** A cell in doubt: its column position, and why. */
export interface CellDoubt {
  readonly at: number;
  readonly why: Doubt;
  /** What the cell shows, where that is not what it holds. */
  readonly shown?: string;
}

/** What is in doubt about the cell at a column position; undefined where nothing is. */
export function doubtOf(doubts: readonly CellDoubt[] | undefined, at: number): CellDoubt | undefined {
  return doubts?.find(doubt => doubt.at === at);
}

/** Whether a doubt matters only where the cell is to name something. */
export const isOfNames = ({ why }: CellDoubt): boolean => why !== 'digits_lost' && why !== 'no_result';
