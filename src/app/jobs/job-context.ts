import type { Actor } from '../../store/actor.js';
import type { ParamsOf } from '../../faults/entry.js';
import type { Fault } from '../../faults/fault.js';
import { type Finding, findingsOf } from '../../faults/finding.js';
import { jobFaults } from '../../faults/jobs.js';
import { stopOfMachine } from '../../faults/machine.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { systemReason } from '../../faults/system-error.js';
import type { Deps } from '../deps.js';
import { chosenClients } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';
import { clientsConcerned } from '../periods/completeness.js';
import type { WrittenScorecard } from '../scorecards/write-scorecards.js';
import type { Timer } from '../../remote/timer.js';

/** Writes a line of the run's log, or a finding into it, which is also among those of the run and reported with them. */
export type Note = (what: string | Finding) => void;

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
  readonly findings: readonly Finding[];
  /** Those findings that the next run finds as well until somebody mends them: they are mailed once. */
  readonly lasting?: readonly Finding[];
  /** What failed and is worth another try; all else was done. */
  readonly failures: readonly Finding[];
}

/** What a whole run did. */
export interface OutcomeOrFailure extends Outcome {
  /** What ended it before its work was done, for whoever asked for the run. */
  readonly failure?: unknown;
}

/** Why a run was ended before its end. */
export class Ended extends Error {
  readonly because: ParamsOf<typeof jobFaults.job_interrupted>['because'];

  constructor(because: Ended['because']) {
    super(because);
    this.name = 'Ended';
    this.because = because;
  }
}

/** The faults of a failure: its own where it is a Stop, what the system refuses, else a bug with its place. */
export function faultsOfFailure(failure: unknown): readonly Fault[] {
  const stop = failure instanceof Stop ? failure : stopOfMachine(failure);
  if (stop !== undefined) return stop.faults;
  if (failure instanceof Ended) return [fault(jobFaults, 'job_interrupted', { because: failure.because })];
  if (!(failure instanceof Error)) return [fault(jobFaults, 'job_failed', { message: String(failure) })];
  const isOfSystem = 'code' in failure && typeof failure.code === 'string';
  const message = isOfSystem ? failure.message : (failure.stack ?? failure.message);
  return [fault(jobFaults, 'job_failed', { message, reason: systemReason(failure) })];
}

/** Clients that a job works for: those it names, else those that have facts of the period or must deliver some. */
export async function clientsFor(
  deps: Deps,
  period: { readonly id: string; readonly of: (client: string) => string },
  named: readonly string[] | undefined,
): Promise<readonly string[]> {
  readPeriod(period.id, deps.workspace.settings.time_zone);
  const chosen = await chosenClients(deps, { clients: named ?? [] });
  return named === undefined ? deps.database.transaction(tx => clientsConcerned(tx, deps.workspace, period.of, chosen)) : chosen;
}

/** What failed of some items: how many of them, and why. */
export interface Failures {
  readonly failed: number;
  readonly failures: readonly Finding[];
}

/** Both together. */
export const bothFailures = (one: Failures, other: Failures): Failures => ({
  failed: one.failed + other.failed,
  failures: [...one.failures, ...other.failures],
});

/** Works for each item by itself: what fails for one is said, and does not keep the others from theirs. Ends only when the run is ended. */
export async function forEachIndependently<T>(
  { signal, note }: JobContext,
  items: readonly T[],
  nameOf: (item: T) => string,
  work: (item: T) => Promise<void>,
): Promise<Failures> {
  const failed = new FailuresNoted({ signal, note });
  for (const item of items) {
    signal.throwIfAborted();
    try {
      await work(item);
    } catch (failure) {
      failed.add(nameOf(item), failure);
    }
  }
  return failed.all();
}

/** Failures of single items, each of which is said when it comes. */
export class FailuresNoted {
  readonly #context: Pick<JobContext, 'signal' | 'note'>;
  readonly #failures: Finding[] = [];
  #failed = 0;

  constructor(context: Pick<JobContext, 'signal' | 'note'>) {
    this.#context = context;
  }

  /** Adds one; throws where the run is to end, as nothing else is an item's own failure then. */
  add(name: string, failure: unknown): void {
    this.#context.signal.throwIfAborted();
    this.#failed++;
    const found = findingsOf(faultsOfFailure(failure), name);
    this.#failures.push(...found);
    for (const finding of found) this.#context.note(finding);
  }

  all(): Failures {
    return { failed: this.#failed, failures: this.#failures };
  }
}
