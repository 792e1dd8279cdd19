import type { Explanation } from '../../contract/audit.js';
import type { IndexResult, NodeResult } from '../../evaluation/document.js';
import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { Language } from '../../facts/label.js';
import { say, wordsOf } from '../../reports/words.js';
import { evaluationById } from '../../store/evaluations.js';
import type { Deps } from '../deps.js';
import { textTable } from '../../cli/text/result-table.js';
import { explain, type ExplainRequest, evaluationAsked } from './explain.js';
import { documentOf, evaluationNamed } from './find-evaluation.js';

/** A node of an index, with how its score came about from those below it; null of a metric and of what has no score. */
export interface NodeExplained extends Omit<NodeResult, 'children'> {
  /** Its share of the whole index: the product of the effective weights. */
  readonly share: number;
  readonly arithmetic: string | null;
  readonly children: readonly NodeExplained[];
}

/** Everything that there is to say of an index. */
export interface IndexExplanation extends Omit<IndexResult, 'nodes'> {
  readonly evaluation: Pick<Explanation['evaluation'], 'id' | 'client' | 'period' | 'revision' | 'state' | 'as_of_batch'>;
  readonly arithmetic: string | null;
  readonly nodes: readonly NodeExplained[];
}

/** Explains a metric or an index of an evaluation, whichever has the name. */
export async function explainNamed(deps: Deps, request: ExplainRequest): Promise<Explanation | IndexExplanation> {
  const found = await indexNamed(deps, request);
  if (found === undefined) return explain(deps, request);
  if (request.memberships !== undefined) {
    const parts = metricsOf(found.nodes);
    throw new Stop(2, [fault(auditFaults, 'facts_of_none', { name: found.index, kind: 'index', parts })]);
  }
  return found;
}

async function indexNamed(deps: Deps, request: ExplainRequest): Promise<IndexExplanation | undefined> {
  return deps.database.transaction(async tx => {
    const stored = await evaluationNamed(tx, evaluationAsked(request));
    const { indexes } = documentOf(stored);
    const name = request.metric;
    const found = indexes.find(({ index, label }) => index === name || label.en === name || label.zh === name);
    if (found === undefined) return undefined;
    const { id, client, period, as_of_batch } = stored;
    const { revision, state } = (await evaluationById(tx, id)) ?? stored;
    const { nodes, ...index } = found;
    const evaluation = { id, client, period, revision, state, as_of_batch };
    return { evaluation, ...index, arithmetic: sumOf(found.score, nodes), nodes: nodes.map(node => explained(node, 1)) };
  });
}

function explained({ children, ...node }: NodeResult, above: number): NodeExplained {
  const share = Number((above * node.effective_weight).toPrecision(12));
  return { ...node, share, arithmetic: sumOf(node.score, children), children: children.map(child => explained(child, share)) };
}

const short = (value: number): string => String(Number(value.toPrecision(6)));
const percent = (part: number): string => `${short(part * 100)} %`;

/** A score as the weighted mean of those below it. */
function sumOf(score: number | null, nodes: readonly NodeResult[]): string | null {
  const present = nodes.filter(node => node.score !== null && node.effective_weight > 0);
  if (score === null || present.length === 0) return null;
  return `${present.map(node => `${percent(node.effective_weight)} × ${short(node.score ?? 0)}`).join(' + ')} = ${short(score)}`;
}

const metricsOf = (nodes: readonly (NodeResult | NodeExplained)[]): readonly string[] =>
  nodes.flatMap(({ metric, children }) => (metric === undefined ? metricsOf(children) : [metric]));

/** An index's explanation for the terminal. */
export function indexExplanationText(index: IndexExplanation, language: Language): string {
  const { evaluation, label, score, coverage, min_coverage, arithmetic, nodes } = index;
  const { id, client, period, revision, state, as_of_batch } = evaluation;
  const words = wordsOf(language);
  const head = say(
    language,
    'part|score|declared weight|effective weight|share of the whole|status',
    '组成|得分|设定权重|有效权重|占总体|状态',
  ).split('|');
  const branches = (all: readonly NodeExplained[]): readonly string[] =>
    all.flatMap(node => [...(node.arithmetic === null ? [] : [`${node.id}: ${node.arithmetic}`]), ...branches(node.children)]);
  const lines = (all: readonly NodeExplained[], depth: number): readonly (readonly string[])[] =>
    all.flatMap(node => [
      [
        `${'  '.repeat(depth)}${node.label[language]} (${node.id})`,
        node.score === null ? '–' : short(node.score),
        percent(node.weight),
        percent(node.effective_weight),
        percent(node.share),
        node.status === undefined ? '' : words.statuses[node.status].toLowerCase(),
      ],
      ...lines(node.children, depth + 1),
    ]);
  return [
    `${label[language]} (${index.index}), ${client}, ${period}`,
    say(
      language,
      `evaluation ${id}, revision ${revision}, ${state}; known at batch ${as_of_batch}`,
      `评价 ${id}，第 ${revision} 版，${words.states[state]}；截至批次 ${as_of_batch}`,
    ),
    '',
    say(
      language,
      `score     ${score === null ? 'none' : (arithmetic ?? short(score))}`,
      `得分  ${score === null ? '无' : (arithmetic ?? short(score))}`,
    ),
    say(
      language,
      `coverage  ${percent(coverage)} of the weights had data; at least ${percent(min_coverage)} must have`,
      `覆盖  有数据的权重占 ${percent(coverage)}；至少须为 ${percent(min_coverage)}`,
    ),
    ...branches(nodes),
    '',
    textTable([head, ...lines(nodes, 0)], [1, 2, 3, 4]),
  ].join('\n');
}
