import type { ExclusionShown } from '../evaluation/amendments.js';
import type { EvaluationDocument, Figure, MetricResult } from '../evaluation/document.js';
import type { Language } from '../facts/label.js';
import { say } from '../words/say.js';

/** What a value was adjusted by: facts were left out, or another value was agreed. */
type Adjustment = 'excluded' | 'overridden';

/** The sign behind an adjusted value: without colour, too, it differs from a raw one. */
export const adjustmentSigns: Readonly<Record<Adjustment, string>> = { excluded: '*', overridden: '†' };

/** What the facts give after exclusions: the value itself, unless another was agreed. */
export const calculatedOf = (metric: MetricResult): Figure => metric.calculated ?? metric;

const sameFigure = (a: Figure, b: Figure): boolean =>
  a.numerator === b.numerator && a.denominator === b.denominator && a.value === b.value;

/** Whether exclusions took facts out of a metric, or out of those that its formula names. */
export const isTouchedByExclusions = (metric: MetricResult): boolean =>
  metric.counts.excluded > 0 || !sameFigure(metric.raw, calculatedOf(metric));

/** How a metric's value came to be other than the raw one; undefined where it is the raw one. */
export function adjustment(metric: MetricResult): Adjustment | undefined {
  if (metric.override !== undefined) return 'overridden';
  return isTouchedByExclusions(metric) ? 'excluded' : undefined;
}

/** The sign behind a metric's value; empty for a raw one. */
export function signOf(metric: MetricResult): string {
  const adjusted = adjustment(metric);
  return adjusted === undefined ? '' : adjustmentSigns[adjusted];
}

/** A number format with the sign of the metric's adjustment behind the number. */
export const marked = (format: string, metric: MetricResult): string => {
  const sign = signOf(metric);
  return sign === '' ? format : `${format}"${sign}"`;
};

/** The exclusions whose time overlaps the period, without those that only formulas meet that look back. */
export function exclusionsOf(document: Pick<EvaluationDocument, 'exclusions' | 'from' | 'to'>): readonly ExclusionShown[] {
  const [from, to] = [Date.parse(document.from), Date.parse(document.to)];
  return (document.exclusions ?? []).filter(
    one => (one.from === undefined || Date.parse(one.from) < to) && (one.to === undefined || Date.parse(one.to) > from),
  );
}

/** What the signs behind these metrics' values mean; empty where no value has one. */
export function signLegend(language: Language, metrics: readonly MetricResult[]): string {
  const has = (sought: Adjustment): boolean => metrics.some(metric => adjustment(metric) === sought);
  const { excluded, overridden } = adjustmentSigns;
  return [
    ...(has('excluded') ? [say(language, `${excluded} without excluded facts`, `${excluded} 已剔除部分记录`)] : []),
    ...(has('overridden')
      ? [say(language, `${overridden} agreed value, not the calculated one`, `${overridden} 改定值，非计算值`)]
      : []),
  ].join(say(language, '; ', '；'));
}

/** How much was adjusted: `3 exclusions, 1 override`; empty where nothing was. */
export function adjustmentCount(language: Language, document: EvaluationDocument): string {
  const exclusions = exclusionsOf(document).length;
  const overrides = document.metrics.filter(({ override }) => override !== undefined).length;
  const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  return [
    ...(exclusions === 0 ? [] : [say(language, plural(exclusions, 'exclusion'), `剔除 ${exclusions} 项`)]),
    ...(overrides === 0 ? [] : [say(language, plural(overrides, 'override'), `改定 ${overrides} 项`)]),
  ].join(say(language, ', ', '，'));
}
