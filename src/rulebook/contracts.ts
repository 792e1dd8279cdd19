import { dayText, parseDay } from '../facts/time.js';
import type { Wording } from '../evaluation/wording.js';
import type { Contract, Measure } from '../standards/contract.js';
import type { CreditRule } from '../standards/improvement/credits.js';
import type { Standard } from '../standards/standard.js';
import type { Index, Node } from '../weights/tree.js';
import { contractRulesOf, type RulesToWord } from './contract-rules.js';
import { withAdopted } from './libraries.js';
import type { WrittenContract } from './shapes/contract.js';
import type { Library } from './shapes/library.js';
import { without } from './without.js';

/** What follows from contracts, each with the client or segment and the days of its contract. */
export interface FromContracts {
  readonly contracts: readonly Contract[];
  readonly standards: readonly Standard[];
  readonly indexes: readonly Index[];
  readonly credits: readonly CreditRule[];
  readonly wordings: readonly Wording[];
}

/** Derives from contracts what evaluations go by: standards, an index where there are weights, credits, metrics in their wording. */
export function fromContracts(
  written: readonly WrittenContract[],
  libraries: readonly Library[],
  rules: RulesToWord,
): FromContracts {
  const bounded = written.map(one => withAdopted(boundedBy(one, written), libraries, rules.metrics));
  const contracts = bounded.map(asContract);
  return {
    contracts,
    standards: contracts.flatMap(standardsOf),
    indexes: bounded.flatMap(indexOf),
    credits: bounded.flatMap(({ credits, until }) =>
      credits === undefined ? [] : [{ ...credits, ...(until === undefined ? {} : { until }) }],
    ),
    wordings: contracts.flatMap(contract =>
      contractRulesOf(contract, rules).metrics.map(metric => ({ ...datesOf(contract), contract: contract.id, metric })),
    ),
  };
}

/** A contract that ends, at the latest, when its next version begins. */
function boundedBy(contract: WrittenContract, all: readonly WrittenContract[]): WrittenContract {
  const { scope, from, until } = contract;
  const later = all.filter(one => one.scope.client === scope.client && one.scope.segment === scope.segment && one.from > from);
  const [next] = later.map(one => one.from).toSorted();
  if (next === undefined) return contract;
  const last = dayText((parseDay(next) ?? 0) - 1);
  return { ...contract, until: until !== undefined && until < last ? until : last };
}

const asContract = (contract: WrittenContract): Contract => ({
  ...without(contract, 'credits', 'adopt'),
  measures: contract.measures.map(group => ({ ...group, metrics: group.metrics.map(one => without(one, 'levels')) })),
});

const datesOf = ({ scope, from, until }: Contract): Pick<Contract, 'scope' | 'from' | 'until'> => ({
  scope,
  from,
  ...(until === undefined ? {} : { until }),
});

/** The standards of the measures that have a level. */
function standardsOf(contract: Contract): readonly Standard[] {
  const { id, reference, measures } = contract;
  const named = reference === undefined ? undefined : [...new Set([reference.en, reference.zh])].join(' / ');
  return measures
    .flatMap(({ metrics }) => metrics)
    .filter(({ level }) => level !== undefined)
    .map(measure => {
      const clause = [named, measure.reference].filter(part => part !== undefined).join(', ');
      return {
        ...agreedIn(measure),
        ...datesOf(contract),
        scope: { ...contract.scope, ...measure.scope },
        ...(clause === '' ? {} : { reference: clause }),
        contract: id,
        params: {},
      };
    });
}

const agreedIn = (
  measure: Measure,
): Pick<Standard, 'metric' | 'comparator' | 'level' | 'minimum' | 'stretch' | 'min_population'> =>
  without(measure, 'weight', 'scope', 'reference');

/** The index of a contract with weights: its groups are the branches. */
function indexOf(contract: WrittenContract): readonly Index[] {
  const tree = treeOf(contract);
  if (tree.length === 0) return [];
  const { scope, from, until } = contract;
  return [
    {
      id: 'contract',
      label: { en: 'Contract', zh: '合同' },
      scope,
      from,
      ...(until === undefined ? {} : { until }),
      on_missing: 'renormalise',
      min_coverage: { text: '0%', value: 0 },
      tree,
      amplify: [],
    },
  ];
}

/** The groups with a weight, and in them the metrics with one: whatever has none is shown and not weighed. */
export const treeOf = ({ measures }: Pick<WrittenContract, 'measures'>): readonly Node[] =>
  measures.flatMap(({ group, weight, metrics }, at) =>
    weight === undefined
      ? []
      : [
          {
            id: `group_${at + 1}`,
            label: group,
            weight,
            children: metrics.flatMap(leafOf),
          },
        ],
  );

/** A measure as a leaf: one of a part weighs that part. */
function leafOf({ metric, weight, scope }: Measure): readonly Node[] {
  if (weight === undefined) return [];
  return [{ metric, ...(Object.keys(scope).length === 0 ? {} : { scope }), weight }];
}
