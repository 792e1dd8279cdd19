import type { MetricResult } from '../evaluation/document.js';
import { neededFields } from '../metrics/needed-fields.js';
import { noFigureText } from '../words/no-figure.js';
import { definitionOf, type ScorecardInput } from './input.js';

/** Why a metric, or what is agreed for a part of it, has no figure although there is data; else empty. */
export function noFigureOf(input: ScorecardInput, result: Pick<MetricResult, 'metric' | 'value' | 'note' | 'counts'>): string {
  return noFigureText(input.language, result, () => {
    const metric = definitionOf(input, result.metric);
    return metric && neededFields(metric, input.rulebook.fields);
  });
}
