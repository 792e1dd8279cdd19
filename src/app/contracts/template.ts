import { contractTemplate } from '../../reports/contract-workbook/sheets.js';
import type { TemplateSource } from '../../reports/contract-workbook/sheet-parts.js';
import { isForClient } from '../../evaluation/rules-for.js';
import { contractFaults } from '../../faults/contracts.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { existsSync } from 'node:fs';
import { findWorkspace } from '../../rulebook/find-workspace.js';
import { loadWorkspace } from '../../rulebook/load-workspace.js';
import type { Language } from '../../facts/label.js';
import type { Workspace } from '../../rulebook/workspace.js';
import { writeContractWorkbook } from '../../reports/writers/contract-xlsx.js';
import { type ContractTerms, termsOf } from '../../standards/contract-terms.js';
import { type Surroundings, withWorkspace } from '../workspace/open-workspace.js';
import type { Deps } from '../deps.js';
import { type Draft, draftOf } from './draft.js';
import { clientNamed, contractInForce, dayAsked } from './find-contract.js';
import type { LeftRule } from './left-rules.js';
import type { TakenLevel } from './taken-levels.js';

/** Which template is asked for. */
export interface TemplateRequest {
  /** Filled with its contract, else with the draft of one. */
  readonly client: string | undefined;
  readonly on: string | undefined;
  readonly language: Language | undefined;
  /** Absolute. */
  readonly file: string;
}

/** What a template was filled with. */
export interface WrittenTemplate {
  readonly file: string;
  readonly from: 'nothing' | 'contract' | 'draft';
  readonly contract: string | null;
  readonly left: readonly LeftRule[];
  /** Levels of the draft that hold for all clients. */
  readonly taken: readonly TakenLevel[];
  /** Measures of the draft with data for which nobody agreed a level. */
  readonly unlevelled: readonly string[];
  readonly language: Language;
}

/** Writes the workbook in which a contract is filled in; never over a file that is there. */
export async function writeTemplate(surroundings: Surroundings, request: TemplateRequest): Promise<WrittenTemplate> {
  const { start, workspace: named, env } = surroundings;
  const workspace = await loadWorkspace(findWorkspace(start, named, env));
  const { file, client } = request;
  if (existsSync(file)) throw new Stop(2, [fault(contractFaults, 'contract_file_there', { file })]);
  const draft = (asked: Asked): Promise<Draft> => withWorkspace(surroundings, deps => draftOf(deps, asked));
  const from = { workspace, now: surroundings.clock(), draft };
  const filled = client === undefined ? undefined : await termsFor(from, { client, on: request.on });
  await writeWorkbook(workspace, { client, language: request.language, file }, filled?.terms);
  return {
    file,
    from: filled?.from ?? 'nothing',
    contract: filled?.terms.contract.id ?? null,
    left: filled?.left ?? [],
    taken: filled?.taken ?? [],
    unlevelled: filled?.unlevelled ?? [],
    language: workspace.settings.language,
  };
}

interface Filled {
  readonly terms: ContractTerms;
  readonly from: 'contract' | 'draft';
  readonly left: readonly LeftRule[];
  readonly taken: readonly TakenLevel[];
  readonly unlevelled: readonly string[];
}

interface Asked {
  readonly client: string;
  readonly on: string | undefined;
}

interface TermsSource {
  readonly workspace: Workspace;
  readonly now: number;
  readonly draft: (asked: Asked) => Promise<Draft>;
}

async function termsFor({ workspace, now, draft }: TermsSource, asked: Asked): Promise<Filled> {
  const client = clientNamed(workspace, asked.client);
  const found = contractInForce(workspace, client, dayAsked(asked.on, now, client.time_zone));
  if (found !== undefined)
    return { terms: termsOf(found, workspace.rulebook.credits), from: 'contract', left: [], taken: [], unlevelled: [] };
  const { terms, left, taken, unlevelled } = await draft(asked);
  return { terms, from: 'draft', left, taken, unlevelled };
}

async function writeWorkbook(
  workspace: Workspace,
  { client, language = workspace.settings.language, file }: Pick<TemplateRequest, 'client' | 'language' | 'file'>,
  terms: ContractTerms | undefined,
): Promise<void> {
  await writeContractWorkbook(contractTemplate(templateSource(workspace, language, client), terms), file);
}

/** The template as the service hands it out: with the contract of the client, else its draft, else for it alone with nothing filled in. */
export async function templateFor(deps: Deps, { client, language, file }: Omit<TemplateRequest, 'on'>): Promise<void> {
  const { workspace, clock } = deps;
  const from = { workspace, now: clock(), draft: (asked: Asked) => draftOf(deps, asked) };
  const filled =
    client === undefined
      ? undefined
      : await termsFor(from, { client, on: undefined }).catch((problem: unknown) => {
          if (problem instanceof Stop && problem.faults.every(({ code }) => code === 'contract_draft_empty')) return undefined;
          throw problem;
        });
  await writeWorkbook(workspace, { client, language, file }, filled?.terms);
}

/** What the workbook offers: the metrics of a client, or those that are for every client. */
export function templateSource(workspace: Workspace, language: Language, client: string | undefined): TemplateSource {
  const { rulebook, settings, toWord } = workspace;
  const segments = (settings.clients ?? []).flatMap(({ segment }) => segment ?? []);
  return {
    language,
    metrics: rulebook.metrics.filter(one => (client === undefined ? one.scope === undefined : isForClient(one, client))),
    wordable: toWord,
    clients: client === undefined ? (settings.clients ?? []).map(({ code }) => code) : [client],
    segments: [...new Set(segments)],
  };
}
