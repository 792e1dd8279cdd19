import type { MetricResult } from '../../evaluation/document.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';

/** From one in twenty on, facts that could not be judged are said at the measure. */
const materialShare = 0.05;

/** How many facts a figure rests on; null where it is no rate or mean of facts. */
export function factsBehind({
  kind,
  unit,
  counts,
  numerator,
  denominator,
}: Pick<MetricResult, 'kind' | 'unit' | 'counts' | 'numerator' | 'denominator'>): number | null {
  if (kind === 'proportion') return counts.passed + counts.failed;
  if (kind === 'mean') return counts.passed;
  // A rate of cases to cases rests on what it divides by; a price or a share of money on no number of facts.
  if (kind !== 'ratio' || unit !== '%' || denominator === null) return null;
  const [part, whole] = [Number(numerator), Number(denominator)];
  return Number.isInteger(part) && Number.isInteger(whole) && whole <= counts.passed ? whole : null;
}

/**
 * How many facts could not be judged, in words, where they are one in twenty or more of those that belong to the measure; else empty. A
 * figure of few of them may say little about all.
 */
export function openText(language: Language, result: MetricResult): string {
  const { undetermined } = result.counts;
  const judged = result.counts.passed + result.counts.failed;
  if (judged === 0 || undetermined < materialShare * (judged + undetermined)) return '';
  const [open, of, all] = [undetermined, judged, judged + undetermined].map(count => count.toLocaleString('en-US'));
  return say(
    language,
    `rests on ${of} of ${all}; ${open} could not be judged, because what is needed for it was not recorded`,
    `基于 ${all} 条中的 ${of} 条；${open} 条因缺少所需记录无法判定`,
  );
}
