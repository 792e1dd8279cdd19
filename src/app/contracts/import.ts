import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { contractFaults } from '../../faults/contracts.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { writeWhole } from '../../files/whole-file.js';
import { parsePeriod } from '../../facts/period.js';
import { contractYaml } from '../../rulebook/contract-yaml.js';
import { loadWorkspace } from '../../rulebook/load-workspace.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Contract } from '../../standards/contract.js';
import { plainContract } from '../../standards/contract-plain.js';
import { lastEvaluations } from '../../store/evaluations.js';
import type { Deps } from '../deps.js';
import { type WhatIf, whatIf } from '../evaluation/what-if.js';
import { changedLines } from '../config/changed-lines.js';
import { createFile } from '../workspace/create-file.js';
import { type ContractFile, contractFile } from './config-file.js';
import { contractIn } from './contract-in.js';
import { writeFile } from 'node:fs/promises';

/** A filled-in template that is to become config. */
export interface ContractImport {
  /** Absolute. */
  readonly path: string;
  readonly dryRun: boolean;
  /** A file with another content may be replaced. */
  readonly isConfirmed: boolean;
}

/** What a filled-in template comes to. */
export interface ImportedContract {
  readonly contract: string;
  /** Relative to the workspace. */
  readonly file: string;
  readonly yaml: string;
  /** What changes in a file that is there; empty where none is, or it says the same. */
  readonly difference: readonly string[];
  /** What would have been another figure in the last periods; null where none was evaluated. */
  readonly effect: WhatIf | null;
  /** What is doubtful in it, by the cells of the workbook. */
  readonly warnings: readonly Fault[];
  readonly outcome: 'written' | 'same' | 'only_shown' | 'to_be_confirmed';
}

const shownPeriods = 3;

/** Reads a filled-in template, says what it changes, and writes it into config; a Stop with everything that is wrong in it, cell by cell. */
export async function importContract(deps: Deps, { path, dryRun, isConfirmed }: ContractImport): Promise<ImportedContract> {
  const { directory } = deps.workspace;
  const shown = basename(path);
  const contract = await contractIn(deps.workspace, path, shown);
  const plain = plainContract(contract.terms);
  const yaml = contractYaml(plain);
  const kept = await contractFile(directory, plain);
  const effect = await effectOf(deps, contract.terms.contract, yaml, shown);
  const { file, before, after } = kept;
  const answer = { contract: contract.terms.contract.id, file, yaml, effect, warnings: contract.warnings };
  const difference = before === undefined || before === after ? [] : changedLines(before, after);
  if (before === after) return { ...answer, difference, outcome: 'same' };
  if (dryRun) return { ...answer, difference, outcome: 'only_shown' };
  if (before !== undefined && !isConfirmed) return { ...answer, difference, outcome: 'to_be_confirmed' };
  await write(directory, kept);
  return { ...answer, difference, outcome: 'written' };
}

/** What the last evaluated months of its clients would have been. */
async function effectOf(deps: Deps, contract: Contract, yaml: string, name: string): Promise<WhatIf | null> {
  const { workspace } = deps;
  const { client, segment } = contract.scope;
  const clients =
    client === undefined
      ? (workspace.settings.clients ?? []).filter(one => one.segment === segment).map(({ code }) => code)
      : [client];
  const heads = await deps.database.transaction(tx => lastEvaluations(tx));
  const own = heads.filter(one => clients.includes(one.client));
  const months = own
    .flatMap(one => parsePeriod(one.period, clientOf(workspace, one.client)) ?? [])
    .filter(one => one.grain === 'month');
  const periods = [...new Set(months.toSorted((a, b) => a.to - b.to).map(({ id }) => id))].slice(-shownPeriods);
  if (periods.length === 0) return null;
  const evaluated = [...new Set(own.map(one => one.client))];
  return whatIf(deps, { rules: { text: yaml, name }, periods, clients: evaluated });
}

/** Writes the file of a contract, whole or not at all; one that makes the config wrong is taken back. */
async function write(directory: string, { file, before, after }: ContractFile): Promise<void> {
  const path = join(directory, file);
  await mkdir(dirname(path), { recursive: true });
  if (before === undefined) await createFile(path, after).catch((problem: unknown) => refuseOthers(problem, file));
  else await writeWhole(path, draft => writeFile(draft, after));
  await loadWorkspace(directory);
}

function refuseOthers(problem: unknown, file: string): never {
  const isThere = problem instanceof Error && 'code' in problem && problem.code === 'EEXIST';
  throw isThere ? new Stop(2, [fault(contractFaults, 'contract_file_there', { file })], problem) : problem;
}
