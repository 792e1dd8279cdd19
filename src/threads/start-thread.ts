import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts the thread of a module: built JavaScript as it is, TypeScript (in tests) with tsx registered first. `module` is its URL without the extension. */
export function startThread(module: URL, options: WorkerOptions): Worker {
  const isBuilt = !import.meta.url.endsWith('.ts');
  const entry = new URL(`${module.href}.${isBuilt ? 'js' : 'ts'}`);
  if (isBuilt) return new Worker(entry, { ...options, execArgv: [] });
  // mocha loads TypeScript through require, where import.meta.resolve is missing and require finds the CommonJS twin.
  const tsx = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs'),
  ).href;
  const boot = `import('${tsx}').then(({ register }) => { register(); return import('${entry.href}'); })`;
  return new Worker(boot, { ...options, execArgv: [], eval: true });
}
