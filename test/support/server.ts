import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { lastingFolder } from './folders.js';
import { programPath } from './programs.js';

/** A PostgreSQL server of the test run's own. */
export interface TestServer {
  readonly port: number;
  /** What it writes: its log, as a file. */
  readonly log: string;
  /** The URL of one of its databases. */
  url(database: string): string;
  /** Runs a statement as its superuser. */
  run(sql: string): Promise<void>;
  /** Ends it as a crash would; its data stay. */
  halt(): Promise<void>;
  /** Starts it again, on the same port; returns when it answers. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const run = promisify(execFile);

/** Ends the server when this process ends in whatever way: its standard input closes. */
const supervisedCommand = '"$0" "$@" & server=$!; read -r _; kill -QUIT $server; wait $server';

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  max_connections: '60',
};

/** Starts a server in a temporary folder, with settings of its own where they matter; undefined where PostgreSQL is not installed. */
export async function startServer(own: Readonly<Record<string, string>> = {}): Promise<TestServer | undefined> {
  const initdb = programPath('postgres');
  if (initdb === undefined) return undefined;
  const binaries = path.dirname(fs.realpathSync(initdb));
  const folder = lastingFolder('server');
  const owner = await serverUser();
  if (owner.uid !== undefined && owner.gid !== undefined) fs.chownSync(folder, owner.uid, owner.gid);
  const data = path.join(folder, 'data');
  // ICU's order of texts differs from bytes, as on most servers: what depends on the order shows here.
  const order = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
  await run(
    path.join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', ...order],
    owner,
  );
  const hba = path.join(data, 'pg_hba.conf');
  // One user whose password counts, for the test of a refused one.
  fs.writeFileSync(hba, `host all guarded 127.0.0.1/32 scram-sha-256\n${fs.readFileSync(hba, 'utf8')}`);
  const port = await freePort();
  const flags = Object.entries({ ...settings, ...own, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const command = [supervisedCommand, path.join(binaries, 'postgres'), '-D', data, ...flags];
  const start = (): ChildProcess => {
    const log = fs.openSync(path.join(folder, 'log'), 'a');
    const child = spawn('/bin/sh', ['-c', ...command], { ...owner, stdio: ['pipe', log, log] });
    fs.closeSync(log);
    child.unref();
    // A pipe is a socket at run time; its type does not say so.
    (child.stdin as net.Socket | null)?.unref();
    return child;
  };
  return supervise(start, port, folder);
}

async function supervise(start: () => ChildProcess, port: number, folder: string): Promise<TestServer> {
  let child: ChildProcess | undefined;
  const url = (database: string): string => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const sql = async (text: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  const resume = async (): Promise<void> => {
    child = start();
    await waitUntilAnswering(() => sql('select 1'), path.join(folder, 'log'));
  };
  const halt = async (): Promise<void> => {
    if (child === undefined) return;
    const ended = once(child, 'exit');
    child.ref();
    child.stdin?.end('\n');
    await ended;
    child = undefined;
  };
  const stop = async (): Promise<void> => {
    await halt();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  await resume();
  return { port, log: path.join(folder, 'log'), url, run: sql, halt, resume, stop };
}

async function waitUntilAnswering(ask: () => Promise<void>, log: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    try {
      return await ask();
    } catch {
      await pause(100);
    }
  }
  throw new Error(`the PostgreSQL server for the tests does not start:\n${fs.readFileSync(log, 'utf8')}`);
}

/** PostgreSQL refuses root: then it runs as the user that Debian's package makes. */
async function serverUser(): Promise<{ uid?: number; gid?: number; cwd: string }> {
  if (process.getuid?.() !== 0) return { cwd: '/' };
  const id = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g'), cwd: '/' };
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  // Listening on a TCP port: an AddressInfo, never a path or null.
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
