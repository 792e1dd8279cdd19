import type { WeightedIndex, WeightedNode, Weights } from '../../contract/weights.js';
import type { Label } from '../../facts/label.js';
import { dayText, localDay } from '../../facts/time.js';
import { multiply, significant, type Exact } from '../../facts/exact.js';
import type { NodeResult } from '../../evaluation/document.js';
import { indexesInForce } from '../../evaluation/index-results.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { weightFaults } from '../../faults/weights.js';
import { clientOf } from '../../rulebook/workspace.js';
import { closedEvaluation, findEvaluation } from '../../store/evaluations.js';
import { closedBy, periodStandingOf } from '../../store/periods.js';
import { type Index, isLeaf, type Node } from '../../weights/tree.js';
import type { Deps } from '../deps.js';
import { chosenClients } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';
import { leafLabel, nodeId } from './levels.js';

/** Which weights to show: those in force on the last day of a period, of today otherwise. */
export interface ShowRequest {
  readonly index?: string | undefined;
  readonly period?: string | undefined;
  /** As they hold for that client; with a period, also as they were used in its evaluation. */
  readonly client?: string | undefined;
}

/** The weights in force, with their provenance. */
export async function showWeights(deps: Deps, { index, period: given, client: code }: ShowRequest): Promise<Weights> {
  const { workspace, clock } = deps;
  if (code !== undefined) await chosenClients(deps, { clients: [code] });
  const client = code === undefined ? undefined : clientOf(workspace, code);
  const zone = client?.time_zone ?? workspace.settings.time_zone;
  const period = given === undefined ? undefined : readPeriod(given, zone);
  const day = dayText(period?.lastDay ?? localDay(zone, clock()));
  const subject = client === undefined ? { client: '' } : { client: client.code, segment: client.segment };
  const inForce = indexesInForce(workspace.rulebook.indexes, subject, day);
  const wanted = inForce.filter(one => index === undefined || one.id === index);
  if (index !== undefined && wanted.length === 0) {
    const known = [...new Set(workspace.rulebook.indexes.map(one => one.id))];
    throw new Stop(2, [fault(weightFaults, 'index_unknown', { index, known, day })]);
  }
  const evaluation = code === undefined || period === undefined ? undefined : await standing(deps, code, period.id);
  const results = new Map(evaluation?.document.indexes.map(one => [one.index, one.nodes]));
  const labels = new Map(workspace.rulebook.metrics.map(metric => [metric.id, metric.label]));
  return {
    day,
    period: period?.id ?? null,
    client: code ?? null,
    evaluation: evaluation?.id ?? null,
    indexes: wanted.map(one => indexShown(one, labels, results.get(one.id) ?? [])),
  };
}

const standing = ({ database }: Deps, client: string, period: string): ReturnType<typeof findEvaluation> =>
  database.transaction(async tx => {
    const closing = closedBy(await periodStandingOf(tx, client, period));
    return closing === undefined ? findEvaluation(tx, { client, period }) : closedEvaluation(tx, closing);
  });

function indexShown(index: Index, labels: ReadonlyMap<string, Label>, results: readonly NodeResult[]): WeightedIndex {
  const shown = (node: Node, above: Exact, siblings: readonly NodeResult[]): WeightedNode => {
    const id = nodeId(node);
    const share = multiply(above, node.weight.value);
    const result = siblings.find(one => one.id === id);
    return {
      node: id,
      label: (isLeaf(node) ? leafLabel(node, labels.get(node.metric)) : node.label) ?? { en: id, zh: id },
      weight: node.weight.text,
      share: significant(share),
      effective_weight: result?.effective_weight ?? null,
      children: isLeaf(node) ? [] : node.children.map(child => shown(child, share, result?.children ?? [])),
    };
  };
  return {
    index: index.id,
    label: index.label,
    client: index.scope?.client ?? null,
    segment: index.scope?.segment ?? null,
    from: index.from ?? null,
    until: index.until ?? null,
    on_missing: index.on_missing,
    min_coverage: index.min_coverage.text,
    amplify: index.amplify.map(one => ({ ...one, at_most: one.at_most.text })),
    provenance: index.provenance ?? null,
    nodes: index.tree.map(node => shown(node, 1, results)),
  };
}
