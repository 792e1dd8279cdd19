import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestServer } from '../test/support/server.js';
import { processorOf } from './run-program.js';

/** The processor's seconds that a server has taken so far: its main process, the sessions that have ended, and those that run. */
export function serverProcessor(server: TestServer): number {
  const main = Number(readFileSync(path.join(path.dirname(server.log), 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const { own, ofChildren } = processorOf(main);
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .reduce((sum, name) => sum + ofChild(Number(name), main), own + ofChildren);
}

function ofChild(pid: number, parent: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/PPid:\s+(\d+)/.exec(status)?.[1]) === parent ? processorOf(pid).own : 0;
  } catch {
    // It has ended meanwhile, and its parent counts it.
    return 0;
  }
}
