import type { Fault } from './fault.js';
import { formatFault } from './worded.js';

/** 1 findings · 2 wrong usage or config · 3 environment. */
export type ExitCode = 1 | 2 | 3;

/** Ends what is being done because of faults that the user has to mend; carries all of them. */
export class Stop extends Error {
  readonly faults: readonly Fault[];
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, faults: readonly Fault[], cause?: unknown) {
    super(faults.map(one => formatFault(one)).join('\n'), cause === undefined ? {} : { cause });
    this.name = 'Stop';
    this.exitCode = exitCode;
    this.faults = faults;
  }
}
