import type { Client } from '../facts/place.js';
import type { Metric } from '../metrics/definition.js';
import { formulaMetrics } from '../metrics/formula.js';
import type { CreditRule } from '../standards/improvement/credits.js';
import type { Scope } from '../standards/standard.js';
import type { Rule } from './read.js';
import type { WrittenContract } from './shapes/contract.js';
import type { WrittenIndex, WrittenNode } from './shapes/index-tree.js';

/** Something that names one metric, for whom its scope says. */
interface Naming {
  readonly metric: string;
  readonly scope?: Scope;
}

/** Everything in config that names metrics. */
export interface NamingRules {
  readonly contracts: readonly WrittenContract[];
  readonly standards: readonly Naming[];
  readonly expectations: readonly Naming[];
  readonly scales: readonly Naming[];
  readonly consequences: readonly Naming[];
  readonly indexes: readonly WrittenIndex[];
  readonly credits: readonly CreditRule[];
}

/** Client codes; `all` is everybody. */
type Clients = ReadonlySet<string> | 'all';

/**
 * Metrics with the clients to whom alone they belong: one that the workspace defines itself, and that nothing names but contracts and
 * what is for the clients of these, is made for those clients as if it had said so. A formula gives what it uses to its own clients.
 */
export function withOwners(
  metrics: readonly Rule<Metric>[],
  packaged: ReadonlySet<string>,
  rules: NamingRules,
  clients: readonly Client[],
): readonly Rule<Metric>[] {
  if (rules.contracts.length === 0) return metrics;
  const owners = ownersOf(metrics, rules, clients);
  return metrics.map(rule => {
    const { id, scope } = rule.value;
    const own = owners.get(id);
    if (scope !== undefined || packaged.has(id) || own === undefined || own === 'all' || own.size === 0) return rule;
    return { ...rule, value: { ...rule.value, scope: { client: [...own].toSorted() } } };
  });
}

/** For whom each metric is named, directly or in the formula of another; one that nothing names is not in it. */
function ownersOf(
  metrics: readonly Rule<Metric>[],
  rules: NamingRules,
  clients: readonly Client[],
): ReadonlyMap<string, Clients> {
  const owners = new Map<string, Clients>();
  const give = (metric: string, to: Clients): void => {
    const before = owners.get(metric) ?? new Set<string>();
    owners.set(metric, before === 'all' || to === 'all' ? 'all' : new Set([...before, ...to]));
  };
  for (const { metric, scope } of namings(rules)) give(metric, clientsOf(scope, clients));
  const formulas = metrics.flatMap(({ value }) => (value.kind === 'formula' ? [{ ...value, uses: usesOf(value.formula) }] : []));
  // A formula that nothing names and nothing uses is shown to everybody, and so is for everybody.
  for (const { id } of formulas) if (!owners.has(id) && !formulas.some(({ uses }) => uses.has(id))) give(id, 'all');
  // A formula may use another formula: as often as there are formulas, everything has reached what it uses.
  for (const _ of formulas)
    for (const { id, uses, scope } of formulas) {
      const own = scope === undefined ? owners.get(id) : new Set(scope.client);
      if (own !== undefined) for (const used of uses) give(used, own);
    }
  return owners;
}

function usesOf(formula: string): ReadonlySet<string> {
  const { current, previous } = formulaMetrics(formula);
  return new Set([...current, ...previous]);
}

function namings({ contracts, standards, expectations, scales, consequences, indexes, credits }: NamingRules): readonly Naming[] {
  const named = (scope: Scope, ids: readonly string[]): readonly Naming[] => ids.map(metric => ({ metric, scope }));
  // How a value is scored, or what follows from it, is nothing by itself: where it names no one, it goes with the metric.
  const ofSome = [...scales, ...consequences].filter(({ scope = {} }) => Object.keys(scope).length > 0);
  return [
    ...contracts.flatMap(({ scope, measures, credits: own }) => [
      ...measures.flatMap(group =>
        named(
          scope,
          group.metrics.map(({ metric }) => metric),
        ),
      ),
      ...named(scope, own?.items.map(({ metric }) => metric) ?? []),
    ]),
    ...standards,
    ...expectations,
    ...ofSome,
    ...indexes.flatMap(({ scope = {}, tree, amplify }) => [
      ...named(scope, leavesOf(tree)),
      ...amplify.flatMap(({ factor }) => named(scope, [...formulaMetrics(factor).current])),
    ]),
    ...credits.flatMap(({ scope, items }) =>
      named(
        scope,
        items.map(({ metric }) => metric),
      ),
    ),
  ];
}

const leavesOf = (nodes: readonly WrittenNode[]): readonly string[] =>
  nodes.flatMap(({ metric, children = [] }) => [...(metric === undefined ? [] : [metric]), ...leavesOf(children)]);

function clientsOf({ client, segment }: Scope = {}, clients: readonly Client[]): Clients {
  if (client !== undefined) return new Set([client]);
  return segment === undefined ? 'all' : new Set(clients.filter(one => one.segment === segment).map(({ code }) => code));
}
