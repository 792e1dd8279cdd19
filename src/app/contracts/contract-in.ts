import type { Fault } from '../../faults/fault.js';
import { Stop } from '../../faults/stop.js';
import { readContract } from '../../reports/contract-workbook/read-contract.js';
import { contractYaml } from '../../rulebook/contract-yaml.js';
import { trialOfText } from '../../rulebook/trial.js';
import type { Workspace } from '../../rulebook/workspace.js';
import type { Contract } from '../../standards/contract.js';
import type { PlainTerms } from '../../standards/contract-plain.js';
import { type ContractTerms, termsOf } from '../../standards/contract-terms.js';
import { besides, faultsOfCells } from './cell-faults.js';
import { readFilledWorkbook } from './read-workbook.js';
import { templateSource } from './template.js';

/** A contract as a workbook says it, and what is doubtful in it, by its cells. */
export interface ContractInWorkbook {
  readonly terms: ContractTerms;
  readonly warnings: readonly Fault[];
}

/** The contract that a workbook holds, checked as config is; a Stop with everything that is wrong in it, cell by cell. `shown` is what faults call the file. */
export async function contractIn(workspace: Workspace, path: string, shown: string): Promise<ContractInWorkbook> {
  const filled = await readFilledWorkbook(path, shown);
  const { language } = filled;
  const { wordable } = templateSource(workspace, language, undefined);
  const read = readContract(filled, { metrics: workspace.rulebook.metrics, wordable });
  const yaml = contractYaml(asList(read.plain));
  const checked = await trialOfText(workspace.directory, yaml, shown).catch((problem: unknown) => {
    if (problem instanceof Stop) return problem;
    throw problem;
  });
  const sheet = filled.sheets.contract.name;
  const found = checked instanceof Stop ? checked.faults : checked.workspace.warnings.filter(({ place }) => place.file === shown);
  const ofRules = faultsOfCells(found, yaml, shown, { ...read, sheet });
  const faults = inOrder(
    [...read.faults, ...besides(ofRules, read.faults)],
    Object.values(filled.sheets).map(({ name }) => name),
  );
  if (faults.some(({ severity }) => severity === 'error')) throw new Stop(2, faults);
  if (checked instanceof Stop) throw checked;
  const { rulebook } = checked.workspace;
  const own = rulebook.contracts?.find(one => one.id === read.plain['id']);
  if (own === undefined) throw new Error('a contract that was read without faults is among those of the workspace');
  // Its last day as it is written, not as a later contract bounds it.
  const { until: _, ...open } = own;
  const until = read.plain['until'];
  const whole: Contract = { ...open, ...(typeof until === 'string' ? { until } : {}) };
  return { terms: termsOf(whole, rulebook.credits), warnings: faults };
}

const asList = (plain: { readonly [key: string]: PlainTerms }): PlainTerms => plain;

/** By sheet and row: the order in which they are corrected. */
const inOrder = (faults: readonly Fault[], sheets: readonly string[]): readonly Fault[] =>
  faults.toSorted(
    (a, b) =>
      sheets.indexOf(a.place.sheet ?? '') - sheets.indexOf(b.place.sheet ?? '') || (a.place.line ?? 0) - (b.place.line ?? 0),
  );
