import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const prefix = 'plumbline-run-';

type Ending = () => void | Promise<void>;

/** What a process that runs tests has made so far. */
interface Made {
  /** The folder of the run, once there is one. */
  run?: string;
  /** What is to be done after the test file at hand. */
  readonly afterFile: Ending[];
  /** What is to be done at the end of the run. */
  readonly atEnd: Ending[];
}

// On the global object, because mocha may load this module twice: by require for most test files, by import for some.
const shared = globalThis as { [key: symbol]: unknown };
const key = Symbol.for('plumbline.run-folder');
shared[key] ??= { afterFile: [], atEnd: [] } satisfies Made;
const made = shared[key] as Made;

/** The folder of this run, which `npm test` gives or which is made when first asked for; whoever runs as another user may look inside. */
export function runFolder(): string {
  made.run ??= process.env.PLUMBLINE_RUN_FOLDER ?? ownRunFolder();
  return made.run;
}

function ownRunFolder(): string {
  sweep();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  fs.chmodSync(folder, 0o755);
  process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new empty folder that is removed after the test file that asks for it. */
export function temporaryFolder(name: string): string {
  const folder = lastingFolder(name);
  afterFile(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new empty folder that is removed at the end of the run. */
export const lastingFolder = (name: string): string => fs.mkdtempSync(path.join(runFolder(), `${name}-`));

/** Has something done after the test file at hand, what came last first. */
export function afterFile(ending: Ending): void {
  made.afterFile.unshift(ending);
}

/** Has something done at the end of the run, what came last first. */
export function atEnd(ending: Ending): void {
  made.atEnd.unshift(ending);
}

/** Clears away what the test file at hand has made. */
export async function endFile(): Promise<void> {
  for (const ending of made.afterFile.splice(0)) await ending();
}

/** Ends what has lasted over the test files. */
export async function endRun(): Promise<void> {
  for (const ending of made.atEnd.splice(0)) await ending();
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
