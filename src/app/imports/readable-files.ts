import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import type { Fault } from '../../faults/fault.js';
import { Stop } from '../../faults/stop.js';
import { fileStop } from '../../import/readers/bytes.js';
import { refuse } from '../../import/readers/refuse.js';
import type { Deps } from '../deps.js';

/** Stops with a fault for every file that cannot be read, before any of them is imported; what a query reads is no file. */
export async function filesReadable({ workspace }: Deps, files: readonly string[], layout: string | undefined): Promise<void> {
  if (workspace.layouts.find(({ name }) => name === layout)?.layout.format === 'sql') return;
  const faults: Fault[] = [];
  for (const file of new Set(files)) faults.push(...(await faultsOf(file)));
  if (faults.length > 0) throw new Stop(3, faults);
}

/** Asks without opening: a pipe can be opened only once. */
async function faultsOf(file: string): Promise<readonly Fault[]> {
  try {
    await access(file, constants.R_OK);
    if ((await stat(file)).isDirectory()) throw refuse('source_is_directory', { path: file }, { file });
    return [];
  } catch (cause) {
    const stop = cause instanceof Stop ? cause : fileStop(file, cause);
    if (stop instanceof Stop) return stop.faults;
    throw stop;
  }
}
