import type { Deps } from '../app/deps.js';
import { endBackground } from '../app/jobs/by-hand.js';
import { machineTimer, type Timer } from '../remote/timer.js';
import { Scheduler, type LogWriter } from './scheduler.js';

/** Jobs that run by their schedules. */
export interface RunningJobs {
  /** Looks what is due; to be called after config was reloaded. */
  look(): void;
  /** Returns when nothing is being run, until the next thing is due. */
  idle(): Promise<void>;
  /** Begins nothing more and returns when what runs has ended. */
  stop(): Promise<void>;
}

/** Starts the schedules of a workspace's jobs. `deps` is asked anew each time, so that it may be replaced; its clock is the jobs'. */
export function startJobs(options: {
  readonly deps: () => Deps;
  readonly timer?: Timer;
  readonly talk?: LogWriter;
  /** How often it is looked at least: every minute, so that a clock that was set is noticed. */
  readonly lookEveryMs?: number;
}): RunningJobs {
  const { deps, timer = machineTimer, talk = () => undefined, lookEveryMs = 60_000 } = options;
  const scheduler = new Scheduler({ deps, timer, log: talk, lookEveryMs });
  scheduler.look();
  return {
    look: () => scheduler.look(),
    idle: () => scheduler.idle(),
    stop: async () => {
      await Promise.all([scheduler.stop(), endBackground()]);
    },
  };
}
