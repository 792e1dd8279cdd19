import type { MeasureResult } from '../contract/evaluation.js';
import type { MetricShown, PerformanceShown } from './performance-shown.js';
import { isSamePart, partName, type ShownResult } from './result.js';
import type { Translation } from './translation.js';

/** A measure of a contract as it is shown, with the part of the work that it is about: empty for all of it. */
export interface AgreedResult {
  readonly scope: MeasureResult['scope'];
  readonly result: ShownResult;
}

/** The results of a contract in its order and under its headings; undefined without a contract. */
export function agreedResults({ agreed, metrics, measures = [] }: PerformanceShown, translation: Translation) {
  return agreed?.map(({ group, measures: named }) => ({
    label: group,
    results: named.flatMap(({ metric, scope }): readonly AgreedResult[] => {
      const whole = metrics.find(one => one.metric === metric);
      if (whole === undefined) return [];
      if (Object.keys(scope).length === 0) return [{ scope, result: whole }];
      const part = measures.find(one => one.metric === metric && isSamePart(one.scope, scope));
      return part === undefined ? [] : [{ scope, result: partResult(part, whole, translation) }];
    }),
  }));
}

/** What has data and is in no measure of the contract as a whole. */
export function notAgreed({ agreed = [], metrics }: PerformanceShown): readonly MetricShown[] {
  const whole = agreed.flatMap(({ measures }) => measures.filter(({ scope }) => Object.keys(scope).length === 0));
  const named = new Set(whole.map(({ metric }) => metric));
  return metrics.filter(({ metric, value }) => value !== null && !named.has(metric));
}

function partResult(part: MeasureResult, { kind, stage }: MetricShown, translation: Translation): ShownResult {
  const { scope: _, note, score, ...shown } = part;
  const name = partName(part, translation);
  return {
    ...shown,
    ...(note === undefined ? {} : { note }),
    label: { en: name, zh: name },
    kind,
    stage,
    interval: null,
    score: score ?? null,
  };
}
