import type { Language, Label } from '../../facts/label.js';
import { dayText, localDay } from '../../facts/time.js';
import { multiply, significant, type Exact } from '../../facts/exact.js';
import type { NodeResult } from '../../evaluation/document.js';
import { indexesInForce } from '../../evaluation/index-results.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { weightFaults } from '../../faults/weights.js';
import { clientOf } from '../../rulebook/workspace.js';
import { closedEvaluation, findEvaluation } from '../../store/evaluations.js';
import { closedBy, standingOf } from '../../store/periods.js';
import { type Index, isLeaf, type Node } from '../../weights/tree.js';
import type { Deps } from '../deps.js';
import { chosenClients, readPeriod } from '../evaluation/evaluate.js';
import { textTable } from '../../cli/text/result-table.js';
import { nodeId } from './levels.js';

/** Which weights to show: those in force on the last day of a period, of today otherwise. */
export interface ShowRequest {
  readonly index?: string | undefined;
  readonly period?: string | undefined;
  /** As they hold for that client; with a period, also as they were used in its evaluation. */
  readonly client?: string | undefined;
}

/** A node with its weight. */
export interface WeightShown {
  readonly node: string;
  readonly label: Label;
  /** Among its siblings, as it is written. */
  readonly weight: string;
  /** Of the whole index: the product of the weights down to it. */
  readonly share: number;
  /** What it became in the period: after amplifying, and with missing siblings' weights shared out. Null without an evaluation. */
  readonly effective_weight: number | null;
  readonly children: readonly WeightShown[];
}

/** An index with its weights and where they come from. */
export interface IndexShown {
  readonly index: string;
  readonly label: Label;
  readonly client: string | null;
  readonly segment: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly on_missing: Index['on_missing'];
  readonly min_coverage: string;
  readonly amplify: readonly { readonly metric: string; readonly factor: string; readonly at_most: string }[];
  readonly provenance: Readonly<Record<string, string>> | null;
  readonly nodes: readonly WeightShown[];
}

/** Weights in force on a day. */
export interface WeightsShown {
  readonly day: string;
  readonly period: string | null;
  readonly client: string | null;
  /** The evaluation that effective weights are from. */
  readonly evaluation: string | null;
  readonly indexes: readonly IndexShown[];
}

/** The weights in force, with their provenance. */
export async function showWeights(deps: Deps, { index, period: given, client: code }: ShowRequest): Promise<WeightsShown> {
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
    const closing = closedBy(await standingOf(tx, client, period));
    return closing === undefined ? findEvaluation(tx, { client, period }) : closedEvaluation(tx, closing);
  });

function indexShown(index: Index, labels: ReadonlyMap<string, Label>, results: readonly NodeResult[]): IndexShown {
  const shown = (node: Node, above: Exact, siblings: readonly NodeResult[]): WeightShown => {
    const id = nodeId(node);
    const share = multiply(above, node.weight.value);
    const result = siblings.find(one => one.id === id);
    return {
      node: id,
      label: (isLeaf(node) ? labels.get(id) : node.label) ?? { en: id, zh: id },
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

/** The weights for the terminal: a tree for each index, and where they come from. */
export function weightsText({ indexes, evaluation }: WeightsShown, language: Language): string {
  return indexes
    .map(index => [...headOf(index, language), '', treeText(index, language, evaluation !== null)].join('\n'))
    .join('\n\n');
}

function headOf(
  { label, index, from, until, client, segment, provenance, amplify }: IndexShown,
  language: Language,
): readonly string[] {
  const whose = client === null ? (segment === null ? '' : `, segment ${segment}`) : `, ${client}`;
  const dates = `${from === null ? '' : `, from ${from}`}${until === null ? '' : ` until ${until}`}`;
  const origin = Object.entries(provenance ?? { weights: 'given' }).map(
    ([key, text]) => `  ${key.replaceAll('_', ' ')}: ${text}`,
  );
  const raised = amplify.map(one => `  amplified: ${one.metric} by ${one.factor}, at most ${one.at_most}`);
  return [`${label[language]} (${index})${whose}${dates}`, ...origin, ...raised];
}

function treeText({ nodes }: IndexShown, language: Language, hasEffective: boolean): string {
  const lines = (level: readonly WeightShown[], depth: number): readonly (readonly string[])[] =>
    level.flatMap(({ label, node, weight, share, effective_weight: effective, children }) => [
      [
        `${'  '.repeat(depth)}${label[language]} (${node})`,
        weight,
        percent(share),
        ...(hasEffective ? [effective === null ? '–' : percent(effective)] : []),
      ],
      ...lines(children, depth + 1),
    ]);
  const head = ['', 'weight', 'of the whole', ...(hasEffective ? ['effective'] : [])];
  return textTable([head, ...lines(nodes, 0)], [1, 2, 3]);
}

const percent = (share: number): string => `${Number((share * 100).toFixed(4))} %`;
