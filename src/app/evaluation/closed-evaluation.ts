import type { Evaluation, EvaluationDocument, MeasureResult, MetricResult } from '../../evaluation/document.js';
import { canonicalJson } from '../../evaluation/canonical.js';
import { creditsOfDocument } from '../../evaluation/document-credits.js';
import { thawRules } from '../../evaluation/frozen.js';
import { spanNames } from '../../evaluation/spans.js';
import { fault } from '../../faults/make.js';
import type { Fault } from '../../faults/fault.js';
import { type FigureFound, periodFaults, type ResultChange } from '../../faults/periods.js';
import { shownMetrics } from '../../reports/input.js';
import type { Credits } from '../../standards/improvement/credits.js';
import { partId } from '../../standards/part.js';
import { rulebookByHash } from '../../store/rulebooks.js';
import type { Transaction } from '../../store/connect.js';
import { closedEvaluations } from '../../store/evaluations.js';
import { closedBy, periodStandingsOf } from '../../store/periods.js';
import { countChanges, countsAndPercentilesOf } from '../../explain/counts-and-percentiles.js';

/** The evaluations that a period of some clients is closed with, by client; without those whose period is open or reopened. */
export async function closedForAll(
  tx: Transaction,
  clients: readonly string[],
  period: string,
): Promise<ReadonlyMap<string, Evaluation>> {
  const standings = await periodStandingsOf(
    tx,
    clients.map(client => ({ client, period })),
  );
  const evaluations = await closedEvaluations(
    tx,
    [...standings.values()].flatMap(one => closedBy(one) ?? []),
  );
  return new Map(evaluations.map(evaluation => [evaluation.document.client, evaluation]));
}

/** Whether two documents come to the same results, whatever batch, moment and rules they name. */
export const haveSameResults = (a: EvaluationDocument, b: EvaluationDocument): boolean =>
  canonicalJson([a.metrics, a.measures ?? [], a.indexes]) === canonicalJson([b.metrics, b.measures ?? [], b.indexes]);

/** Says that a period is closed, and what an evaluation made since says differently. */
export async function closedDiffersWarning(tx: Transaction, closed: Evaluation, made: Evaluation): Promise<Fault> {
  const { client, period, as_of_batch: batch } = made.document;
  const changes = [...(await creditChanges(tx, closed, made)), ...resultChanges(closed.document, made.document)];
  return fault(periodFaults, 'period_closed_differs', {
    client,
    period,
    revision: closed.revision,
    evaluation: made.id,
    batch,
    changes,
  });
}

/** Service credits that came to another amount. */
async function creditChanges(tx: Transaction, closed: Evaluation, made: Evaluation): Promise<readonly ResultChange[]> {
  const [was, is] = [await creditsFrozen(tx, closed), await creditsFrozen(tx, made)];
  return [...new Set([...is, ...was].map(({ credit }) => credit))].flatMap(credit => {
    const of = (all: readonly Credits[]) => all.find(one => one.credit === credit);
    const [before, after] = [of(was)?.net ?? null, of(is)?.net ?? null];
    const currency = (of(is) ?? of(was))?.currency ?? '';
    return before === after ? [] : [{ is: 'credit' as const, credit, currency, before, after }];
  });
}

async function creditsFrozen(tx: Transaction, { document }: Evaluation): Promise<readonly Credits[]> {
  const text = await rulebookByHash(tx, document.rulebook);
  return text === undefined ? [] : creditsOfDocument(document, thawRules(text));
}

/** What is compared of a metric, or of a measure of a part. */
interface Compared {
  readonly name: { readonly metric: string; readonly scope?: MeasureResult['scope'] };
  readonly was: MetricResult | MeasureResult | undefined;
  readonly is: MetricResult | MeasureResult | undefined;
}

/** Indexes, then metrics and measures of parts, the most looked at first: where parts are agreed, what is agreed. */
function resultChanges(before: EvaluationDocument, after: EvaluationDocument): readonly ResultChange[] {
  const [metrics, measures] = [comparedMetrics(before, after), comparedMeasures(before, after)];
  const isFirst = ({ is }: Compared): boolean => measures.length === 0 || is?.standard != null;
  const compared = [...metrics.filter(isFirst), ...measures, ...metrics.filter(one => !isFirst(one))];
  const figures = compared.flatMap(({ name, was, is }): readonly ResultChange[] => {
    const unit = (is ?? was)?.unit ?? '';
    return isSameFigure(was, is) ? [] : [{ is: 'metric', ...name, unit, before: figureOf(was), after: figureOf(is) }];
  });
  // Changed figures come first, then changes that left a figure as it was.
  const besides = compared.flatMap(({ name, was, is }): readonly ResultChange[] => {
    const isAsItWas = isSameFigure(was, is) && (is?.value ?? null) !== null;
    const counts = isAsItWas ? countChanges(countsAndPercentilesOf(was), countsAndPercentilesOf(is)) : [];
    return counts.length === 0 ? [] : [{ is: 'counts', ...name, counts }];
  });
  const spans = compared.flatMap(({ name, was: old, is: now }): readonly ResultChange[] =>
    spanNames.flatMap(span => {
      const [was, is] = [old?.[span] ?? null, now?.[span] ?? null];
      const named = { is: 'span' as const, ...name, unit: (now ?? old)?.unit ?? '', span, before: was, after: is };
      return now === undefined || canonicalJson(was) === canonicalJson(is) ? [] : [named];
    }),
  );
  const indexesBefore = new Map(before.indexes.map(index => [index.index, index.score]));
  const indexes = after.indexes.flatMap(({ index, score }): readonly ResultChange[] => {
    const old = indexesBefore.get(index) ?? null;
    return old === score ? [] : [{ is: 'index', index, before: old, after: score }];
  });
  return [...indexes, ...figures, ...spans, ...besides];
}

function comparedMetrics(before: EvaluationDocument, after: EvaluationDocument): readonly Compared[] {
  const metricsBefore = new Map(before.metrics.map(metric => [metric.metric, metric]));
  return shownMetrics(after.metrics, after.indexes).map(is => ({
    name: { metric: is.metric },
    was: metricsBefore.get(is.metric),
    is,
  }));
}

function comparedMeasures(
  { measures: old = [] }: EvaluationDocument,
  { measures: now = [] }: EvaluationDocument,
): readonly Compared[] {
  const named = (all: readonly MeasureResult[]) => new Map(all.map(one => [partId(one.metric, one.scope), one]));
  const [was, is] = [named(old), named(now)];
  return [...new Map([...is, ...was])].map(([id, { metric, scope }]) => ({
    name: { metric, scope },
    was: was.get(id),
    is: is.get(id),
  }));
}

function figureOf(result: Compared['is']): FigureFound | null {
  if (result === undefined) return null;
  const { value, numerator, denominator, status } = result;
  return { value, numerator, denominator, status };
}

const isSameFigure = (one: Compared['was'], other: Compared['is']): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.value === other.value &&
  one.status === other.status &&
  // Where there is no value, what it would be made of says nothing.
  (one.value === null || (one.numerator === other.numerator && one.denominator === other.denominator));
