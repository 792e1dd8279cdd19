import type { Actor } from '../../store/actor.js';
import { findingText } from '../../faults/finding.js';
import type { Deps } from '../deps.js';
import { findJob, type FinishedRun, runJob } from './run-job.js';
import { machineTimer, type Timer } from './timer.js';
import { Ended, type Note } from './job-context.js';

/** A run that somebody asks for. */
export interface ByHand {
  readonly job: string;
  /** What "previous month" is relative to; now otherwise. */
  readonly at?: number | undefined;
  readonly dryRun: boolean;
  readonly actor: Actor;
  readonly signal?: AbortSignal;
  readonly timer?: Timer;
  /** Findings and failures go to the log too, and not to the answer alone. */
  readonly logsFindings?: boolean;
  /** Told when the run has begun, with its number; null for one that is only tried. */
  readonly begun?: (id: number | null) => void;
}

/** Runs a job once, whatever its schedule says; a Stop when it is being run already. */
export function runByHand(deps: Deps, request: ByHand): Promise<FinishedRun> {
  const { at, dryRun, actor, signal = new AbortController().signal, timer = machineTimer } = request;
  const job = findJob(deps, request.job);
  const note: Note = what => {
    if (typeof what === 'string') deps.log?.(what);
    else if (request.logsFindings === true) deps.log?.(findingText(what));
  };
  const { begun = () => undefined } = request;
  return runJob(deps, job, { due: at ?? deps.clock(), attempt: 1, startedBy: 'hand', actor, dryRun, signal, timer, note, begun });
}

const background = new Map<Promise<unknown>, AbortController>();

/** A run that has begun. */
export interface StartedRun {
  readonly run: number;
  /** Resolves when it has ended, in whatever way; how is in the history. */
  readonly ended: Promise<void>;
}

/**
 * Begins a run and does not wait for its end. A Stop that comes before it has begun is thrown; what goes wrong with recording its end
 * is handed to `noticed`.
 */
export async function beginByHand(
  deps: Deps,
  request: Pick<ByHand, 'job' | 'actor'>,
  noticed: (failure: unknown) => void,
): Promise<StartedRun> {
  const ending = new AbortController();
  let tell: (id: number) => void = () => undefined;
  const beginning = new Promise<number>(resolve => (tell = resolve));
  const begun = (id: number | null): void => tell(id ?? 0);
  const running = runByHand(deps, { ...request, dryRun: false, signal: ending.signal, logsFindings: true, begun });
  background.set(running, ending);
  const ended = running.then(() => undefined, noticed).finally(() => background.delete(running));
  return { run: await Promise.race([beginning, running.then(({ id }) => id ?? 0)]), ended };
}

/** Ends the runs that were begun in this way, each where it can go on from later. */
export async function endBackground(): Promise<void> {
  const running = [...background.keys()];
  for (const ending of background.values()) ending.abort(new Ended('service_stopped'));
  await Promise.allSettled(running);
}
