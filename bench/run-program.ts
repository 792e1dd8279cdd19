import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** How long a program ran, the processor's seconds that it and its children took, and the most memory that it held. */
export interface Run {
  readonly seconds: number;
  readonly processor: number;
  readonly megabytes: number;
  readonly out: string;
}

const program = path.join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
const ticksPerSecond = 100;

/** Runs the built program and watches its memory; throws with its words when it fails. */
export async function plumbline(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  return watched(process.execPath, [program, ...args], env);
}

/** Runs any program and watches its memory; one at a time, since the processor's seconds are those of all children that have ended. */
export async function watched(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const from = performance.now();
  const before = processorOf('self').ofChildren;
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let errors = '';
  let most = 0;
  child.stdout.on('data', chunk => (out += String(chunk)));
  child.stderr.on('data', chunk => (errors += String(chunk)));
  const watch = setInterval(() => {
    readFile(`/proc/${child.pid}/status`, 'utf8').then(
      status => (most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)),
      () => undefined,
    );
  }, 50);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${errors}`);
  const processor = processorOf('self').ofChildren - before;
  return { seconds: (performance.now() - from) / 1000, processor, megabytes: Math.round(most), out };
}

/** The processor's seconds that a process has taken, and those of its children that have ended; Linux counts them in hundredths. */
export function processorOf(pid: number | 'self'): { readonly own: number; readonly ofChildren: number } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const seconds = (first: number): number => (Number(fields[first]) + Number(fields[first + 1])) / ticksPerSecond;
  return { own: seconds(11), ofChildren: seconds(13) };
}
