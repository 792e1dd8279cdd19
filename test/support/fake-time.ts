import type { Timer } from '../../src/remote/timer.js';

/** Waits up to so long are over at once: they are for another side, not for a time of day. */
const short = 2000;

interface Waiting {
  readonly at: number;
  readonly call: () => void;
}

/** A clock that is set by the test, and timers that follow it. */
export class FakeTime {
  now: number;
  readonly #waiting: Waiting[] = [];

  constructor(start: string) {
    this.now = Date.parse(start);
  }

  readonly clock = (): number => this.now;

  readonly timer: Timer = {
    after: (millis, call) => {
      if (millis <= short) {
        const soon = setImmediate(call);
        return { cancel: () => clearImmediate(soon) };
      }
      const waiting = { at: this.now + millis, call };
      this.#waiting.push(waiting);
      return { cancel: () => this.#remove(waiting) };
    },
  };

  /** Lets time pass until an instant, everything that is due on the way having its turn. */
  async until(instant: string, idle: () => Promise<void>): Promise<void> {
    const to = Date.parse(instant);
    await idle();
    for (;;) {
      const next = this.#waiting.filter(({ at }) => at <= to).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#remove(next);
      this.now = Math.max(this.now, next.at);
      next.call();
      await idle();
    }
    this.now = to;
  }

  #remove(waiting: Waiting): void {
    const at = this.#waiting.indexOf(waiting);
    if (at >= 0) this.#waiting.splice(at, 1);
  }
}
