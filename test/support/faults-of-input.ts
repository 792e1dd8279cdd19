import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { importFile } from '../../src/app/imports/import-file.js';
import { initWorkspace } from '../../src/app/workspace/init-workspace.js';
import { proposedLayout, proposeLayout, writeLayout } from '../../src/app/imports/propose-layout.js';
import type { Fault } from '../../src/faults/fault.js';
import { findWorkspace } from '../../src/rulebook/find-workspace.js';
import { inspectWorkspace, loadWorkspace } from '../../src/rulebook/load-workspace.js';
import type { Database } from '../../src/store/connect.js';
import { inFolder, packaged } from '../rulebook/workspace-folder.js';
import { plumbline } from './program.js';
import { stopsWith } from './stops.js';
import { holdDatabaseOpen } from './workspaces.js';

const texts = z.record(z.string(), z.string());

const shape = z.object({
  code: z.string(),
  says: z.string(),
  /** How the fault is met; an import where the files hold one. */
  do: z.enum(['load', 'find', 'name', 'init', 'run']).default('load'),
  /** The command line of `run`, and what its environment holds. */
  args: z.array(z.string()).default([]),
  env: texts.default({}),
  layout: z.string().nullable().default('acme'),
  propose: z.boolean().default(false),
  files: texts.default({}),
  base64: texts.default({}),
  links: texts.default({}),
  expect: z.object({
    line: z.number().optional(),
    column: z.union([z.number(), z.string()]).optional(),
    remedy: z.string(),
  }),
});

/** The smallest input that one code of a catalogue is met by. */
export type FaultInput = z.infer<typeof shape>;

const folder = fileURLToPath(new URL('../messages/', import.meta.url));

/** Every smallest input, by its code. */
export const faultInputs = (): ReadonlyMap<string, FaultInput> =>
  new Map(
    readdirSync(folder)
      .toSorted()
      .map(name => shape.parse(parse(readFileSync(folder + name, 'utf8'))))
      .map(input => [input.code, input]),
  );

/** The source file that an input imports, if it does. */
export const sourceOf = ({ files }: FaultInput): string | undefined => ['in.csv', 'in.ndjson'].find(name => name in files);

/** Meets the faults of an input in a folder of its own; `directory` in their words is where that folder was. */
export function faultsOfInput(
  input: FaultInput,
  database: Database,
): Promise<{ readonly faults: readonly Fault[]; readonly directory: string }> {
  const bytes = Object.fromEntries(Object.entries(input.base64).map(([name, text]) => [name, Buffer.from(text, 'base64')]));
  const usual = input.do === 'load' ? { 'plumbline.yaml': 'time_zone: UTC\n' } : {};
  return inFolder({ files: { ...usual, ...input.files, ...bytes }, links: input.links }, async directory => ({
    directory,
    faults: await faultsMet(input, directory, database),
  }));
}

async function faultsMet(input: FaultInput, directory: string, database: Database): Promise<readonly Fault[]> {
  if (input.do === 'run') return ofCommand(input, directory);
  if (input.do === 'init') return stopsWith(initWorkspace(directory));
  if (input.do === 'find') return stopsWith(Promise.resolve().then(() => findWorkspace(directory)));
  if (input.do === 'name') return stopsWith(Promise.resolve().then(() => findWorkspace('/', directory)));
  const source = sourceOf(input);
  if (source === undefined) return (await inspectWorkspace(directory, { packaged })).faults;
  const found: Fault[] = [];
  const stop = await stopsWith(
    (async () => {
      const deps = { database, clock: () => 0, workspace: await loadWorkspace(directory) };
      const file = path.join(directory, source);
      if (input.propose) {
        await writeLayout(deps.workspace, proposedLayout(await proposeLayout({}, { path: file }), 'en'));
        return;
      }
      const request = { path: file, layout: input.layout ?? undefined, dryRun: true, actor: 'lin' };
      const { findings, warnings } = await importFile(deps, request);
      found.push(...findings, ...warnings);
    })(),
  );
  return [...found, ...stop];
}

async function ofCommand(input: FaultInput, start: string): Promise<readonly Fault[]> {
  const release = 'plumbline.yaml' in input.files ? await holdDatabaseOpen(start) : () => Promise.resolve();
  const { stdout } = await plumbline({ cwd: start, env: input.env }, ...input.args, '--json').finally(release);
  // The one document that a command which stops prints.
  const { faults } = JSON.parse(stdout) as { faults?: readonly Fault[] };
  if (faults === undefined) throw new Error(`${input.code}: the command did not stop, it printed ${stdout.slice(0, 300)}`);
  return faults;
}
