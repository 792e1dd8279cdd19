import { fault } from '../../faults/make.js';
import type { Fault } from '../../faults/fault.js';
import { tenancyFaults } from '../../faults/tenancy.js';
import type { Metric } from '../../metrics/definition.js';
import { formulaMetrics } from '../../metrics/formula.js';
import type { Scope } from '../../standards/standard.js';
import type { Rule } from '../read.js';
import type { WrittenIndex, WrittenNode } from '../shapes/index-tree.js';
import type { Path } from '../spot.js';
import { clientFaults, type KnownObjects } from './known-objects.js';

/** Clients in the scope of a metric that the workspace does not know, and metrics of other clients in its formula. */
export function metricScopeFaults(rule: Rule<Metric>, known: KnownObjects): readonly Fault[] {
  const { scope } = rule.value;
  const unknown = (scope?.client ?? []).flatMap(code => clientFaults(rule, code, known, ['scope', 'client']));
  if (rule.value.kind !== 'formula') return unknown;
  const { current, previous } = formulaMetrics(rule.value.formula);
  return [
    ...unknown,
    ...[...new Set([...current, ...previous])].flatMap(id =>
      usedForAll(rule, id, scope?.client ?? everybody(known), known, ['formula']),
    ),
  ];
}

/** A rule about one metric, for a client that the metric is not made for: it could never apply. */
export function ofOtherClientFaults(
  rule: Rule<{ readonly metric: string; readonly scope: Scope }>,
  known: KnownObjects,
): readonly Fault[] {
  const { metric, scope } = rule.value;
  return scope.client === undefined ? [] : usedForAll(rule, metric, [scope.client], known, ['metric']);
}

/** Metrics in an index that are not made for every client that the index is for. */
export function indexScopeFaults(rule: Rule<WrittenIndex>, known: KnownObjects): readonly Fault[] {
  const { tree, amplify, scope = {} } = rule.value;
  const clients = clientsOf(scope, known);
  const leaves = (nodes: readonly WrittenNode[], path: Path): readonly Fault[] =>
    nodes.flatMap(({ metric, children = [] }, at) => [
      ...(metric === undefined ? [] : usedForAll(rule, metric, clients, known, [...path, at, 'metric'])),
      ...leaves(children, [...path, at, 'children']),
    ]);
  const factors = amplify.flatMap(({ factor }, at) =>
    [...formulaMetrics(factor).current].flatMap(id => usedForAll(rule, id, clients, known, ['amplify', at, 'factor'])),
  );
  return [...leaves(tree, ['tree']), ...factors];
}

/** Metrics in a contract's credits that are not made for every client that the credits are for. */
export const creditScopeFaults = (
  rule: Rule<{ readonly scope: Scope; readonly items: readonly { readonly metric: string }[] }>,
  known: KnownObjects,
): readonly Fault[] =>
  rule.value.items.flatMap(({ metric }, at) =>
    usedForAll(rule, metric, clientsOf(rule.value.scope, known), known, ['items', at, 'metric']),
  );

/** The clients that a scope holds for; undefined where that can be anybody. */
function clientsOf({ client, segment }: Scope, known: KnownObjects): readonly string[] | undefined {
  if (client !== undefined) return [client];
  if (segment === undefined) return everybody(known);
  return known.clients?.filter(one => one.segment === segment).map(({ code }) => code);
}

/** All clients, where no others can come. */
const everybody = ({ clients, registersClients }: KnownObjects): readonly string[] | undefined =>
  registersClients ? undefined : clients?.map(({ code }) => code);

/** The fault that a metric is used for clients it is not made for, if it is. */
function usedForAll(
  rule: Rule<unknown>,
  id: string,
  clients: readonly string[] | undefined,
  known: KnownObjects,
  path: Path,
): readonly Fault[] {
  const made = known.metrics.get(id)?.scope?.client;
  if (made === undefined || clients?.every(code => made.includes(code)) === true) return [];
  const params = { of: rule.title, metric: id, clients: made };
  return [fault(tenancyFaults, 'metric_of_other_clients', params, rule.entry.spot.place(path))];
}
