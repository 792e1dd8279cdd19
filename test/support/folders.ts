import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const prefix = 'plumbline-run-';

// On the global object, because mocha may load this module twice: by require for most test files, by import for some.
const shared = globalThis as { [key: symbol]: unknown };
const key = Symbol.for('plumbline.run-folder');

/** The folder of this run, made when first asked for; whoever runs as another user may look inside. */
function runFolder(): string {
  const known = shared[key];
  if (typeof known === 'string') return known;
  sweep();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  fs.chmodSync(folder, 0o755);
  process.once('exit', discardFolders);
  shared[key] = folder;
  return folder;
}

/** A new empty folder that is removed at the end of the run. */
export const temporaryFolder = (name: string): string => fs.mkdtempSync(path.join(runFolder(), `${name}-`));

/** Removes every folder of this run. */
export function discardFolders(): void {
  const known = shared[key];
  if (typeof known === 'string') fs.rmSync(known, { recursive: true, force: true });
  delete shared[key];
}

/** Removes what runs left behind that were killed. */
function sweep(): void {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) fs.rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (failure) {
    return failure instanceof Error && 'code' in failure && failure.code === 'EPERM';
  }
}
