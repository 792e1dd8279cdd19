import { type ChildProcessByStdio, spawn } from 'node:child_process';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { builtProgram } from './built-program.js';
import { runFolder } from './folders.js';

/** Starts one of the tests' own programs in TypeScript in a process of its own, with pipes to its input and from its output. */
export function typescriptProcess(script: URL, ...args: readonly string[]): ChildProcessByStdio<Writable, Readable, null> {
  builtProgram();
  return spawn(process.execPath, ['--import', 'tsx', fileURLToPath(script), ...args], {
    // Beside the run's folder lies what tsx has translated before.
    env: { ...process.env, TMPDIR: path.dirname(runFolder()) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}
