import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Database } from '../../src/store/connect.js';
import { migrate } from '../../src/store/migrate.js';
import { builtProgram } from './built-program.js';
import { afterFile, atEnd, lastingFolder, runFolder, temporaryFolder } from './folders.js';
import { requires } from './requires.js';
import { startServer, type TestServer } from './server.js';

const templateName = 'template_plumbline';

/** An embedded database that is open, and its directory. */
interface Open {
  readonly database: Database;
  readonly directory: string;
}

/** An open embedded database for a while: empty and migrated. */
export interface Borrowed extends Open {
  readonly giveBack: () => Promise<void>;
}

/** What a process that runs tests keeps from one suite to the next. */
interface Kept {
  server?: Promise<TestServer | undefined>;
  serverTemplate?: Promise<void>;
  template?: Promise<string>;
  databases: number;
  /** Open embedded databases that nobody uses at the moment. */
  readonly idle: Open[];
}

// On the global object, because mocha may load this module twice: by require for most test files, by import for some.
const global = globalThis as { [key: symbol]: unknown };
const key = Symbol.for('plumbline.test-databases');
global[key] ??= { databases: 0, idle: [] } satisfies Kept;
const kept = global[key] as Kept;

/** This process's PostgreSQL server, started when first asked for; undefined where PostgreSQL is not installed. */
export function testServer(): Promise<TestServer | undefined> {
  kept.server ??= startServer().then(server => {
    if (server !== undefined) atEnd(() => server.stop());
    return server;
  });
  return kept.server;
}

/** The URL of a new, migrated database on the server; undefined where PostgreSQL is not installed. */
export async function freshServerUrl(): Promise<string | undefined> {
  builtProgram();
  const running = await testServer();
  if (running === undefined) return undefined;
  kept.serverTemplate ??= makeServerTemplate(running);
  await kept.serverTemplate;
  const name = `suite_${++kept.databases}`;
  await running.run(`create database ${name} template ${templateName}`);
  afterFile(() => running.run(`drop database ${name} with (force)`));
  return running.url(name);
}

async function makeServerTemplate(running: TestServer): Promise<void> {
  await running.run(`create database ${templateName}`);
  await migrated({ url: running.url(templateName) });
}

/**
 * An embedded database that this process keeps open, for whoever does not look at its directory: another one takes a second to copy
 * and to open, this one a quarter of that to be as new.
 */
export async function borrowDatabase(): Promise<Borrowed> {
  const open = kept.idle.pop() ?? (await openedAnew());
  const before = await nextTransaction(open.database);
  const giveBack = async (): Promise<void> => {
    await open.database.knex.raw('discard all');
    // Whatever writes takes a number.
    if ((await nextTransaction(open.database)) !== before) await renew(open.database);
    kept.idle.push(open);
  };
  return { ...open, giveBack };
}

async function openedAnew(): Promise<Open> {
  const directory = lastingFolder('kept');
  await copyTemplate(directory);
  const database = await connect({ directory });
  atEnd(() => database.close());
  return { database, directory };
}

async function nextTransaction({ knex }: Database): Promise<string | undefined> {
  const { rows } = await knex.raw<{ rows: { next: string }[] }>('select pg_snapshot_xmax(pg_current_snapshot())::text as next');
  return rows[0]?.next;
}

/** Makes a database as it is after its first migration: tables, and what is known of their contents, are new. */
async function renew(database: Database): Promise<void> {
  await database.knex.raw(
    'drop schema public cascade; create schema public authorization pg_database_owner; grant usage on schema public to public',
  );
  await migrate(database);
}

/**
 * Makes a borrowed database empty again, rows and counters, for files of many short tests that leave its tables as they are: a
 * migration leaves no rows but the list of what was done, and emptying costs a part of what it costs to give back and to borrow.
 */
export async function emptyTables({ knex }: Database): Promise<void> {
  const { rows: tables } = await knex.raw<{ rows: { name: string }[] }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'plumbline_migration'",
  );
  const filled = tables.map(({ name }) => `select '${name}' as name where exists (select from ${name})`);
  const { rows } = await knex.raw<{ rows: { name: string }[] }>(filled.join(' union all '));
  if (rows.length > 0) await knex.raw(`truncate ${rows.map(({ name }) => name).join(', ')} restart identity cascade`);
}

/** A new directory with a migrated embedded database, not opened. */
export async function freshDirectory(): Promise<string> {
  const directory = await emptyDirectory();
  await copyTemplate(directory);
  return directory;
}

/** A new empty directory, removed after the test file. */
export function emptyDirectory(): Promise<string> {
  // An embedded database that is opened there runs in a thread of the built program.
  builtProgram();
  return Promise.resolve(temporaryFolder('database'));
}

async function copyTemplate(directory: string): Promise<void> {
  builtProgram();
  kept.template ??= template();
  await fs.cp(await kept.template, directory, { recursive: true });
}

/** The run's template, made by the first of its processes that needs one. */
async function template(): Promise<string> {
  const [whole, begun] = [path.join(runFolder(), 'template'), path.join(runFolder(), 'template-begun')];
  for (;;) {
    if (existsSync(whole)) return whole;
    const isOurs = await fs.mkdir(begun).then(
      () => true,
      () => false,
    );
    if (isOurs) await makeTemplate(begun, whole);
    else await pause(50);
  }
}

async function makeTemplate(begun: string, whole: string): Promise<void> {
  try {
    const empty = await cachedEmptyDatabase();
    if (empty !== undefined) await fs.cp(empty, begun, { recursive: true });
    await migrated({ directory: begun });
    await fs.rename(begun, whole);
  } catch (failure) {
    await fs.rm(begun, { recursive: true });
    throw failure;
  }
}

/** A new database without tables takes PGlite 5 s to make; outside of CI one is kept from run to run. */
async function cachedEmptyDatabase(): Promise<string | undefined> {
  if (process.env.CI !== undefined) return undefined;
  // Our own file, where versions are pinned.
  const { dependencies } = JSON.parse(await fs.readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const version = dependencies['@electric-sql/pglite'];
  const place = path.join(path.dirname(runFolder()), `plumbline-empty-${version}-${process.getuid?.() ?? ''}`);
  if (existsSync(place)) return place;
  const directory = await fs.mkdtemp(`${place}-`);
  await (await connect({ directory })).close();
  // Whoever is first keeps it.
  await fs.rename(directory, place).catch(() => fs.rm(directory, { recursive: true }));
  return place;
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

/** One suite on both databases: an empty, migrated one each from before its first test until after its last. */
export function eachDatabase(name: string, define: (database: () => Database) => void): void {
  describe(`${name} (embedded)`, () => define(open(borrowDatabase)));
  requires('postgres', `${name} (server)`, () => define(open(openOnServer)));
}

async function openOnServer(): Promise<Pick<Borrowed, 'database' | 'giveBack'>> {
  const url = await freshServerUrl();
  if (url === undefined) throw new Error('no PostgreSQL server');
  const database = await connect({ url });
  return { database, giveBack: () => database.close() };
}

function open(take: () => Promise<Pick<Borrowed, 'database' | 'giveBack'>>): () => Database {
  let taken: Pick<Borrowed, 'database' | 'giveBack'> | undefined;
  before(async () => {
    taken = await take();
  });
  after(async () => {
    await taken?.giveBack();
    taken = undefined;
  });
  return () => {
    if (taken === undefined) throw new Error('the database is open only while tests and hooks run');
    return taken.database;
  };
}
