import type { Logger } from 'pino';

/** Work that goes on when its request has been answered. */
export class Background {
  readonly #running = new Set<Promise<void>>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  readonly begin = (work: () => Promise<unknown>): void => {
    const done = work().then(
      () => undefined,
      (problem: unknown) => this.#log.warn({ err: problem }, 'work beside a request did not succeed'),
    );
    this.#running.add(done);
    void done.then(() => this.#running.delete(done));
  };

  /** Resolves when nothing runs any more. */
  async ended(): Promise<void> {
    await Promise.all(this.#running);
  }
}
