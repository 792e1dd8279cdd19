import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { ClientConfig } from 'pg';
import { environmentFaults } from '../../faults/environment.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { failureReason } from '../../faults/system-error.js';
import { endSlowStatements } from './end-slow-statements.js';
import { type Holder, type Lock, lockFile, takeLock } from './lock.js';
import { PortStream } from './port-stream.js';
import { startDatabaseThread } from './thread.js';
import type { FromThread, ToThread } from './thread-messages.js';
import { checkEdition, recordEdition } from './edition.js';

/** How pg reaches the database, and whether that way is still open. */
export interface ConnectionRoute {
  readonly config: ClientConfig;
  isOpen(): boolean;
}

/** How long another process may take to open or close the database before it counts as not answering. */
const patienceMs = 15_000;
/** How long closing waits for other processes' transactions. */
const farewellMs = 30_000;
/** A unix socket's path may have 107 bytes. */
const longestSocketPath = 100;
const socketName = '.s.PGSQL.5432';

const login: ClientConfig = { user: 'postgres', database: 'postgres', ssl: false, port: 5432 };

interface Hosting {
  readonly worker: Worker;
  readonly lock: Lock;
  readonly way: ConnectionRoute;
}

/**
 * The directory of an embedded database as one `connect` uses it: it hosts the database where no other process does, attaches
 * to the process that does, and takes over when that process ends.
 */
export class EmbeddedDirectory {
  readonly directory: string;
  #hosting: Hosting | undefined;
  #way: ConnectionRoute | undefined;
  #closed = false;

  constructor(directory: string) {
    this.directory = path.resolve(directory);
  }

  get dataDirectory(): string {
    return path.join(this.directory, 'data');
  }

  /** Who holds the database, when that is another. */
  heldBy: Holder | undefined;

  /** The way to the database, found again if the one known has closed. */
  async way(): Promise<ConnectionRoute> {
    if (this.#closed) throw new Error('the database has been closed');
    if (this.#way?.isOpen() !== true) this.#way = await this.#find();
    return this.#way;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#stopHosting();
  }

  /** Ends the database's thread wherever it is: what is committed is safe without its farewell, and nothing else is kept. */
  async abandon(): Promise<void> {
    this.#closed = true;
    const hosting = this.#hosting;
    this.#hosting = undefined;
    if (hosting === undefined) return;
    await hosting.worker.terminate();
    releaseLock(this.directory, hosting.lock);
  }

  async #stopHosting(): Promise<void> {
    const hosting = this.#hosting;
    this.#hosting = undefined;
    if (hosting === undefined) return;
    if (hosting.way.isOpen()) {
      const message: ToThread = { stop: { withinMs: farewellMs } };
      const ended = once(hosting.worker, 'exit');
      hosting.worker.postMessage(message);
      // A thread that is deep in a statement does not hear of it: what is committed is safe without its farewell.
      const hung = setTimeout(() => void hosting.worker.terminate(), 2 * farewellMs);
      await ended;
      clearTimeout(hung);
    }
    releaseLock(this.directory, hosting.lock);
  }

  async #find(): Promise<ConnectionRoute> {
    await this.#stopHosting();
    makeDirectory(this.directory);
    const patience = AbortSignal.timeout(patienceMs);
    for (;;) {
      const lock = takeLock(this.directory, () => socketFolder(this.directory));
      if (!('heldBy' in lock)) return this.#host(lock);
      this.heldBy = lock.heldBy;
      const way = await attach(lock.heldBy);
      if (way !== undefined) return way;
      if (lock.heldBy.host !== os.hostname() || patience.aborted) throw lockedStop(this.directory, lock.heldBy);
      await pause(50);
    }
  }

  async #host(lock: Lock): Promise<ConnectionRoute> {
    this.heldBy = undefined;
    try {
      checkEdition(this.directory, this.dataDirectory);
      const socket = path.join(lock.socketFolder, socketName);
      const statement = new SharedArrayBuffer(4);
      const worker = startDatabaseThread({ dataDirectory: this.dataDirectory, socket, statement });
      let running = true;
      worker.once('exit', () => {
        running = false;
      });
      recordEdition(this.directory, await databaseVersion(worker, this.directory));
      endSlowStatements(worker, statement);
      const way: ConnectionRoute = { config: { ...login, stream: () => new PortStream(worker) }, isOpen: () => running };
      this.#hosting = { worker, lock, way };
      return way;
    } catch (failure) {
      releaseLock(this.directory, lock);
      throw failure;
    }
  }
}

/** Attaches to the holder's socket, if it answers. */
async function attach(holder: Holder): Promise<ConnectionRoute | undefined> {
  const probe = net.connect(path.join(holder.socketFolder, socketName));
  try {
    await once(probe, 'connect');
  } catch {
    return undefined;
  }
  // The probe stays connected: its end is the sign that the holder has ended.
  let open = true;
  probe.on('close', () => {
    open = false;
  });
  probe.on('error', () => undefined);
  probe.unref();
  return { config: { ...login, host: holder.socketFolder }, isOpen: () => open };
}

/** The database's version, once it runs. */
async function databaseVersion(worker: Worker, directory: string): Promise<string> {
  const answer = await new Promise<FromThread>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => resolve({ failed: 'thread_ended' }));
  });
  if ('ready' in answer) return answer.ready.version;
  await worker.terminate();
  throw new Stop(3, [
    fault(environmentFaults, 'database_not_opened', {
      directory,
      reason: 'failed' in answer ? answer.failed : 'thread_ended',
    }),
  ]);
}

function makeDirectory(directory: string): void {
  try {
    fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
    fs.accessSync(directory, fs.constants.W_OK | fs.constants.X_OK);
    // The socket inside gives the whole database to whoever can reach it.
    fs.chmodSync(directory, 0o700);
  } catch (failure) {
    const reason = failureReason(failure, directory);
    throw new Stop(3, [fault(environmentFaults, 'database_directory_unusable', { directory, reason })], failure);
  }
}

/** The directory itself where the socket's path is short enough, else a private folder elsewhere. */
function socketFolder(directory: string): string {
  if (Buffer.byteLength(path.join(directory, socketName)) <= longestSocketPath) return directory;
  return fs.mkdtempSync(path.join(os.tmpdir(), 'plumbline-'));
}

function releaseLock(directory: string, lock: Lock): void {
  const folder = lock.socketFolder;
  if (folder === directory) fs.rmSync(path.join(folder, socketName), { force: true });
  else fs.rmSync(folder, { recursive: true, force: true });
  lock.release();
}

function lockedStop(directory: string, { pid, host, since, command }: Holder): Stop {
  const file = lockFile(directory);
  return new Stop(3, [fault(environmentFaults, 'database_locked', { directory, pid, host, since, command, file })]);
}
