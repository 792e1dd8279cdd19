/**
 * Why a cell of a typed source cannot be taken for what was typed: `digits_lost` is a number of more than fifteen significant digits,
 * or one of which only the exponent notation is left, so that its last digits may be others; `no_result` is a formula whose result the
 * file does not hold, so that the cell is empty.
 */
export type Doubt = 'digits_lost' | 'no_result';

/** A cell in doubt: its column position, and why. */
export interface CellDoubt {
  readonly at: number;
  readonly why: Doubt;
}

/** What is in doubt about the cell at a column position; undefined where nothing is. */
export function doubtOf(doubts: readonly CellDoubt[] | undefined, at: number): Doubt | undefined {
  return doubts?.find(doubt => doubt.at === at)?.why;
}
