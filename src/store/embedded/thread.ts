import type { MessagePort, Worker } from 'node:worker_threads';
import { startThread } from '../../threads/start-thread.js';

/** What the database's thread is started with. */
export interface ThreadStart {
  readonly dataDirectory: string;
  /** The unix socket on which other processes attach. */
  readonly socket: string;
}

/** What the program tells the database's thread. */
export type ToThread = { readonly connect: MessagePort } | { readonly stop: { readonly withinMs: number } };

/** What the database's thread tells the program. */
export type FromThread = { readonly ready: { readonly version: string } } | { readonly failed: string };

/** Starts the database's thread. */
export const startDatabaseThread = (start: ThreadStart): Worker =>
  startThread(new URL('./worker', import.meta.url), { workerData: start });
