import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** How long a program ran, and the most memory that it held. */
export interface Run {
  readonly seconds: number;
  readonly megabytes: number;
  readonly out: string;
}

const program = path.join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');

/** Runs the built program and watches its memory; throws with its words when it fails. */
export async function plumbline(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  return watched(process.execPath, [program, ...args], env);
}

/** Runs any program and watches its memory. */
export async function watched(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const from = performance.now();
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
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${errors}`);
  return { seconds: (performance.now() - from) / 1000, megabytes: Math.round(most), out };
}
