import { readFileSync } from 'node:fs';

/** Milliseconds that the main thread has waited for a processor while it could have run, where the system tells; 0 elsewhere. */
function waitedForProcessor(): number {
  try {
    const [, waited = '0'] = readFileSync(`/proc/${process.pid}/task/${process.pid}/schedstat`, 'utf8').split(' ');
    return Number(waited) / 1e6;
  } catch {
    return 0;
  }
}

const tickMillis = 5;

/**
 * Watches for how long at a time the event loop is held. What other programs and threads take of the machine is left out: a turn is
 * as long as the clock says, less the time for which the thread waited for a processor.
 */
export class LoopDelay {
  longestMillis = 0;
  #last = { at: performance.now(), waited: waitedForProcessor() };
  readonly #timer = setInterval(() => this.#tick(), tickMillis);

  /** Stops watching, after a last look. */
  end(): number {
    this.#tick();
    clearInterval(this.#timer);
    return this.longestMillis;
  }

  #tick(): void {
    const now = { at: performance.now(), waited: waitedForProcessor() };
    const held = now.at - this.#last.at - (now.waited - this.#last.waited);
    this.longestMillis = Math.max(this.longestMillis, held - tickMillis);
    this.#last = now;
  }
}
