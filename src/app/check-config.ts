import { findWorkspace } from '../rulebook/find-workspace.js';
import type { Surroundings } from './open-workspace.js';
import type { Fault } from '../faults/fault.js';
import { inspectWorkspace, type LoadOptions } from '../rulebook/load-workspace.js';

/** What `plumbline check` finds. */
export interface ConfigReport {
  readonly directory: string;
  /** True when there are no errors; warnings alone leave it so. */
  readonly ok: boolean;
  readonly faults: readonly Fault[];
  /** How many objects of each kind hold, the workspace's over the packaged ones. */
  readonly summary: Readonly<Record<string, number>>;
}

/** Looks over the whole config of a workspace and reports every fault at once. Only a folder that is no workspace is a Stop. */
export async function checkConfig(directory: string, options: LoadOptions = {}): Promise<ConfigReport> {
  const { workspace, faults } = await inspectWorkspace(directory, options);
  const { rulebook, layouts, sources } = workspace;
  const lists = { ...rulebook, layouts, sources };
  return {
    directory: workspace.directory,
    ok: faults.every(found => found.severity !== 'error'),
    faults,
    summary: Object.fromEntries(Object.entries(lists).map(([kind, objects]) => [kind, objects.length])),
  };
}

/** Looks over the config of the workspace that the surroundings name. */
export function checkNearest({ start, workspace, env }: Surroundings): Promise<ConfigReport> {
  return checkConfig(findWorkspace(start, workspace, env));
}
