import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts the thread of a module. What tests load from TypeScript starts the built thread all the same. */
export const startThread = (module: URL, options: WorkerOptions): Worker =>
  new Worker(new URL(module.href.replace(/^(.*)\/src\/(.*)$/, import.meta.url.endsWith('.ts') ? '$1/dist/$2' : '$&')), {
    ...options,
    execArgv: [],
  });
