import type { Worker } from 'node:worker_threads';
import { startThread } from '../../threads/start-thread.js';
import type { ThreadStart } from './thread-messages.js';

/** Starts the database's thread. */
export const startDatabaseThread = (start: ThreadStart): Worker =>
  startThread(new URL('./worker.js', import.meta.url), { workerData: start });
