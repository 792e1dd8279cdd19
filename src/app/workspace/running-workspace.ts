import { statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { tenancyFaults } from '../../faults/tenancy.js';
import { findWorkspace, settingsFile } from '../../rulebook/find-workspace.js';
import { loadWorkspace } from '../../rulebook/load-workspace.js';
import { leftOut } from '../../rulebook/soundness.js';
import { databaseOf, ensureFolders, readerUrlOf, type Workspace } from '../../rulebook/workspace.js';
import { connect, type Database } from '../../store/connect.js';
import { withTimeout } from '../../store/with-timeout.js';
import { migrate } from '../../store/migrate.js';
import { enableRowSecurity, type Hold, unfitReader, restrictedTo } from '../../store/row-security.js';
import { withStatementTimeout } from '../../store/with-statement-timeout.js';
import type { Deps } from '../deps.js';
import { workspaceFor } from '../visible/workspace-for.js';
import type { Surroundings } from './open-workspace.js';

/** A workspace that stays open, whose config can be read anew while it is in use. */
export interface RunningWorkspace {
  /**
   * What use cases work with now; its workspace is that of the last config without faults. It has no log, because nobody waits at a
   * terminal for what is asked here: each request has a line of the service's log, and each job's run its own.
   */
  readonly deps: () => Deps;
  /** The same for somebody who waits for an answer: stops within a few seconds where the database is busy. */
  readonly depsWithTimeout: () => Deps;
  /** Why the database does not itself keep clients apart; undefined where it does. */
  readonly unguarded: string | undefined;
  /** How those who read for some clients are held to them. */
  readonly hold: Hold;
  /** The same for work on behalf of some clients: no other client is known, and none can be read or written. */
  readonly boundTo: (deps: Deps, clients: readonly string[], does: 'read' | 'write') => Deps;
  /** The same, of whose statements a database server ends each that takes longer than so many seconds. */
  readonly withStatementTimeout: (deps: Deps, seconds: number) => Deps;
  /** Reads the config again if its files have changed, or in any case; the faults for which the one before is kept. */
  readonly reload: (always?: boolean) => Promise<readonly Fault[] | 'unchanged' | 'read'>;
  /** Resolves when the database answers; rejects within a few seconds where it does not. */
  readonly answers: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** Breaks off whatever the database does, of which nothing is kept: for a process that ends at once. */
  readonly abandon: () => Promise<void>;
}

/** How long somebody who waits for an answer waits for the database. */
const requestTimeoutMs = 3000;

/** Opens the workspace that the surroundings name, its database made and up to date, until it is closed. */
export async function runWorkspace(surroundings: Surroundings): Promise<RunningWorkspace> {
  const { start, env, clock, log } = surroundings;
  const directory = findWorkspace(start, surroundings.workspace, env);
  let workspace = await loadWorkspace(directory);
  for (const warning of workspace.warnings) log?.(warning);
  await ensureFolders(directory);
  let seen = await configState(directory);
  // Imports and jobs wait for each other as long as it takes; a person who asks something does not.
  const database = await connect(databaseOf(workspace, env), { connections: 10, waitMs: 600_000 });
  let reader: Database | undefined;
  try {
    await migrate(database);
    const unguarded = await enableRowSecurity(database);
    reader = await readerLogin(workspace, env);
    const databaseWithTimeout = withTimeout(database, requestTimeoutMs);
    const readerWithTimeout = reader === undefined ? undefined : withTimeout(reader, requestTimeoutMs);
    const hold: Hold = readerWithTimeout !== undefined ? 'login' : unguarded === undefined ? 'role' : 'none';
    const held = (deps: Deps, clients: readonly string[], does: 'read' | 'write'): Database =>
      does === 'read' && readerWithTimeout !== undefined
        ? restrictedTo(readerWithTimeout, clients, { hold: 'login', does })
        : restrictedTo(deps.database, clients, { hold: unguarded === undefined ? 'role' : 'none', does });
    const depsWith = (one: Database): Deps => ({ database: one, clock, workspace, env });
    return {
      deps: () => depsWith(database),
      depsWithTimeout: () => depsWith(databaseWithTimeout),
      unguarded,
      hold,
      boundTo: (deps, clients, does) => ({
        ...deps,
        database: held(deps, clients, does),
        workspace: workspaceFor(deps.workspace, clients),
      }),
      withStatementTimeout: (deps, seconds) => ({ ...deps, database: withStatementTimeout(deps.database, seconds) }),
      reload: async (always = false) => {
        const now = await configState(directory);
        if (!always && now === seen) return 'unchanged';
        seen = now;
        try {
          workspace = await loadWorkspace(directory);
          for (const found of leftOut(workspace.unsound)) log?.(found);
          return 'read';
        } catch (problem) {
          if (problem instanceof Stop) return problem.faults;
          throw problem;
        }
      },
      answers: () => databaseWithTimeout.transaction(async tx => void (await tx.raw('select 1'))),
      close: async () => {
        await reader?.close();
        await database.close();
      },
      abandon: async () => void (await Promise.all([reader?.abandon(), database.abandon()])),
    };
  } catch (problem) {
    await reader?.close();
    await database.close();
    throw problem;
  }
}

/** The login that reads for some clients, where one is configured; stops where it could do more than that. */
async function readerLogin(workspace: Workspace, env: Surroundings['env']): Promise<Database | undefined> {
  const url = readerUrlOf(workspace, env);
  if (url === undefined) return undefined;
  const reader = await connect({ url }, { connections: 10, waitMs: 600_000 });
  const unfit = await unfitReader(reader).catch(async (problem: unknown) => {
    await reader.close();
    throw problem;
  });
  if (unfit === undefined) return reader;
  await reader.close();
  throw new Stop(3, [fault(tenancyFaults, 'reader_login_unfit', unfit)]);
}

/** Changes when a file of the config does: names, sizes and times of all of them. */
async function configState(directory: string): Promise<string> {
  const folder = path.join(directory, 'config');
  const names =
    statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? await readdir(folder, { recursive: true }) : [];
  const files = [path.join(directory, settingsFile), ...names.toSorted().map(name => path.join(folder, name))];
  const states = await Promise.all(
    files.map(async file => {
      // A file that goes away between listing and looking is a change like any other.
      const found = await stat(file).catch(() => undefined);
      return `${file} ${found?.size ?? ''} ${found?.mtimeMs ?? ''}`;
    }),
  );
  return states.join('\n');
}
