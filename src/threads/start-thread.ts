import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts the thread of a module. */
export const startThread = (module: URL, options: WorkerOptions): Worker =>
  new Worker(new URL(builtModule(module.href)), { ...options, execArgv: [] });

/** Where a thread finds a module: what tests load from TypeScript is taken from the built program all the same. */
export const builtModule = (href: string): string =>
  import.meta.url.endsWith('.ts') ? href.replace(/^(.*)\/src\/(.*)$/, '$1/dist/$2') : href;
