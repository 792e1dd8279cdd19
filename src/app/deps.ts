import type { Fault } from '../faults/fault.js';
import type { Workspace } from '../rulebook/workspace.js';
import type { Database } from '../store/connect.js';

/** How far a long piece of work is: bytes where they are known, and rows. */
interface Progress {
  readonly file: string;
  readonly done: number;
  readonly of: number | undefined;
  readonly rows: number;
}

/** What use cases work with: everything from outside comes through here. */
export interface Deps {
  readonly database: Database;
  /** Milliseconds since 1970-01-01. */
  readonly clock: () => number;
  readonly workspace: Workspace;
  /** Where `env:NAME` of a layout's connection is looked up. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly progress?: (report: Progress) => void;
  /** Talk for the person at the terminal. */
  readonly log?: (message: string | Fault) => void;
}
