import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
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

const entry = (extension: string): URL => new URL(`./worker.${extension}`, import.meta.url);

/** Starts the database's thread: built JavaScript as it is, TypeScript (in tests) with tsx registered first. */
export function startThread(start: ThreadStart): Worker {
  const options = { workerData: start, execArgv: [] };
  if (!import.meta.url.endsWith('.ts')) return new Worker(entry('js'), options);
  // mocha loads TypeScript through require, where import.meta.resolve is missing and require finds the CommonJS build.
  const tsx = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs'),
  ).href;
  const boot = `import('${tsx}').then(({ register }) => { register(); return import('${entry('ts').href}'); })`;
  return new Worker(boot, { ...options, eval: true });
}
