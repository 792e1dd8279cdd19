/** What of PGlite's module is needed to end a statement: its memory, and where PostgreSQL keeps its flags in it. */
export interface InterruptibleModule {
  readonly wasmMemory?: { readonly buffer: ArrayBuffer };
  readonly _QueryCancelPending?: number;
  readonly _InterruptPending?: number;
}

/** The global function of the database's thread that ends the statement of a number. */
export const endStatementName = 'plumblineEndStatement';

/** Memory that both threads see: the number of the statement that runs, 0 between statements. */
export const statementCounter = (shared: SharedArrayBuffer): Int32Array<SharedArrayBuffer> => new Int32Array(shared);

/**
 * The statement that the database runs, seen from its own thread. While it runs the thread hears nothing; `end` is called by an
 * interrupt in the middle of it and sets what a signal sets on a server, so that PostgreSQL cancels it at its next look.
 */
export class RunningStatement {
  readonly #counter: Int32Array;
  readonly #module: InterruptibleModule;
  #last = 0;
  #isEnded = false;

  constructor(shared: SharedArrayBuffer, module: InterruptibleModule) {
    this.#counter = statementCounter(shared);
    this.#module = module;
  }

  /** Runs one, so that it can be ended. */
  async run(statement: () => Promise<void>): Promise<void> {
    this.#last = (this.#last % 2 ** 30) + 1;
    Atomics.store(this.#counter, 0, this.#last);
    try {
      await statement();
    } finally {
      Atomics.store(this.#counter, 0, 0);
      // One that ended by itself meanwhile must not cancel the next.
      if (this.#isEnded) this.#setFlags(0);
      this.#isEnded = false;
    }
  }

  /** Ends the statement of a number, if it is the one that runs. */
  end(number: number): void {
    if (Atomics.load(this.#counter, 0) !== number) return;
    this.#isEnded = true;
    this.#setFlags(1);
  }

  #setFlags(value: 0 | 1): void {
    const { wasmMemory, _QueryCancelPending: cancel, _InterruptPending: interrupt } = this.#module;
    if (wasmMemory === undefined || cancel === undefined || interrupt === undefined) return;
    // The memory may have grown since: its buffer is another one then.
    const bytes = new Uint8Array(wasmMemory.buffer);
    bytes[cancel] = value;
    bytes[interrupt] = value;
  }
}
