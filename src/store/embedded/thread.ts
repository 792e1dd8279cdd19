import { Worker } from 'node:worker_threads';
import type { ThreadStart } from './thread-messages.js';

/** What tests load from TypeScript starts the built thread all the same. */
const entry = new URL('./worker.js', import.meta.url.replace(/^(.*)\/src\/(.*)\.ts$/, '$1/dist/$2.js'));

/** Starts the database's thread. */
export const startThread = (start: ThreadStart): Worker => new Worker(entry, { workerData: start, execArgv: [] });
