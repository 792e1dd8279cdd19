import type { Fault, FaultPlace } from '../../faults/fault.js';

/** Why a cell is not a value of its field; becomes a fault once its place is known. */
export class Refusal {
  /** The cell's text, as it stood when it was refused. */
  readonly value: string;
  readonly at: (place: FaultPlace) => Fault;

  constructor(value: string, at: (place: FaultPlace) => Fault) {
    this.value = value;
    this.at = at;
  }
}

/** What a conversion says about the cell it works on. */
export interface Subject {
  /** The field's name. */
  readonly field: string;
  /** The layout as messages name it. */
  readonly layout: string;
}
