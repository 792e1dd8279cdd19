import { type MessagePort, Worker } from 'node:worker_threads';

/** What the database's thread is started with. */
export interface ThreadStart {
  readonly dataDirectory: string;
  /** The unix socket on which other processes attach. */
  readonly socket: string;
}

/** What the program sends to the database's thread. */
export type ToThread = { readonly connect: MessagePort } | { readonly stop: { readonly withinMs: number } };

/** What the database's thread sends to the program. */
export type FromThread = { readonly ready: { readonly version: string } } | { readonly failed: string };

/** What tests load from TypeScript starts the built thread all the same. */
const entry = new URL('./worker.js', import.meta.url.replace(/^(.*)\/src\/(.*)\.ts$/, '$1/dist/$2.js'));

/** Starts the database's thread. */
export const startThread = (start: ThreadStart): Worker => new Worker(entry, { workerData: start, execArgv: [] });
