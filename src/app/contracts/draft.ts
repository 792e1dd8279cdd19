import { contractFaults } from '../../faults/contracts.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { metricOn } from '../../evaluation/wording.js';
import { metricsFor } from '../../evaluation/rules-for.js';
import type { Metric } from '../../metrics/definition.js';
import { contractRulesOf } from '../../rulebook/contract-rules.js';
import { contractYaml } from '../../rulebook/contract-yaml.js';
import type { Workspace } from '../../rulebook/workspace.js';
import type { Contract } from '../../standards/contract.js';
import { plainContract } from '../../standards/contract-plain.js';
import type { ContractTerms } from '../../standards/contract-terms.js';
import { firstInstants } from '../../store/recorded.js';
import type { Deps } from '../deps.js';
import { createFile } from '../workspace/create-file.js';
import { clientNamed, contractInForce, dayAsked } from './find-contract.js';
import { draftComment } from './draft-words.js';
import { type DraftSource, draftTerms } from './draft-terms.js';
import { type LeftRule, leftRules } from './left-rules.js';
import { rulePlaces } from './rule-places.js';
import { type RepeatedStandard, repeatedStandards, type TakenLevel, takenLevels, unlevelledMeasures } from './taken-levels.js';

/** The contract that says what holds without one, and what it does not say. */
export interface Draft {
  readonly terms: ContractTerms;
  readonly left: readonly LeftRule[];
  /** Its levels that hold for all clients. */
  readonly taken: readonly TakenLevel[];
  /** Measures with data for which nobody agreed a level. */
  readonly unlevelled: readonly string[];
  /** Standards that it says too. */
  readonly repeated: readonly RepeatedStandard[];
  /** The day from which one of the rules that it was drawn from is another; undefined where none changes. */
  readonly changes: string | undefined;
  readonly workspace: Workspace;
}

/** The draft of a contract for a client that has none on the day; a Stop where it has one, or nothing to say. */
export async function draftOf(
  { database, workspace, clock }: Pick<Deps, 'database' | 'workspace' | 'clock'>,
  { client: code, on }: { readonly client: string; readonly on: string | undefined },
): Promise<Draft> {
  const client = clientNamed(workspace, code);
  const day = dayAsked(on, clock(), client.time_zone);
  const there = contractInForce(workspace, client, day);
  if (there !== undefined)
    throw new Stop(2, [fault(contractFaults, 'contract_there_already', { client: code, contract: there.id, day })]);
  const first = await database.transaction(tx => firstInstants(tx, code));
  const source = { rulebook: workspace.rulebook, client, day, recorded: new Set(first.keys()) };
  const drafted = draftTerms(source, freeId(workspace, code, day));
  if (drafted.contract.measures.length === 0)
    throw new Stop(2, [fault(contractFaults, 'contract_draft_empty', { client: code, day })]);
  const rules = rulesOf(source, workspace);
  const terms: ContractTerms = {
    contract: { ...drafted.contract, rules },
    ...(drafted.credits === undefined ? {} : { credits: drafted.credits }),
  };
  const placeOf = await rulePlaces(workspace.directory);
  return {
    terms,
    left: leftRules(source, drafted, rules, placeOf),
    taken: takenLevels(source, drafted.contract.measures, placeOf),
    unlevelled: unlevelledMeasures(drafted.contract.measures),
    repeated: repeatedStandards(source, terms.contract, placeOf),
    changes: drafted.changes,
    workspace,
  };
}

/** A new id of the form `acme-2026`. */
function freeId({ rulebook }: Workspace, code: string, day: string): string {
  const taken = new Set((rulebook.contracts ?? []).map(({ id }) => id));
  const name = code
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-/, '')
    .toLowerCase();
  const first = `${name === '' ? 'contract' : name}-${day.slice(0, 4)}`;
  for (let count = 2, id = first; ; count++) {
    if (!taken.has(id)) return id;
    id = `${first}-${count}`;
  }
}

/** Parameters that standards set alike for every metric that has them: what a contract words for all. */
function rulesOf({ rulebook, client, day }: DraftSource, { toWord }: Workspace): Contract['rules'] {
  const metrics = metricsFor(rulebook.metrics, client.code);
  const effective = new Map(metrics.map(one => [one.id, metricOn(rulebook, one, client, day)]));
  const names = [...new Set(metrics.flatMap(one => Object.keys(one.params)))];
  const alike = names.flatMap(name => {
    const having = metrics.filter(one => name in one.params);
    const texts = new Set(having.map(one => effective.get(one.id)?.params[name]));
    const [text] = texts;
    const isSet = having.some(one => one.params[name] !== text);
    return texts.size === 1 && text !== undefined && isSet ? [[name, { is: text }] as const] : [];
  });
  const rules = Object.fromEntries(alike);
  const worded = new Map(contractRulesOf({ id: 'draft', rules }, toWord).metrics.map(one => [one.id, one]));
  const isTheSame = metrics.every(one => paramsText(worded.get(one.id) ?? one) === paramsText(effective.get(one.id) ?? one));
  return isTheSame || alike.length === 0 ? rules : {};
}

const paramsText = ({ params }: Metric): string =>
  JSON.stringify(Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** The draft as a file of config, with what it does not say above it. */
export const draftYaml = ({ terms, left, taken, unlevelled, repeated, changes, workspace }: Draft): string =>
  contractYaml(
    plainContract(terms),
    draftComment(terms, { left, taken, unlevelled, repeated, changes }, workspace.settings.language),
  );

/** Writes the draft to a new file; a Stop where there is one of that name. */
export async function writeDraft(draft: Draft, file: string): Promise<void> {
  try {
    await createFile(file, draftYaml(draft));
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST')) throw failure;
    throw new Stop(2, [fault(contractFaults, 'contract_file_there', { file })], failure);
  }
}
