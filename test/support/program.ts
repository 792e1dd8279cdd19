import { type ChildProcess, spawn } from 'node:child_process';
import os from 'node:os';
import { run } from '../../src/cli/program.js';
import { builtProgram } from './built-program.js';

/** What a run of the program left: its answer, its talk, its exit code (null when a signal ended it). */
export interface Transcript {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command is typed, and what its environment holds besides the usual. */
export interface CommandEnvironment {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A place where a process is started. */
export interface ProcessPlace extends CommandEnvironment {
  /** Bytes past which no file can be written, as on a disk that is full. */
  readonly mostBytes?: number;
  /** Files that it can have open at once. */
  readonly mostFiles?: number;
}

/** Runs a command in this process, with everything that it would find and touch in one of its own. */
export async function plumbline({ cwd, env = {} }: CommandEnvironment, ...args: readonly string[]): Promise<Transcript> {
  let out = '';
  let talk = '';
  const code = await run(args, {
    stdout: text => void (out += text),
    stderr: text => void (talk += text),
    isTerminal: false,
    env: environment(env),
    start: cwd,
    clock: Date.now,
    user: os.userInfo().username,
  });
  return { code, stdout: out, stderr: talk };
}

/** Runs the built program to its end in a process of its own, as a shell would. */
export function spawned(place: ProcessPlace, ...args: readonly string[]): Promise<Transcript> {
  return transcriptOf(startProgram(place, ...args));
}

/** Starts the built program and leaves it running. */
export function startProgram({ cwd, env = {}, mostBytes, mostFiles }: ProcessPlace, ...args: readonly string[]): ChildProcess {
  const limits = [
    ...(mostBytes === undefined ? [] : [`--fsize=${mostBytes}`]),
    ...(mostFiles === undefined ? [] : [`--nofile=${mostFiles}`]),
  ];
  const limit = limits.length === 0 ? [] : ['prlimit', ...limits];
  const [command = '', ...rest] = [...limit, process.execPath, builtProgram(), ...args];
  return spawn(command, rest, { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What the machine's environment holds, without what would change the program's answers. */
function environment(own: Readonly<Record<string, string>>): Readonly<Record<string, string | undefined>> {
  const { DATABASE_URL: _url, PLUMBLINE_WORKSPACE: _workspace, LC_ALL: _all, LC_MESSAGES: _messages, ...usual } = process.env;
  return { ...usual, TZ: 'UTC', LANG: 'C.UTF-8', ...own };
}

/** What a started program leaves when it ends. */
export async function transcriptOf(child: ChildProcess): Promise<Transcript> {
  let out = '';
  let talk = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (talk += text));
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  return { code, stdout: out, stderr: talk };
}

/** The one JSON document that a run printed. */
export function documentOf<T>({ stdout }: Transcript): T {
  if (!stdout.endsWith('}\n') || stdout.trimEnd().includes('\n'))
    throw new Error(`not one JSON document on one line: ${stdout.slice(0, 300)}`);
  // What the program promises to print; the tests look at every field that they use.
  return JSON.parse(stdout) as T;
}

/** Does work for each item, two at a time; results in the order of the items. */
export async function twoAtATime<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) {
      // `i` is an index of the list.
      results[i] = await work(items[i] as T);
    }
  };
  await Promise.all([lane(), lane()]);
  return results;
}
