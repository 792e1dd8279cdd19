import type { Explanation } from '../../contract/audit.js';
import type { IndexResult, NodeResult } from '../../evaluation/document.js';
import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { evaluationById } from '../../store/evaluations.js';
import type { Deps } from '../deps.js';
import { indexArithmetic } from '../../explain/index-arithmetic.js';
import { explain, type ExplainRequest, evaluationAsked } from './explain.js';
import { documentOf, resolveEvaluation } from './find-evaluation.js';

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
    const stored = await resolveEvaluation(tx, evaluationAsked(request));
    const { indexes } = documentOf(stored);
    const name = request.metric;
    const found = indexes.find(({ index, label }) => index === name || label.en === name || label.zh === name);
    if (found === undefined) return undefined;
    const { id, client, period, as_of_batch } = stored;
    const { revision, state } = (await evaluationById(tx, stored)) ?? stored;
    const { nodes, ...index } = found;
    const evaluation = { id, client, period, revision, state, as_of_batch };
    return {
      evaluation,
      ...index,
      arithmetic: indexArithmetic(found.score, nodes),
      nodes: nodes.map(node => explained(node, 1)),
    };
  });
}

function explained({ children, ...node }: NodeResult, above: number): NodeExplained {
  const share = Number((above * node.effective_weight).toPrecision(12));
  return {
    ...node,
    share,
    arithmetic: indexArithmetic(node.score, children),
    children: children.map(child => explained(child, share)),
  };
}

const metricsOf = (nodes: readonly (NodeResult | NodeExplained)[]): readonly string[] =>
  nodes.flatMap(({ metric, children }) => (metric === undefined ? metricsOf(children) : [metric]));
