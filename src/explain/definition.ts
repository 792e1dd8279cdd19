import type { Language } from '../facts/label.js';
import { sourceText } from '../words/source.js';
import { contractWords } from '../reports/contract-words.js';
import type { Metric, Term } from '../metrics/definition.js';

/** A metric's definition, in words and as it is computed. */
export interface Definition {
  readonly words: readonly string[];
  readonly expressions: readonly string[];
  readonly source: string | null;
}

/** A metric's definition, in words and as expressions, line by line. */
export function definitionOf(metric: Metric, language: Language = 'en'): Definition {
  const source = sourceText(metric.source, language);
  const params = Object.entries(metric.params).map(([name, text]) => `${name}: ${text}`);
  return {
    words: wordsOf(metric, language),
    expressions: [...expressionsOf(metric), ...params],
    source: source === '' ? null : source,
  };
}

function wordsOf(metric: Metric, language: Language): readonly string[] {
  const sentences = [metric.says?.[language]];
  const [passing, among] = language === 'en' ? ['passes: ', 'of: '] : ['合格：', '范围：'];
  if (metric.kind === 'proportion') {
    const { passes, population } = metric;
    if (passes.says !== undefined) sentences.push(`${passing}${passes.says[language]}`);
    if (population?.says !== undefined) sentences.push(`${among}${population.says[language]}`);
  }
  return [...sentences.filter(text => text !== undefined), ...contractWords(metric, language)];
}

function expressionsOf(metric: Metric): readonly string[] {
  if (metric.kind === 'formula') return [metric.formula];
  if (metric.kind === 'ratio')
    return [...metric.numerator.map(termLine('numerator')), ...metric.denominator.map(termLine('denominator'))];
  const when = metric.kind === 'proportion' ? metric.population?.when : metric.when;
  return [
    `of: ${metric.of}`,
    ...(metric.kind === 'proportion' && metric.per !== undefined ? [`per: ${metric.per.join(', ')}`] : []),
    `dated: ${metric.dated}`,
    ...(when === undefined ? [] : [`${metric.kind === 'proportion' ? 'population' : 'when'}: ${when}`]),
    metric.kind === 'proportion' ? `passes: ${metric.passes.when}` : `value: ${metric.value ?? '1'}`,
    ...(metric.kind === 'mean' && metric.percentiles !== undefined ? [`percentiles: ${metric.percentiles.join(', ')}`] : []),
  ];
}

const termLine =
  (side: string) =>
  ({ of, per, dated, when, value }: Term): string =>
    [
      `${side}: ${of}`,
      ...(per === undefined ? [] : [`per ${per.join(', ')}`]),
      `dated ${dated}`,
      ...(when === undefined ? [] : [`when ${when}`]),
      `value ${value ?? '1'}`,
    ].join('; ');
