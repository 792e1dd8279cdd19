import type { Step } from '../words/step.js';
import type { Fault } from '../faults/fault.js';
import type { Workspace } from '../rulebook/workspace.js';
import type { Database } from '../store/connect.js';

/** A line of a job's log, a warning, or a step of long work. */
export type LogMessage = string | Fault | Step;

/** How far a long piece of work is: bytes where they are known, and rows. */
interface Progress {
  readonly file: string;
  readonly done: number;
  readonly of: number | undefined;
  readonly rows: number;
}

/** The clock of the machine, which threads have too. */
export const machineClock = Date.now;

/** What use cases work with: everything from outside comes through here. */
export interface Deps {
  readonly database: Database;
  /** Milliseconds since 1970-01-01. */
  readonly clock: () => number;
  readonly workspace: Workspace;
  /** Where `env:NAME` of a layout's connection is looked up. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly progress?: (report: Progress) => void;
  /** For the person who waits at the terminal, and for the log of a job's run. */
  readonly log?: (message: LogMessage) => void;
}
