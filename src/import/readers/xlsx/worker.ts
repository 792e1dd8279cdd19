import { parentPort, workerData } from 'node:worker_threads';
import type { Fault } from '../../../faults/fault.js';
import { type ExitCode, Stop } from '../../../faults/stop.js';
import { readTable, type TablePart } from './table.js';
import { limits } from './bounds.js';
import type { TableSpec } from './table-spec.js';

/** What the reading thread answers each time it is asked for more. */
export type Answer =
  | { readonly part: TablePart }
  | { readonly ended: true }
  | { readonly isAlive: true }
  | { readonly stop: { readonly exitCode: ExitCode; readonly faults: readonly Fault[] } }
  | { readonly bug: string };

// The thread is started by xlsx.ts with exactly this.
const table = readTable(workerData as TableSpec);

parentPort?.on('message', () => {
  void next().then(answer => parentPort?.postMessage(answer));
});

// Not said while one text holds the thread, by which the other side knows that nothing will come.
const alive: Answer = { isAlive: true };
setInterval(() => parentPort?.postMessage(alive), limits.signOfLifeMs).unref();

async function next(): Promise<Answer> {
  try {
    const part = await table.next();
    return part.done === true ? { ended: true } : { part: part.value };
  } catch (error) {
    if (error instanceof Stop) return { stop: { exitCode: error.exitCode, faults: error.faults } };
    return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
