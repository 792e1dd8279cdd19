import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { configFaults } from '../faults/config.js';
import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { Stop } from '../faults/stop.js';
import type { Rulebook } from '../evaluation/rulebook.js';
import { withMonths } from '../evaluation/wording.js';
import { type Edits, packagedConfig, parseFolder } from './config-files.js';
import { settingsFile } from './find-workspace.js';
import { concerning, settingsConcern } from './concern.js';
import { gather } from './gather.js';
import { readLayouts } from './read-layouts.js';
import { readRules } from './read-rules.js';
import { readSettings } from './read-settings.js';
import { faultsFor, isSoundName, leftOut, unsoundOf, type Use, useOfRules } from './soundness.js';
import type { ParsedFile } from './source-text.js';
import type { Workspace } from './workspace.js';

/** Where the packaged defaults are, when not next to the program. */
export interface LoadOptions {
  readonly packaged?: string;
  /** A file whose objects replace those of the workspace, to see what would be. */
  readonly trial?: ParsedFile;
  /** Files as they would be, plumbline.yaml among them. */
  readonly edits?: Edits;
  /** What is wanted of it: every rule, where nothing else is said. */
  readonly use?: Use;
}

/** A workspace as far as it could be read, with everything that is wrong or doubtful in it. */
export interface Inspection {
  readonly workspace: Workspace;
  readonly faults: readonly Fault[];
  /** Whether plumbline.yaml keeps a list of sites: without one rules may name any. */
  readonly registersSites: boolean;
}

/**
 * Reads a workspace's settings and config over the packaged defaults. Throws a Stop with all faults of what is wanted at once; what is
 * at fault besides is left out, and named among the warnings of the result.
 */
export async function loadWorkspace(directory: string, options: LoadOptions = {}): Promise<Workspace> {
  const { workspace, faults } = await inspectWorkspace(directory, options);
  const use = options.use ?? useOfRules;
  const stopping = new Set(faultsFor(workspace.unsound, use).map(contentOf));
  if (stopping.size > 0) {
    const shown = faults.filter(
      found => (found.severity === 'warning' && !isForCheckAlone(found)) || stopping.has(contentOf(found)),
    );
    throw new Stop(2, shown);
  }
  // Whoever tries a file looks over it.
  const isOfTrial = ({ place }: Fault): boolean => options.trial !== undefined && place.file === options.trial.source.shown;
  const warnings = workspace.warnings.filter(found => !isForCheckAlone(found) || isOfTrial(found));
  return { ...workspace, warnings: [...warnings, ...leftOut(workspace.unsound, use)] };
}

const forCheckAlone: readonly string[] = [
  'layout_draft',
  'standards_missing',
  'standard_repeated',
  'contract_measure_unscored',
  'contract_rule_no_days',
  'contract_rule_no_calendar',
  'contract_calendar_ends',
];

/**
 * What concerns whoever looks over the config, not every other piece of work: a draft that is not complete, a client without standards, a
 * standard that is there twice, a weight without effect.
 */
const isForCheckAlone = ({ code }: Fault): boolean => forCheckAlone.includes(code);

/** Reads a workspace and says everything that is wrong in it, without stopping at faults; only a folder that is no workspace is a Stop. */
export async function inspectWorkspace(directory: string, options: LoadOptions = {}): Promise<Inspection> {
  const root = resolve(directory);
  if (!existsSync(join(root, settingsFile))) {
    throw new Stop(2, [fault(configFaults, 'workspace_not_here', { directory, by: undefined })]);
  }
  const packaged = options.packaged ?? packagedConfig();
  const read = await readSettings(root, options.edits?.get(settingsFile) ?? undefined);
  const files = [
    ...(await parseFolder(packaged, root, 'packaged')),
    ...(await parseFolder(join(root, 'config'), root, 'workspace', options.edits)),
    ...(options.trial === undefined ? [] : [options.trial]),
  ];
  // Reading very many objects takes long: others have their turn in between.
  await setImmediate();
  const gathered = gather(files);
  await setImmediate();
  const rules = await readRules(gathered, read);
  await setImmediate();
  const { layouts, faults: layoutFaults } = readLayouts(gathered.layouts, rules.rulebook.fields);
  const order = [settingsFile, ...files.map(file => file.source.shown)];
  const found = [...concerning(settingsConcern(settingsFile), read.faults), ...gathered.faults, ...rules.faults, ...layoutFaults];
  const faults = inFileOrder(
    order,
    found.map(({ fault: one }) => one),
  );
  const unsound = unsoundOf(
    found,
    read.settings.clients?.map(({ code }) => code),
  );
  const clients = read.settings.clients?.map(client => withMonths(client, rules.rulebook.contracts));
  const settings = { ...read.settings, ...(clients === undefined ? {} : { clients }) };
  const rulebook: Rulebook = { ...rules.rulebook, clients: clients ?? [], sites: settings.sites };
  const warnings = faults.filter(found => found.severity === 'warning');
  const workspace = {
    directory: root,
    settings,
    rulebook,
    toWord: rules.toWord,
    // A packaged one must not stand in for one of the workspace that is at fault.
    layouts: layouts.filter(({ name }) => isSoundName(unsound, 'layouts', name)),
    sources: rules.sources,
    jobs: rules.jobs.filter(({ id }) => isSoundName(unsound, 'jobs', id)),
    calendarLabels: rules.calendarLabels,
    ownDefinitions: rules.ownDefinitions,
    warnings,
    unsound,
  };
  return { workspace: deepFrozen(workspace), faults, registersSites: read.registersSites };
}

/** By file, then line, then column: the order in which they are corrected. */
function inFileOrder(files: readonly (string | undefined)[], faults: readonly Fault[]): readonly Fault[] {
  const column = (found: Fault) => (typeof found.place.column === 'number' ? found.place.column : 0);
  // A parameter that two terms use is checked with each of them, and is wrong once.
  const byContent = new Map(faults.map(found => [contentOf(found), found]));
  return [...byContent.values()].toSorted(
    (a, b) =>
      files.indexOf(a.place.file) - files.indexOf(b.place.file) ||
      (a.place.line ?? 0) - (b.place.line ?? 0) ||
      column(a) - column(b),
  );
}

const contentOf = ({ code, place, params }: Fault): string => JSON.stringify([code, place, params]);

/** Plain data that cannot be changed any more. Exact fractions are left as they are: nothing changes them. */
function deepFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return value;
  Object.values(value).forEach(deepFrozen);
  return Object.freeze(value);
}
