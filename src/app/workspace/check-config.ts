import { findWorkspace } from '../../rulebook/find-workspace.js';
import type { Surroundings } from './open-workspace.js';
import type { Fault } from '../../faults/fault.js';
import { Stop } from '../../faults/stop.js';
import { compileLookups, lookupsOf } from '../../import/layout/lookups.js';
import { inspectWorkspace, type LoadOptions } from '../../rulebook/load-workspace.js';
import type { RawLayout } from '../../rulebook/workspace.js';
import { lookupTables } from './lookup-tables.js';

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
  const { workspace, faults: written } = await inspectWorkspace(directory, options);
  const { rulebook, layouts, sources, jobs } = workspace;
  const faults = [...written];
  for (const layout of layouts) faults.push(...(await lookupFaults(layout)));
  const { wordings: _worded, coverage: _covered, ...rules } = rulebook;
  const lists = { ...rules, layouts, sources, jobs };
  return {
    directory: workspace.directory,
    ok: faults.every(found => found.severity !== 'error'),
    faults,
    summary: Object.fromEntries(Object.entries(lists).map(([kind, objects]) => [kind, objects.length])),
  };
}

/** What is wrong with the files that a layout looks cells up in; the import would find it only when a file waits. */
async function lookupFaults({ layout, file, shown }: RawLayout): Promise<readonly Fault[]> {
  const here = (fault: Fault): Fault => ({ ...fault, place: { file: shown, ...fault.place } });
  try {
    const tables = await lookupTables(layout, file);
    return Object.entries(layout.fields).flatMap(([field, mapping]) => {
      const lookups = compileLookups(lookupsOf(mapping), tables, { field, layout: shown });
      return 'faults' in lookups ? lookups.faults.map(here) : [];
    });
  } catch (failure) {
    if (failure instanceof Stop) return failure.faults.map(here);
    throw failure;
  }
}

/** Looks over the config of the workspace that the surroundings name. */
export function checkNearest({ start, workspace, env }: Surroundings): Promise<ConfigReport> {
  return checkConfig(findWorkspace(start, workspace, env));
}
