import type { EvaluationDocument, IndexResult, MetricResult } from '../../evaluation/document.js';
import { lastDayOf } from '../../evaluation/wording.js';
import { type Contract, contractOn } from '../../standards/contract.js';
import { hasStandard } from '../applied.js';
import { leavesOf, type ScorecardInput, type ScorecardImprovement } from '../input.js';

/** An evaluation, for whom, and by which rules. */
interface EvaluatedFor extends Pick<ScorecardInput, 'rulebook' | 'client'> {
  readonly evaluation: Pick<ScorecardInput['evaluation'], 'document'>;
}

/** The contract that a scorecard's evaluation was made under; undefined where there is none. */
export function contractOf({ rulebook, client, evaluation: { document } }: EvaluatedFor): Contract | undefined {
  if (document.contract === undefined) return undefined;
  const { code, segment } = client;
  const party = { code, ...(segment === undefined ? {} : { segment }) };
  return contractOn(rulebook.contracts, party, lastDayOf(document));
}

const metricsIn = (contract: Contract): ReadonlySet<string> =>
  new Set(contract.measures.flatMap(group => group.metrics.map(({ metric }) => metric)));

/** The metrics of a document that its client gets to see: under a contract those that it names, else all. */
export function agreedMetrics(input: EvaluatedFor): readonly MetricResult[] {
  const contract = contractOf(input);
  const { metrics } = input.evaluation.document;
  if (contract === undefined) return metrics;
  const agreed = metricsIn(contract);
  return metrics.filter(({ metric }) => agreed.has(metric));
}

/** The indexes that a client is shown where it looks things up itself: under a contract that of the contract alone, else all. */
export const indexesAgreed = ({ contract, indexes }: Pick<EvaluationDocument, 'contract' | 'indexes'>): readonly IndexResult[] =>
  contract === undefined ? indexes : indexes.filter(({ index }) => index === 'contract');

/** What improvement of an evaluation under a contract may speak of to its client: the metrics and the index that were agreed. */
export function agreedIn(input: EvaluatedFor): (document: EvaluationDocument) => EvaluationDocument {
  const contract = contractOf(input);
  if (contract === undefined) return document => document;
  const agreed = metricsIn(contract);
  return document => ({
    ...document,
    metrics: document.metrics.filter(({ metric }) => agreed.has(metric)),
    indexes: indexesAgreed(document),
  });
}

/** The metrics of the first page: under a contract those that it names, else those with a standard, and where there are none all. */
export function handedOver(input: EvaluatedFor): readonly MetricResult[] {
  if (contractOf(input) !== undefined) return agreedMetrics(input);
  const fixed = input.evaluation.document.metrics.filter(({ stage }) => stage === 'fixed');
  const withStandard = fixed.filter(hasStandard);
  return withStandard.length > 0 ? withStandard : fixed;
}

/**
 * What a client under a contract gets to see: the metrics that were agreed, and the indexes that are made of nothing else. Without a
 * contract, everything.
 */
export function agreedOnly(input: ScorecardInput): ScorecardInput {
  const contract = contractOf(input);
  if (contract === undefined) return input;
  const metrics = metricsIn(contract);
  const isAgreed = ({ metric }: { readonly metric: string }): boolean => metrics.has(metric);
  const documentOf = (document: EvaluationDocument): EvaluationDocument => ({
    ...document,
    metrics: document.metrics.filter(isAgreed),
    indexes: document.indexes.filter(({ nodes }) => leavesOf(nodes).every(({ node }) => metrics.has(node.metric ?? node.id))),
  });
  const evaluation = { ...input.evaluation, document: documentOf(input.evaluation.document) };
  return {
    ...input,
    evaluation,
    history: input.history.map(one => ({ ...one, document: documentOf(one.document) })),
    evidence: input.evidence.filter(isAgreed),
    ...(input.improvement === undefined ? {} : { improvement: improvementOf(input.improvement, evaluation.document, metrics) }),
  };
}

function improvementOf(
  improvement: ScorecardImprovement,
  { indexes }: EvaluationDocument,
  metrics: ReadonlySet<string>,
): ScorecardImprovement {
  const isAgreed = ({ metric }: { readonly metric: string }): boolean => metrics.has(metric);
  const isShown = ({ index }: { readonly index: string }): boolean => indexes.some(one => one.index === index);
  const gaps = improvement.gaps.gaps.filter(isAgreed);
  const { largest } = improvement.gaps;
  return {
    ...improvement,
    ranking: improvement.ranking.filter(isShown),
    quadrants: improvement.quadrants.filter(isShown),
    slices: improvement.slices.filter(isAgreed),
    signals: improvement.signals.filter(isAgreed),
    consequences: improvement.consequences.filter(isAgreed),
    gaps: { ...improvement.gaps, gaps, largest: largest !== null && isAgreed(largest) ? largest : null },
    actions: improvement.actions.filter(isAgreed),
  };
}
