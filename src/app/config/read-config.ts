import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigFile, ConfigFileList } from '../../contract/config.js';
import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { configFilesOf } from '../../rulebook/config-files.js';
import { settingsFile } from '../../rulebook/find-workspace.js';
import { configChangesOf } from '../../store/config-changes.js';
import { sha256 } from '../../store/ledger.js';
import type { Deps } from '../deps.js';
import { requireConfigPath } from './config-path.js';
import { refusePasswords } from './passwords.js';

/** The files of the workspace's config as they are on the disk, each with the change that it was last written by. */
export async function listConfig(deps: Deps): Promise<ConfigFileList> {
  const { directory, settings } = deps.workspace;
  const changes = (await deps.database.transaction(configChangesOf)).filter(({ state }) => state === 'made');
  const files = [];
  for (const file of [settingsFile, ...(await configFilesOf(directory))]) {
    const text = await textOnDisk(directory, file);
    // Taken away between listing and reading.
    if (text === undefined) continue;
    const hash = sha256(text);
    const last = changes.findLast(({ files: own }) => own.some(one => one.file === file));
    const isAsMade = last?.files.some(one => one.file === file && one.after === hash) === true;
    files.push({ file, sha256: hash, bytes: Buffer.byteLength(text), change: isAsMade ? last.number : null });
  }
  return { files, four_eyes: settings.rules_four_eyes };
}

/** One file of config as it is on the disk. */
export async function readConfig({ workspace }: Deps, file: string): Promise<ConfigFile> {
  requireConfigPath(file);
  const text = await textOnDisk(workspace.directory, file);
  if (text === undefined) throw new Stop(2, [fault(configChangeFaults, 'config_file_unknown', { file })]);
  refusePasswords(file, text);
  return { file, sha256: sha256(text), text };
}

/** The text of a file of config; undefined where there is none. */
export async function textOnDisk(directory: string, file: string): Promise<string | undefined> {
  return readFile(join(directory, file), 'utf8').catch((problem: unknown) => {
    const code = problem instanceof Error && 'code' in problem ? problem.code : undefined;
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR' || code === 'EISDIR') throw new Stop(2, [fault(configChangeFaults, 'config_path_wrong', { file })]);
    throw problem;
  });
}
