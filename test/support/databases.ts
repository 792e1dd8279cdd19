import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { connect, type Database } from '../../src/store/connect.js';
import { migrate } from '../../src/store/migrate.js';
import { discardFolders, temporaryFolder } from './folders.js';
import { requires } from './requires.js';
import { startServer, type TestServer } from './server.js';

const templateName = 'template_plumbline';

/** What one run of mocha shares. */
interface Run {
  server?: Promise<TestServer | undefined>;
  serverTemplate?: Promise<void>;
  template?: Promise<string>;
  databases: number;
}

// On the global object, because mocha may load this module twice: by require for most test files, by import for some.
const global = globalThis as { [key: symbol]: unknown };
const key = Symbol.for('plumbline.test-run');
global[key] ??= { databases: 0 } satisfies Run;
const run = global[key] as Run;

/** The run's PostgreSQL server, started when first asked for; undefined where PostgreSQL is not installed. */
export function testServer(): Promise<TestServer | undefined> {
  run.server ??= startServer();
  return run.server;
}

/** The URL of a new, migrated database on the run's server; undefined where PostgreSQL is not installed. */
export async function freshServerUrl(): Promise<string | undefined> {
  const running = await testServer();
  if (running === undefined) return undefined;
  run.serverTemplate ??= makeServerTemplate(running);
  await run.serverTemplate;
  const name = `suite_${++run.databases}`;
  await running.run(`create database ${name} template ${templateName}`);
  return running.url(name);
}

async function makeServerTemplate(running: TestServer): Promise<void> {
  await running.run(`create database ${templateName}`);
  await migrated({ url: running.url(templateName) });
}

/** A new directory with a migrated embedded database, not opened. */
export async function freshDirectory(): Promise<string> {
  run.template ??= makeTemplate();
  const directory = await emptyDirectory();
  await fs.cp(await run.template, directory, { recursive: true });
  return directory;
}

/** A new empty directory, removed at the end of the run. */
export function emptyDirectory(): Promise<string> {
  return Promise.resolve(temporaryFolder('database'));
}

async function makeTemplate(): Promise<string> {
  const directory = await emptyDirectory();
  const made = await keptEmptyDatabase();
  if (made !== undefined) await fs.cp(made, directory, { recursive: true });
  await migrated({ directory });
  return directory;
}

/** A new database without tables takes PGlite 5 s to make; outside of CI one is kept from run to run. */
async function keptEmptyDatabase(): Promise<string | undefined> {
  if (process.env.CI !== undefined) return undefined;
  // Our own file, where versions are pinned.
  const { dependencies } = JSON.parse(await fs.readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const kept = path.join(os.tmpdir(), `plumbline-empty-${dependencies['@electric-sql/pglite']}-${process.getuid?.() ?? ''}`);
  if (existsSync(kept)) return kept;
  const directory = await fs.mkdtemp(`${kept}-`);
  await (await connect({ directory })).close();
  // Whoever is first keeps it.
  await fs.rename(directory, kept).catch(() => fs.rm(directory, { recursive: true }));
  return kept;
}

async function migrated(where: { url: string } | { directory: string }): Promise<void> {
  const database = await connect(where);
  try {
    await migrate(database);
  } finally {
    // One left open would keep a failed run from ending.
    await database.close();
  }
}

/** One suite on both databases: a new migrated one each, opened before its first test and closed after its last. */
export function eachDatabase(name: string, define: (database: () => Database) => void): void {
  describe(`${name} (embedded)`, () => define(opened(async () => ({ directory: await freshDirectory() }))));
  requires('postgres', `${name} (server)`, () =>
    define(
      opened(async () => {
        const url = await freshServerUrl();
        if (url === undefined) throw new Error('no PostgreSQL server');
        return { url };
      }),
    ),
  );
}

function opened(where: () => Promise<{ url: string } | { directory: string }>): () => Database {
  let database: Database | undefined;
  let place: { url: string } | { directory: string } | undefined;
  before(async () => {
    place = await where();
    database = await connect(place);
  });
  after(async () => {
    await database?.close();
    database = undefined;
    // Nobody opens it again: a run's end should not have all of them to remove.
    if (place !== undefined && 'directory' in place) await fs.rm(place.directory, { recursive: true });
  });
  return () => {
    if (database === undefined) throw new Error('the database is open only while tests and hooks run');
    return database;
  };
}

/** Stops the server and removes every temporary folder; called once, at the end of the run. */
export async function discardDatabases(): Promise<void> {
  await (await run.server)?.stop();
  delete run.server;
  delete run.serverTemplate;
  delete run.template;
  discardFolders();
}
