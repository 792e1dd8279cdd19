import type { Logger } from 'pino';

/** Work that goes on when its request has been answered. */
export class Background {
  readonly #running = new Set<Promise<void>>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Begins it; what goes wrong is logged by the request that it goes on beside, where there is one. */
  readonly begin = (work: () => Promise<unknown>, requestId?: string): void => {
    const done = work().then(
      () => undefined,
      (problem: unknown) => this.#log.warn({ err: problem, request: requestId }, 'work beside a request did not succeed'),
    );
    this.#running.add(done);
    void done.then(() => this.#running.delete(done));
  };

  /** Resolves when nothing runs any more. */
  async ended(): Promise<void> {
    await Promise.all(this.#running);
  }
}
