import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configFaults } from '../faults/config.js';
import { fault } from '../faults/make.js';
import { Stop } from '../faults/stop.js';

/** The file that makes a folder a workspace. */
export const settingsFile = 'plumbline.yaml';

/** The workspace's folder: the one named by the flag, by PLUMBLINE_WORKSPACE, else the nearest at or above `start`. Throws a Stop that says what to do. */
export function findWorkspace(start: string, flag?: string, env: Readonly<Record<string, string | undefined>> = {}): string {
  const variable = env['PLUMBLINE_WORKSPACE'];
  const given = flag ?? (variable === '' ? undefined : variable);
  if (given !== undefined) {
    const directory = resolve(start, given);
    if (existsSync(join(directory, settingsFile))) return directory;
    const by = flag === undefined ? 'PLUMBLINE_WORKSPACE' : '--workspace';
    throw new Stop(2, [fault(configFaults, 'workspace_not_here', { directory: given, by })]);
  }
  for (let directory = resolve(start); ; directory = dirname(directory)) {
    if (existsSync(join(directory, settingsFile))) return directory;
    if (directory === dirname(directory)) throw new Stop(2, [fault(configFaults, 'workspace_missing', { start })]);
  }
}
