import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '../../src/store/connect.js';
import { emptyDirectory, freshDirectory } from './databases.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = path.join(root, 'dist', 'cli', 'main.js');

/** What a run of the program left: its answer, its talk, its exit code (null when a signal ended it). */
export interface Transcript {
  readonly code: number | null;
  readonly out: string;
  readonly talk: string;
}

/** Where a command is typed, and what its environment holds besides the usual. */
export interface Place {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Bytes past which no file can be written, as on a disk that is full. */
  readonly mostBytes?: number;
}

/** Runs the built program to its end, as a shell would. */
export function plumbline(place: Place, ...args: readonly string[]): Promise<Transcript> {
  const child = started(place, ...args);
  return ending(child);
}

/** Starts the built program and leaves it running. */
export function started({ cwd, env = {}, mostBytes }: Place, ...args: readonly string[]): ChildProcess {
  build();
  const { DATABASE_URL: _url, PLUMBLINE_WORKSPACE: _workspace, LC_ALL: _all, LC_MESSAGES: _messages, ...usual } = process.env;
  const limit = mostBytes === undefined ? [] : ['prlimit', `--fsize=${mostBytes}`];
  const [command = '', ...rest] = [...limit, process.execPath, main, ...args];
  return spawn(command, rest, {
    cwd,
    env: { ...usual, TZ: 'UTC', LANG: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** What a started program leaves when it ends. */
export async function ending(child: ChildProcess): Promise<Transcript> {
  let out = '';
  let talk = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (talk += text));
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  return { code, out, talk };
}

/** The one JSON document that a run printed. */
export function documentOf<T>({ out }: Transcript): T {
  if (!out.endsWith('}\n') || out.trimEnd().includes('\n'))
    throw new Error(`not one JSON document on one line: ${out.slice(0, 300)}`);
  // What the program promises to print; the tests look at every field that they use.
  return JSON.parse(out) as T;
}

let isBuilt = false;

/** `npm test` has built the program; a single test file that is run by hand builds what is stale. */
function build(): void {
  if (isBuilt) return;
  isBuilt = true;
  if (existsSync(main) && newest(path.join(root, 'src')) <= newest(path.join(root, 'dist'))) return;
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('the program cannot be built');
}

const newest = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs), 0);

/** Writes files by their paths in a folder. */
export async function put(directory: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** A new workspace of these files, with an embedded database that is made and migrated already. */
export async function workspaceWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const directory = await emptyDirectory();
  await put(directory, { 'plumbline.yaml': 'time_zone: UTC\n', ...files });
  await mkdir(path.join(directory, '.plumbline'));
  await rename(await freshDirectory(), path.join(directory, '.plumbline', 'database'));
  return directory;
}

/**
 * Holds a workspace's embedded database open, so that the commands that follow go through this process and need not start a
 * database each; the function given back lets it go.
 */
export async function hold(directory: string): Promise<() => Promise<void>> {
  const database = await connect({ directory: path.join(directory, '.plumbline', 'database') });
  return () => database.close();
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
