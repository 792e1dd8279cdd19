import type { CellDoubt } from '../../../facts/cell-doubts.js';

/** A row of a sheet that is not blank. */
export interface SheetRow {
  readonly number: number;
  readonly cells: string[];
  doubts?: CellDoubt[];
}
