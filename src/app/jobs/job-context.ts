import type { Actor } from '../../store/actor.js';
import { fullDisk, isOfFullDisk } from '../../faults/disk.js';
import { Stop } from '../../faults/stop.js';
import { formatFault } from '../../faults/worded.js';
import type { Deps } from '../deps.js';
import { chosenClients, readPeriod } from '../evaluation/evaluate.js';
import { clientsConcerned } from '../periods/completeness.js';
import type { WrittenScorecard } from '../scorecards/write-scorecards.js';
import type { Timer } from '../../remote/timer.js';

/** Writes a line of the run's log; one that is found is also among the findings or failures, and reported with them. */
export type Note = (line: string, isFound?: boolean) => void;

/** What a job is given besides its settings. */
export interface JobContext {
  readonly job: string;
  /** When it was due: what "previous month" is relative to. */
  readonly due: number;
  readonly zone: string;
  readonly dryRun: boolean;
  readonly actor: Actor;
  /** Aborted when the run is to end: because the service stops, or because it takes too long. */
  readonly signal: AbortSignal;
  readonly timer: Timer;
  readonly note: Note;
  /** Scorecards that earlier steps of a chain have written, by period, language and client. */
  readonly made: Map<string, WrittenScorecard>;
}

/** What a job did. */
export interface Outcome {
  readonly counts: Readonly<Record<string, number>>;
  /** What a person should look at; trying again would find the same. */
  readonly findings: readonly string[];
  /** Those findings that the next run finds as well until somebody mends them: they are mailed once. */
  readonly lasting?: readonly string[];
  /** What failed and is worth another try; all else was done. */
  readonly failures: readonly string[];
}

/** What a whole run did. */
export interface OutcomeOrFailure extends Outcome {
  /** What ended it before its work was done, for whoever asked for the run. */
  readonly failure?: unknown;
}

/** Why a run was ended before its end. */
export class Ended extends Error {
  readonly why: 'stop' | 'timeout' | 'lock';

  constructor(why: 'stop' | 'timeout' | 'lock', message: string) {
    super(message);
    this.name = 'Ended';
    this.why = why;
  }
}

/** A failure in words: faults as they are shown everywhere, anything else as a bug with its place. */
export function failureText(failure: unknown): string {
  if (failure instanceof Stop) return failure.faults.map(one => formatFault(one)).join('\n');
  if (isOfFullDisk(failure)) return failureText(fullDisk(failure));
  if (!(failure instanceof Error)) return String(failure);
  const isOfSystem = 'code' in failure && typeof failure.code === 'string';
  return isOfSystem || failure instanceof Ended ? failure.message : (failure.stack ?? failure.message);
}

/** Clients that a job works for: those it names, else those that have facts of the period or must deliver some. */
export async function clientsFor(deps: Deps, period: string, named: readonly string[] | undefined): Promise<readonly string[]> {
  readPeriod(period, deps.workspace.settings.time_zone);
  const chosen = await chosenClients(deps, { clients: named ?? [] });
  return named === undefined ? deps.database.transaction(tx => clientsConcerned(tx, deps.workspace, period, chosen)) : chosen;
}

/** Works for each item by itself: what fails for one is said, and does not keep the others from theirs. Ends only when the run is ended. */
export async function forEachIndependently<T>(
  { signal, note }: JobContext,
  items: readonly T[],
  nameOf: (item: T) => string,
  work: (item: T) => Promise<void>,
): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const item of items) {
    signal.throwIfAborted();
    try {
      await work(item);
    } catch (failure) {
      signal.throwIfAborted();
      const failureMessage = `${nameOf(item)}: ${failureText(failure)}`;
      failures.push(failureMessage);
      note(failureMessage, true);
    }
  }
  return failures;
}
