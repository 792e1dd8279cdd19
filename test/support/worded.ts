import type { Fault } from '../../src/faults/fault.js';
import { worded } from '../../src/faults/worded.js';

/** What a fault says was found, in English; nothing where there is none. */
export const whatOf = (fault: Fault | undefined): string | undefined =>
  fault === undefined ? undefined : worded('en', fault).what;

/** What a fault says is to be done, in English; nothing where there is none. */
export const remedyOf = (fault: Fault | undefined): string | undefined =>
  fault === undefined ? undefined : worded('en', fault).remedy;
