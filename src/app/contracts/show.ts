import type { ContractView, MeasureView } from '../../contract/contracts.js';
import type { Label, Language } from '../../facts/label.js';
import { isForClient } from '../../evaluation/rules-for.js';
import { contractFaults } from '../../faults/contracts.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { findWorkspace } from '../../rulebook/find-workspace.js';
import { loadWorkspace } from '../../rulebook/load-workspace.js';
import type { Workspace } from '../../rulebook/workspace.js';
import { hasLevel } from '../../standards/comparison.js';
import type { Contract, HandoutTerms, Measure } from '../../standards/contract.js';
import { termsOf } from '../../standards/contract-terms.js';
import type { CreditRule } from '../../standards/improvement/credits.js';
import { inForce } from '../../standards/in-force.js';
import type { Standard } from '../../standards/standard.js';
import type { Surroundings } from '../workspace/open-workspace.js';
import { clientNamed, contractInForce, contractNamed, contractsAsked, dayAsked } from './find-contract.js';

/** A contract in the list of them. */
export interface ListedContract {
  readonly contract: string;
  readonly client: string | null;
  readonly segment: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly reference: Label | null;
  readonly measures: number;
  readonly rules: number;
  readonly credits: boolean;
}

/** What is asked of contracts: of one client, on one day. */
export interface ContractsQuery {
  readonly client: string | undefined;
  readonly on: string | undefined;
}

/** Every contract of the workspace, or those of one client or one day. */
export async function listContracts(
  surroundings: Surroundings,
  { client, on }: ContractsQuery,
): Promise<{ readonly contracts: readonly ListedContract[]; readonly language: Language }> {
  const workspace = await loaded(surroundings);
  const whose = client === undefined ? undefined : clientNamed(workspace, client);
  const day = on === undefined ? undefined : dayAsked(on, surroundings.clock(), workspace.settings.time_zone);
  return {
    contracts: contractsAsked(workspace, { client: whose, on: day }).map(listed(workspace)),
    language: languageOf(workspace),
  };
}

const loaded = async ({ start, workspace, env }: Surroundings): Promise<Workspace> =>
  loadWorkspace(findWorkspace(start, workspace, env));

const languageOf = ({ settings }: Workspace): Language => settings.language;

const listed =
  ({ rulebook }: Workspace) =>
  (contract: Contract): ListedContract => ({
    contract: contract.id,
    client: contract.scope.client ?? null,
    segment: contract.scope.segment ?? null,
    from: contract.from,
    until: contract.until ?? null,
    reference: contract.reference ?? null,
    measures: contract.measures.reduce((sum, { metrics }) => sum + metrics.length, 0),
    rules: Object.keys(contract.rules).length,
    credits: termsOf(contract, rulebook.credits).credits !== undefined,
  });

/** A level that the firm holds itself to while the contract is in force, and that the client is not shown. */
export type InternalLevel = Pick<Standard, 'metric' | 'comparator' | 'level' | 'reference'> & { readonly label: Label };

/** What holds by a contract, in full. */
export interface ShownContract {
  readonly client: string | null;
  readonly segment: string | null;
  readonly on: string;
  readonly contract: ContractView;
  readonly credits: CreditRule | null;
  readonly handout: HandoutTerms | null;
  readonly internal: readonly InternalLevel[];
}

/** What holds by a contract: that of an id, or the one in force for a client on a day; a Stop where there is none. */
export async function showContract(
  surroundings: Surroundings,
  query: ContractsQuery & { readonly contract: string | undefined },
): Promise<{ readonly shown: ShownContract; readonly workspace: Workspace }> {
  const workspace = await loaded(surroundings);
  const found = contractAsked(workspace, query, surroundings.clock());
  const { credits } = termsOf(found, workspace.rulebook.credits);
  const { scope } = found;
  const on =
    query.on === undefined ? within(found, dayAsked(undefined, surroundings.clock(), workspace.settings.time_zone)) : query.on;
  const shown = {
    client: scope.client ?? null,
    segment: scope.segment ?? null,
    on,
    contract: contractView(workspace, found),
    credits: credits ?? null,
    handout: found.handout ?? null,
    internal: internalBeside(workspace, found, query.client, on),
  };
  return { shown, workspace };
}

/** A day within a contract: the one that is asked about, else its last or first. */
const within = ({ from, until }: Contract, day: string): string =>
  day < from ? from : until !== undefined && day > until ? until : day;

function contractAsked(
  workspace: Workspace,
  { contract: id, client: code, on }: ContractsQuery & { readonly contract: string | undefined },
  now: number,
): Contract {
  if (id !== undefined) return contractNamed(workspace, id);
  const client = clientNamed(workspace, code ?? '');
  const day = dayAsked(on, now, client.time_zone);
  const found = contractInForce(workspace, client, day);
  if (found !== undefined) return found;
  const others = contractsAsked(workspace, { client }).map(one => one.id);
  throw new Stop(2, [fault(contractFaults, 'contract_none', { client: client.code, day, others })]);
}

/** A contract as it is answered. */
export function contractView({ rulebook }: Pick<Workspace, 'rulebook'>, contract: Contract): ContractView {
  const { id, from, until, reference, month_starts_on: starts, rules, measures } = contract;
  const viewOf = (measure: Measure): MeasureView => {
    const metric = rulebook.metrics.find(one => one.id === measure.metric);
    return {
      metric: measure.metric,
      label: metric?.label ?? { en: measure.metric, zh: measure.metric },
      unit: metric?.unit ?? '',
      comparator: measure.comparator ?? null,
      level: measure.level?.text ?? null,
      minimum: measure.minimum?.text ?? null,
      stretch: measure.stretch?.text ?? null,
      min_population: measure.min_population,
      weight: measure.weight?.text ?? null,
      scope: { ...measure.scope },
      reference: measure.reference ?? null,
    };
  };
  return {
    id,
    from,
    until: until ?? null,
    reference: reference ?? null,
    month_starts_on: starts ?? 1,
    rules: Object.entries(rules).map(([name, { is, says }]) => ({ name, is, says: says ?? null })),
    groups: measures.map(({ group, weight, metrics }) => ({
      group,
      weight: weight?.text ?? null,
      measures: metrics.map(viewOf),
    })),
  };
}

/** The firm's own levels that would hold without the contract. */
function internalBeside(
  { rulebook, settings }: Workspace,
  { scope, measures }: Contract,
  asked: string | undefined,
  day: string,
): readonly InternalLevel[] {
  const code = scope.client ?? asked;
  const client = settings.clients?.find(one => one.code === code);
  const subject = { client: code ?? '', segment: scope.segment ?? client?.segment };
  const agreed = new Set(
    measures.flatMap(({ metrics }) => metrics.filter(({ level }) => level !== undefined).map(one => one.metric)),
  );
  return rulebook.metrics.flatMap(({ id: metric, label, scope: made }) => {
    if (agreed.has(metric) || (code !== undefined && !isForClient(made === undefined ? {} : { scope: made }, code))) return [];
    const own = rulebook.standards.filter(one => one.metric === metric && one.contract === undefined && hasLevel(one));
    const holding = inForce(own, subject, day);
    if (holding === undefined) return [];
    const { comparator, level, reference } = holding;
    return [
      {
        metric,
        label,
        ...(comparator === undefined ? {} : { comparator }),
        ...(level === undefined ? {} : { level }),
        ...(reference === undefined ? {} : { reference }),
      },
    ];
  });
}
