import type { EvaluationInput } from '../../evaluation/evaluate.js';
import { dimensionsAgreed } from '../../evaluation/parts.js';
import { figureAlone, type Span, spansOf } from '../../evaluation/spans.js';
import type { CompiledMetric } from '../../metrics/compile.js';

type SpansQuery = Pick<EvaluationInput, 'client' | 'period' | 'rulebook' | 'plan'>;

/** A span that is to be tallied: of which metrics, and of which of them also before it, for formulas that look back. */
export interface SpanAsked {
  readonly span: Span;
  readonly metrics: readonly CompiledMetric[];
  readonly lookedBackTo: readonly CompiledMetric[];
}

/** The spans that the contract asks for, each with what is tallied of it. */
export function spansAsked({ client, period, rulebook, plan }: SpansQuery): readonly SpanAsked[] {
  const spans = spansOf(rulebook, client, period);
  if (spans.length === 0) return [];
  const agreed = dimensionsAgreed({ rulebook, client, period });
  const metrics = plan.metrics.map(compiled => figureAlone(compiled, agreed.get(compiled.metric.id)));
  const lookedBackTo = metrics.filter(({ metric }) => plan.ofPrevious.has(metric.id));
  return spans.map(span => ({ span, metrics, lookedBackTo: span.before === undefined ? [] : lookedBackTo }));
}
