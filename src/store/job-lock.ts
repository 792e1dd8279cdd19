import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Database } from './connect.js';
import { takeLock } from './embedded/lock.js';
import { connectionLostStop } from './server.js';

/** A job that is being run, here and nowhere else. */
export interface JobLock {
  /** Aborted when the lock was lost, because the connection that held it ended. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

// Apart from the numbers of turns and migrations: one for the product's jobs, one for the job by its name.
const jobs = 0x706a;

/**
 * Takes the lock of a job; undefined while another run of it has it, in this process or another. On a server it is an advisory lock
 * of a connection of its own, so that it ends with its process; with an embedded database it is a lock file in `folder`.
 */
export function takeJobLock(database: Database, folder: string, job: string): Promise<JobLock | undefined> {
  return database.kind === 'server' ? onServer(database, job) : Promise.resolve(inFolder(join(folder, job)));
}

function inFolder(directory: string): JobLock | undefined {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = takeLock(directory, () => directory);
  if ('heldBy' in lock) return undefined;
  return { lost: new AbortController().signal, release: () => Promise.resolve(lock.release()) };
}

async function onServer(database: Database, job: string): Promise<JobLock | undefined> {
  // Settles the pool's settings, and says in our words when the server is away.
  await database.transaction(tx => tx.raw('select 1'));
  // knex leaves its client untyped; a raw connection is one of pg's, outside of the pool, so that locks do not use it up.
  const client = database.knex.client as {
    acquireRawConnection(): Promise<pg.Client>;
    destroyRawConnection(c: pg.Client): Promise<void>;
  };
  const failed = (failure: unknown): never => {
    throw connectionLostStop(failure, database.shown) ?? failure;
  };
  const connection = await client.acquireRawConnection().catch(failed);
  const lost = new AbortController();
  connection.on('error', () => lost.abort());
  connection.on('end', () => lost.abort());
  const end = (): Promise<void> => client.destroyRawConnection(connection).catch(() => undefined);
  try {
    const { rows } = await connection.query<{ taken: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as taken', [
      jobs,
      job,
    ]);
    if (rows[0]?.taken === true) return { lost: lost.signal, release: end };
  } catch (failure) {
    await end();
    return failed(failure);
  }
  await end();
  return undefined;
}
