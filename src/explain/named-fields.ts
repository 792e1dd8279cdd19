import { type FactKindName, kindOf } from '../facts/kinds.js';
import type { Label } from '../facts/label.js';
import type { Metric, Term } from '../metrics/definition.js';

/** A built-in field that a metric reads. */
export interface NamedField {
  readonly kind: FactKindName;
  readonly field: string;
  readonly label: Label;
}

/** The built-in fields that a metric's expressions name, each once, in their order; of a formula, which reads no facts, none. */
export function namedFields(metric: Metric): readonly NamedField[] {
  const read = expressionsOf(metric).flatMap(({ of, texts }) => {
    const names = new Set(texts.flatMap(text => text.replaceAll(/"[^"]*"/g, ' ').match(/[a-z_][a-z0-9_]*/g) ?? []));
    return kindOf(of)
      .fields.filter(({ name }) => names.has(name))
      .map(({ name: field, en, zh }) => ({ kind: of, field, label: { en, zh } }));
  });
  return [...new Map(read.map(one => [`${one.kind}.${one.field}`, one])).values()];
}

function expressionsOf(metric: Metric): readonly { readonly of: FactKindName; readonly texts: readonly string[] }[] {
  if (metric.kind === 'formula') return [];
  if (metric.kind === 'ratio') return [...metric.numerator, ...metric.denominator].map(textsOfTerm);
  if (metric.kind !== 'proportion') return [textsOfTerm(metric)];
  const { of, dated, per = [], passes, population } = metric;
  return [{ of, texts: [dated, ...per, passes.when, population?.when ?? ''] }];
}

const textsOfTerm = ({ of, dated, per = [], when = '', value = '' }: Pick<Term, 'of' | 'dated' | 'per' | 'when' | 'value'>) => ({
  of,
  texts: [dated, ...per, when, value],
});
