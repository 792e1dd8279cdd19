import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ContractDraft } from '../../contract/config-forms.js';
import type { Language } from '../../facts/label.js';
import { faultJson, withoutCommand } from '../../faults/worded.js';
import { plainContract } from '../../standards/contract-plain.js';
import { sha256 } from '../../store/ledger.js';
import { contractFile } from '../contracts/config-file.js';
import { contractIn } from '../contracts/contract-in.js';
import { templateFor } from '../contracts/template.js';
import type { Deps } from '../deps.js';
import { safeName } from '../workspace/inside.js';

/** A workbook in a folder of its own. */
export interface TemplateFile {
  readonly file: string;
  readonly name: string;
  /** To be called when it has been handed out. */
  readonly discard: () => Promise<void>;
}

/** The workbook in which the contract of a client is filled in, or that of any. */
export async function contractTemplateFile(
  deps: Deps,
  { client, language }: { readonly client: string | undefined; readonly language: Language | undefined },
): Promise<TemplateFile> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-template-'));
  const discard = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const name = safeName(client === undefined ? 'contract.xlsx' : `contract-${client}.xlsx`, 'contract.xlsx');
  try {
    const file = path.join(folder, name);
    await templateFor(deps, { client, language, file });
    return { file, name, discard };
  } catch (failure) {
    await discard();
    throw failure;
  }
}

/** The file of a contract as a filled-in workbook would have it; nothing is written. A Stop with all that is wrong in it, by its cells. */
export async function draftWorkbook({ workspace }: Pick<Deps, 'workspace'>, file: string): Promise<ContractDraft> {
  const { terms, warnings } = await contractIn(workspace, file, path.basename(file));
  const { file: shown, before, after } = await contractFile(workspace.directory, plainContract(terms));
  return {
    contract: terms.contract.id,
    file: shown,
    base: before === undefined ? null : sha256(before),
    text: after,
    is_unchanged: before === after,
    faults: warnings.map(found => withoutCommand(faultJson(found))),
  };
}
