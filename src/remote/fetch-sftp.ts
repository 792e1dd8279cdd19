import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isOfFullDisk } from '../faults/disk.js';
import { jobFaults } from '../faults/jobs.js';
import { fault } from '../faults/make.js';
import { Stop } from '../faults/stop.js';
import {
  defaultMaxBytes,
  defaultTimeoutMs,
  fromEnvironment,
  InactivityTimeout,
  reasonOf,
  type RemoteContext,
  type RemoteSource,
  urlWithoutSecrets,
  type WithEnvironment,
} from './remote-access.js';
import { addressOf } from './private-addresses.js';

/** A file on the other side. */
export interface RemoteFile {
  readonly name: string;
  /** Size and time of change: another one is another file. */
  readonly mark: string;
  readonly size: number;
}

/** A connection to an SFTP server whose key is the one that config names. */
export interface SftpSource {
  /** Files that fit the last part of the URL's path, by name. */
  list(): Promise<readonly RemoteFile[]>;
  /** Writes a file to `target`; stops where less came than the server had said. */
  get(file: RemoteFile, target: string): Promise<void>;
  end(): Promise<void>;
}

/** Connects to the server of a source. `fits` says whether a name has the form of the last part of the URL's path. */
export async function openSftp(
  context: RemoteContext,
  source: RemoteSource,
  fits: (pattern: string, name: string) => boolean,
): Promise<SftpSource> {
  const { default: Client } = await import('ssh2-sftp-client');
  const quiet = (): void => undefined;
  // What goes wrong is thrown by the call that meets it; left alone, the library prints it among our answers.
  const client = new Client(source.id, { error: quiet, end: quiet, close: quiet });
  client.on('error', quiet);
  const url = new URL(source.from);
  const from = urlWithoutSecrets(source.from);
  const path = decodeURIComponent(url.pathname);
  const most = source.most ?? defaultMaxBytes;
  const asked = <T>(ask: (patience: InactivityTimeout) => Promise<T>): Promise<T> => askPatiently(client, context, source, ask);
  const login = await loginOf(context, source, url);
  await asked(async () => {
    const host = await addressOf(login.host, source.allowed);
    await client.connect({ ...login, host, readyTimeout: source.timeout ?? defaultTimeoutMs });
  });
  return {
    list: () =>
      asked(async () => {
        const found = await client.list(posix.dirname(path));
        return found
          .filter(({ type, name }) => type === '-' && fits(posix.basename(path), name))
          .map(({ name, size, modifyTime }) => ({ name, size, mark: `${size}:${modifyTime}` }))
          .sort((a, b) => (a.name < b.name ? -1 : 1));
      }),
    get: (file, target) =>
      asked(async patience => {
        if (file.size > most) throw tooBig(from, file, most);
        const remote = posix.join(posix.dirname(path), file.name);
        // Read to its end, wherever that is: the quick way of the library waits for what was announced.
        const got = await writeStream(client.createReadStream(remote), target, { patience, most, from, file });
        const { size } = await client.stat(remote);
        if (got !== size)
          throw new Stop(3, [fault(jobFaults, 'fetch_cut_off', { from: `${from} (${file.name})`, got, of: size })]);
      }),
    end: () =>
      client.end().then(
        () => undefined,
        () => undefined,
      ),
  };
}

/** Asks a server for something; ends the connection where it says nothing for too long, or the run is to end. */
async function askPatiently<T>(
  client: { end(): Promise<unknown> },
  { timer, signal }: RemoteContext,
  { from, timeout = defaultTimeoutMs }: RemoteSource,
  ask: (patience: InactivityTimeout) => Promise<T>,
): Promise<T> {
  const patience = new InactivityTimeout(timer, timeout, signal);
  // Ending the connection ends whatever is being waited for.
  const cut = new Promise<never>((_, reject) =>
    patience.signal.addEventListener('abort', () => reject(patience.signal.reason as Error), { once: true }),
  );
  cut.catch(() => undefined);
  try {
    return await Promise.race([ask(patience), cut]);
  } catch (failure) {
    // What was refused on our side leaves the connection as it was.
    if (!(failure instanceof Stop) || signal.aborted) void client.end().catch(() => undefined);
    signal.throwIfAborted();
    if (failure instanceof Stop || isOfFullDisk(failure)) throw failure;
    throw new Stop(
      3,
      [fault(jobFaults, 'fetch_failed', { from: urlWithoutSecrets(from), reason: reasonOf(failure, from) })],
      failure,
    );
  } finally {
    patience.end();
  }
}

const tooBig = (from: string, { name }: RemoteFile, most: number): Stop =>
  new Stop(3, [fault(jobFaults, 'fetch_too_big', { from: `${from} (${name})`, most })]);

interface Limits {
  readonly patience: InactivityTimeout;
  readonly most: number;
  readonly from: string;
  readonly file: RemoteFile;
}

/** Writes what a stream gives to `target`: how many bytes came, which may be others than were announced. */
async function writeStream(stream: Readable, target: string, { patience, most, from, file }: Limits): Promise<number> {
  let got = 0;
  stream.on('data', (chunk: Buffer) => {
    patience.heard();
    got += chunk.length;
    if (got > most) stream.destroy(tooBig(from, file, most));
  });
  await pipeline(stream, createWriteStream(target));
  return got;
}

async function loginOf(surroundings: WithEnvironment, given: RemoteSource, url: URL) {
  const needed = { phrase: 'job', id: given.id } as const;
  const password =
    given.password === undefined ? decodeURIComponent(url.password) : fromEnvironment(surroundings, given.password, needed);
  const keyFile = given.private_key === undefined ? undefined : fromEnvironment(surroundings, given.private_key, needed);
  const privateKey = keyFile === undefined ? undefined : await keyIn(keyFile);
  const trusted = given.host_key;
  return {
    host: url.hostname,
    port: url.port === '' ? 22 : Number(url.port),
    username: decodeURIComponent(url.username),
    ...(password === '' ? {} : { password }),
    ...(privateKey === undefined ? {} : { privateKey }),
    hostVerifier: (key: Buffer) => `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=$/, '')}` === trusted,
  };
}

async function keyIn(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (failure) {
    throw new Stop(3, [fault(jobFaults, 'fetch_key_unreadable', { file, reason: reasonOf(failure, file) })], failure);
  }
}
