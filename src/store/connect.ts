import { applicationName, endSessions, note, type SessionOfServer } from './server-sessions.js';
import { setTimeout as pause } from 'node:timers/promises';
import knexFactory, { type Knex } from 'knex';
import type { ClientConfig } from 'pg';
import { environmentFaults } from '../faults/environment.js';
import { fault } from '../faults/make.js';
import { Stop } from '../faults/stop.js';
import { EmbeddedDirectory } from './embedded/embedded-directory.js';
import { syncToDisk } from './embedded/sync-to-disk.js';
import { connectionLostStop, serverConfig, serverStop } from './server.js';
import { valueTypes } from './value-types.js';

/** One transaction: what repositories work in. */
export type Transaction = Knex.Transaction;

/** Where the database is: a PostgreSQL server's URL, or the directory of an embedded one. */
export type Where = { readonly url: string } | { readonly directory: string };

/** What may be set besides. */
export interface ConnectOptions {
  /** How long a piece of work waits for a connection before it gives up: 10 s; 60 s where another process holds the embedded database. */
  readonly waitMs?: number;
  /** Most connections to a server: 4. The embedded database has one session. */
  readonly connections?: number;
}

/** An open database: one code path, whichever kind it is. */
export interface Database {
  readonly knex: Knex;
  readonly kind: 'embedded' | 'server';
  /** How messages name it: never with a password. */
  readonly shown: string;
  /** Runs work in one transaction. On the embedded database nothing else may be asked meanwhile except through `tx`. */
  readonly transaction: <T>(work: (tx: Knex.Transaction) => Promise<T>) => Promise<T>;
  /** Returns when everything committed is on the disk; a server sees to that itself. */
  settle(): Promise<void>;
  close(): Promise<void>;
  /** Breaks off whatever runs, of which nothing is kept, and ends the connections: for a process that ends at once. */
  abandon(): Promise<void>;
  /** PostgreSQL's version, e.g. `15.18`. */
  version(): Promise<string>;
}

/** Work in a transaction that has begun already. */
export const within =
  (tx: Transaction): Database['transaction'] =>
  work =>
    work(tx);

/** The oldest server whose SQL is what ours needs. */
const oldestServer = 15;

/** Opens the database and makes sure that it can be used; throws Stop with what stands in the way. */
export async function connect(where: Where, options: ConnectOptions = {}): Promise<Database> {
  return 'url' in where ? connectServer(where.url, options) : connectEmbedded(where.directory, options);
}

async function connectServer(url: string, options: ConnectOptions): Promise<Database> {
  const config = serverConfig(url);
  const waitMs = options.waitMs ?? 10_000;
  const sessions = new Set<number>();
  const knex = pool(() => Promise.resolve(config.client), { waitMs, connections: options.connections ?? 4, sessions });
  let isCluster = false;
  let hasQuickCompression = false;
  try {
    const version = await versionOf(knex);
    if (Number.parseInt(version, 10) < oldestServer) {
      const params = { server: config.shown, found: version, wanted: oldestServer };
      throw new Stop(3, [fault(environmentFaults, 'database_too_old', params)]);
    }
    ({ isCluster, hasQuickCompression } = await abilitiesOf(knex));
  } catch (failure) {
    await knex.destroy();
    throw failure instanceof Stop ? failure : serverStop(failure, config);
  }
  onAcquireTimeout(knex, () => slowStop(waitMs));
  const opened = database('server', config.shown, knex, {
    settle: () => Promise.resolve(),
    close: () => knex.destroy(),
    abandon: () => endSessions(config.client, sessions),
    isMoving: () => false,
    begins: `${isCluster ? clusterSettings : ''}${hasQuickCompression ? quickCompression : ''}`,
  });
  urls.set(opened, url);
  return opened;
}

const urls = new WeakMap<Database, string>();

/**
 * Where a thread reaches a server's database by a connection of its own; undefined for one that is held to some clients or to a time, which
 * is made of an opened one and would be neither there, and for an embedded one.
 */
export const urlOf = (database: Database): string | undefined => urls.get(database);

/**
 * What every transaction on a cluster begins with: settings that are made in it hold on all machines, and functions of ours read calendars and
 * batches there, which every machine has whole.
 */
const clusterSettings =
  "set local citus.propagate_set_commands = 'local'; set local citus.allow_nested_distributed_execution = on; ";

/** Documents are compressed in an eighth of the time, to three quarters of the size; either way they are read back as they were. */
const quickCompression = 'set local default_toast_compression = lz4; ';

const slowStop = (waitMs: number): Stop =>
  new Stop(3, [fault(environmentFaults, 'database_slow', { waitedSeconds: Math.round(waitMs / 1000) })]);

async function connectEmbedded(directory: string, options: ConnectOptions): Promise<Database> {
  const place = new EmbeddedDirectory(directory);
  await place.way();
  const waitMs = options.waitMs ?? (place.heldBy === undefined ? 10_000 : 60_000);
  const config = async (): Promise<ClientConfig & { expirationChecker(): boolean }> => {
    const way = await place.way();
    return { ...way.config, expirationChecker: () => !way.isOpen() };
  };
  const knex = pool(config, { waitMs, connections: 1 });
  const busy = (): Stop =>
    new Stop(3, [fault(environmentFaults, 'database_busy', { waitedSeconds: Math.round(waitMs / 1000), holder: place.heldBy })]);
  onAcquireTimeout(knex, busy);
  const close = async (): Promise<void> => {
    await knex.destroy();
    await place.close();
  };
  const abandon = (): Promise<void> => place.abandon();
  const settle = async (): Promise<void> => {
    await knex.raw('checkpoint');
    await syncToDisk(place.dataDirectory);
  };
  // Another process may close its database just while this one asks: the next try attaches to whoever has it then, or opens it here.
  const isMoving = (failure: unknown): boolean => {
    const code = place.heldBy === undefined ? undefined : connectionLostStop(failure, place.directory)?.faults[0]?.code;
    return code === 'database_lost' || code === 'database_unreachable';
  };
  // Nobody else can have it yet: a machine with much to do takes its time to open it.
  const isSlow = (failure: unknown): boolean =>
    place.heldBy === undefined && failure instanceof Stop && failure.faults[0]?.code === 'database_busy';
  try {
    await withRetries(
      () => versionOf(knex),
      failure => isSlow(failure) || isMoving(failure),
    );
  } catch (failure) {
    await close();
    throw failure;
  }
  return database('embedded', place.directory, knex, { settle, close, abandon, isMoving });
}

const attempts = 6;
/** How long a process that closes its database is left alone before it is asked again; longer with every try. */
const closingWaitMs = 50;

/** Does work that has done nothing yet when it fails in a way that passes, up to six times. */
async function withRetries<T>(work: () => Promise<T>, passes: (failure: unknown) => boolean): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (failure) {
      if (!passes(failure) || tried === attempts) throw failure;
      await pause(closingWaitMs * tried);
    }
  }
}

/** How a kind of database is settled and closed, and whether a failure means that the process which has it is closing it. */
interface DatabaseLife extends Pick<Database, 'settle' | 'close' | 'abandon'> {
  readonly isMoving: (failure: unknown) => boolean;
  /** What each of its transactions begins with. */
  readonly begins?: string;
}

/** `shown` names the database in messages. */
function database(
  kind: Database['kind'],
  shown: string,
  knex: Knex,
  { settle, close, abandon, isMoving, begins = '' }: DatabaseLife,
): Database {
  const withClearFailure = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (failure) {
      throw connectionLostStop(failure, shown) ?? failure;
    }
  };
  const transaction: Database['transaction'] = async work => {
    let hasBegun = false;
    const attempt = () =>
      knex.transaction(async tx => {
        // Sorts and hash tables of one import or evaluation fit; PostgreSQL's own 4 MB sends them to the disk.
        await tx.raw(`${begins}set local work_mem = '64MB'`);
        hasBegun = true;
        return work(tx);
      });
    return withClearFailure(() => withRetries(attempt, failure => !hasBegun && isMoving(failure)));
  };
  return {
    knex,
    kind,
    shown,
    settle: () => withClearFailure(() => withRetries(settle, isMoving)),
    close,
    abandon,
    version: () => withClearFailure(() => withRetries(() => versionOf(knex), isMoving)),
    transaction,
  };
}

interface PoolLimits {
  readonly waitMs: number;
  readonly connections: number;
  /** Where the numbers of the server's sessions are noted as long as they are open. */
  readonly sessions?: Set<number>;
}

function pool(config: () => Promise<ClientConfig>, { waitMs, connections, sessions }: PoolLimits): Knex {
  return knexFactory({
    client: 'pg',
    // A function, because knex clones a plain object, and a stream inside it does not survive that.
    // knex's declaration of pg's settings lacks `stream` and `types`, which it hands on as they are.
    connection: (async () => ({
      application_name: applicationName,
      ...(await config()),
      types: valueTypes,
    })) as Knex.ConnectionConfigProvider,
    pool: {
      min: 0,
      max: connections,
      afterCreate: (session: SessionOfServer, done: (failure: null, session: unknown) => void) => {
        if (sessions !== undefined) note(session, sessions);
        done(null, session);
      },
    },
    acquireConnectionTimeout: waitMs,
    // What goes wrong is thrown; knex would print it as well.
    log: { warn: () => undefined, error: () => undefined, deprecate: () => undefined, debug: () => undefined },
  });
}

/** Replaces knex's hint at a full pool, which does not say what to do, wherever a connection is asked for. */
function onAcquireTimeout(knex: Knex, stop: () => Stop): void {
  // knex leaves its client untyped; this is the one method through which queries and transactions get their connection.
  const client = knex.client as { acquireConnection(): Promise<unknown> };
  const acquire = client.acquireConnection.bind(client);
  client.acquireConnection = async () => {
    try {
      return await acquire();
    } catch (failure) {
      throw failure instanceof Error && failure.name === 'KnexTimeoutError' ? stop() : failure;
    }
  };
}

interface Abilities {
  readonly isCluster: boolean;
  readonly hasQuickCompression: boolean;
}

/** What a server has besides PostgreSQL itself: other machines, and a library that it may have been built with. */
async function abilitiesOf(knex: Knex): Promise<Abilities> {
  const { rows } = await knex.raw<{ rows: Abilities[] }>(
    `select exists (select from pg_extension where extname = 'citus') as "isCluster",
       exists (select from pg_settings where name = 'default_toast_compression' and 'lz4' = any (enumvals)) as "hasQuickCompression"`,
  );
  return rows[0] ?? { isCluster: false, hasQuickCompression: false };
}

async function versionOf(knex: Knex): Promise<string> {
  const { rows } = await knex.raw<{ rows: { server_version: string }[] }>('show server_version');
  return (rows[0]?.server_version ?? '').split(' ')[0] ?? '';
}
