import type { ExclusionShown } from '../evaluation/amendments.js';
import type { EvaluationDocument } from '../evaluation/document.js';
import type { Plan } from '../evaluation/plan.js';
import { formulaMetrics } from '../metrics/formula.js';

/** The exclusions of an evaluation that can concern a metric, or one that its formula names. */
export function exclusionsAffecting(
  { exclusions = [] }: Pick<EvaluationDocument, 'exclusions'>,
  metric: string,
  { byId }: Pick<Plan, 'byId'>,
): readonly ExclusionShown[] {
  const named = new Set<string>();
  const add = (id: string): void => {
    const definition = byId.get(id)?.metric;
    if (named.has(id)) return;
    named.add(id);
    if (definition?.kind !== 'formula') return;
    const { current, previous } = formulaMetrics(definition.formula);
    for (const other of [...current, ...previous]) add(other);
  };
  add(metric);
  return exclusions.filter(({ metrics }) => metrics.length === 0 || metrics.some(id => named.has(id)));
}
