import { findWorkspace } from '../../rulebook/find-workspace.js';
import { loadWorkspace } from '../../rulebook/load-workspace.js';
import { type Use, useOfRules } from '../../rulebook/soundness.js';
import { databaseOf, ensureFolders } from '../../rulebook/workspace.js';
import { connect } from '../../store/connect.js';
import { migrate } from '../../store/migrate.js';
import type { Deps } from '../deps.js';

/** What a program brings along when it opens a workspace. */
export interface Surroundings extends Pick<Deps, 'clock' | 'progress' | 'log'> {
  /** The folder it was started in. */
  readonly start: string;
  /** The workspace that the user named. */
  readonly workspace?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the work takes from config: every rule, where nothing else is said. */
  readonly use?: Use;
}

/** Opens the workspace that the surroundings name, its database made and up to date, for one piece of work. */
export async function withWorkspace<T>(surroundings: Surroundings, work: (deps: Deps) => Promise<T>): Promise<T> {
  const { start, env, clock, progress, log } = surroundings;
  const { use = useOfRules } = surroundings;
  const workspace = await loadWorkspace(findWorkspace(start, surroundings.workspace, env), { use });
  for (const warning of workspace.warnings) log?.(warning);
  await ensureFolders(workspace.directory);
  const database = await connect(databaseOf(workspace, env));
  try {
    await migrate(database);
    return await work({
      database,
      clock,
      workspace,
      env,
      ...(progress === undefined ? {} : { progress }),
      ...(log === undefined ? {} : { log }),
    });
  } finally {
    await database.close();
  }
}
