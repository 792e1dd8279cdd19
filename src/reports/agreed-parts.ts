import type { EvaluationDocument, MetricResult } from '../evaluation/document.js';
import type { Language } from '../facts/label.js';
import { say } from '../words/say.js';
import { sliceName } from './slice-name.js';

/** What the contract agrees for parts of the work (a carrier, a site), as results beside those of whole metrics, named with the part. */
export function agreedParts({ metrics, measures = [] }: EvaluationDocument, language: Language): readonly MetricResult[] {
  return measures.flatMap(({ scope, label, ...part }) => {
    const whole = metrics.find(({ metric }) => metric === part.metric);
    if (whole === undefined || part.standard === null) return [];
    const { numerator, denominator, value } = part;
    const { override: _override, calculated: _calculated, percentiles: _percentiles, ...rest } = whole;
    const named = (of: Language): string => {
      const names = Object.entries(scope).map(([dimension, key]) => sliceName(of, dimension, String(key)));
      return say(of, `${label.en} (${names.join(', ')})`, `${label.zh}（${names.join('，')}）`);
    };
    return [
      {
        ...rest,
        ...part,
        label: { ...label, [language]: named(language) },
        raw: { numerator, denominator, value },
        interval: null,
        score: null,
        by: {},
      },
    ];
  });
}
