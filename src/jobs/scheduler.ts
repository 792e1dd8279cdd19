import type { Deps } from '../app/deps.js';
import { type ScheduledRun, scheduledRuns, runDue } from '../app/jobs/due.js';
import type { FinishedRun } from '../app/jobs/run-job.js';
import type { Timer } from '../app/jobs/timer.js';
import { findingsOf, findingText } from '../faults/finding.js';
import { Ended, faultsOfFailure } from '../app/jobs/job-context.js';

/** Takes a line for the log: `warn` for what is tried again or to be looked at, `error` for what failed for good. */
export type LogWriter = (line: string, level: 'info' | 'warn' | 'error') => void;

/** What the scheduler needs from outside. */
export interface SchedulerOptions {
  /** Asked for anew each time: config can be reloaded. */
  readonly deps: () => Deps;
  readonly timer: Timer;
  /** Called with what begins, ends and goes wrong. */
  readonly log: LogWriter;
  /** Looked at least so often, so that a clock that was set is noticed. */
  readonly lookEveryMs: number;
}

/** How long to wait when another process is at it, or the database is away. */
const shortWaitMs = 5000;

/**
 * Runs jobs when they are due. What is due is read anew from the records of past runs each time: so several processes can share
 * one schedule, and the first process that looks finds a run that was missed, failed or killed.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #stopping = new AbortController();
  readonly #running = new Map<string, Promise<void>>();
  #waiting: { cancel(): void } | undefined;
  #looking: Promise<void> | undefined;
  #lookAgain = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  /** Looks what is due; also after config was reloaded. */
  look(): void {
    if (this.#looking !== undefined) {
      this.#lookAgain = true;
      return;
    }
    if (this.#stopping.signal.aborted) return;
    this.#waiting?.cancel();
    this.#looking = this.#once().finally(() => {
      this.#looking = undefined;
      if (!this.#lookAgain) return;
      this.#lookAgain = false;
      this.look();
    });
  }

  /** Returns when nothing is looked for or run any more, until the time for the next thing comes. */
  async idle(): Promise<void> {
    while (this.#looking !== undefined || this.#running.size > 0) await Promise.all([this.#looking, ...this.#running.values()]);
  }

  /** Begins nothing more, and waits for what runs: it ends after the file or client that it is at, and goes on at the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Ended('service_stopped'));
    this.#waiting?.cancel();
    await this.idle();
  }

  async #once(): Promise<void> {
    const { deps, log, lookEveryMs } = this.#options;
    let wait = shortWaitMs;
    try {
      const now = deps().clock();
      const coming = (await scheduledRuns(deps(), now)).filter(({ job }) => !this.#running.has(job.id));
      if (this.#stopping.signal.aborted) return;
      for (const one of coming.filter(({ at }) => at <= now)) this.#begin(one);
      const next = coming.filter(({ at }) => at > now).map(({ at }) => at - now);
      wait = Math.min(lookEveryMs, ...next);
    } catch (failure) {
      log(`What jobs are due cannot be seen; it is tried again in ${shortWaitMs / 1000} s. ${failureText(failure)}`, 'error');
    }
    if (!this.#stopping.signal.aborted) this.#wait(wait);
  }

  #wait(millis: number): void {
    this.#waiting?.cancel();
    this.#waiting = this.#options.timer.after(millis, () => this.look());
  }

  #begin({ job, due, attempt }: ScheduledRun): void {
    const { log } = this.#options;
    log(`Job ${job.id}, due ${new Date(due).toISOString()}, attempt ${attempt}.`, 'info');
    const running: Promise<void> = this.#run(job).finally(() => {
      if (this.#running.get(job.id) === running) this.#running.delete(job.id);
    });
    this.#running.set(job.id, running);
  }

  async #run(job: ScheduledRun['job']): Promise<void> {
    const { deps, timer, log } = this.#options;
    try {
      const ran = await runDue(deps(), job, { signal: this.#stopping.signal, timer });
      if (ran !== 'busy') {
        if (ran !== undefined) log(endText(ran), levelOf(job, ran));
        // Removed first, so that what it asks for next is seen.
        this.#running.delete(job.id);
        this.look();
        return;
      }
    } catch (failure) {
      log(`Job ${job.id} could not be run or recorded: ${failureText(failure)}`, 'error');
    }
    if (!this.#stopping.signal.aborted) this.#wait(shortWaitMs);
  }
}

const failureText = (failure: unknown): string =>
  findingsOf(faultsOfFailure(failure))
    .map(one => findingText(one))
    .join('\n');

/** How a run ended, with every fault by its code and words. */
const endText = ({ job, outcome, attempt, counts, findings }: FinishedRun): string =>
  [`Job ${job}: ${outcome}, attempt ${attempt}, ${JSON.stringify(counts)}.`, ...findings.map(one => findingText(one))].join('\n');

function levelOf({ retries }: ScheduledRun['job'], { outcome, attempt, findings }: FinishedRun): 'info' | 'warn' | 'error' {
  if (outcome === 'failed') return attempt > retries ? 'error' : 'warn';
  return outcome === 'done' && findings.length > 0 ? 'warn' : 'info';
}
