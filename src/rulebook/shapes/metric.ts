import { z } from 'zod';
import type { Condition, Metric, MetricScope, Term } from '../../metrics/definition.js';
import { type ObjectKind, titled } from '../kind.js';
import {
  choice,
  expression,
  factName,
  filled,
  id,
  label,
  list,
  named,
  oneOf,
  record,
  reference,
  whole,
  words,
} from '../shape.js';

const unit = words('one of "%", hours, minutes, seconds, points, count, or a currency per something');

const scopeExpected = 'a scope such as { client: ACME }, or { client: [ACME, LOTUS] }';
const clientCode = words('a client code');

const scope = record(scopeExpected, {
  client: z.union([clientCode.transform((code): readonly string[] => [code]), filled(scopeExpected, clientCode)], {
    error: scopeExpected,
  }),
}).transform(({ client }): MetricScope => ({ client: [...new Set(client)].toSorted() }));

const common = {
  id,
  label: label.exactOptional(),
  improves: choice(['up', 'down']),
  unit: unit.exactOptional(),
  stage: choice(['fixed', 'trial']).exactOptional(),
  source: z
    .union(
      [
        words('text').transform(document => ({ document })),
        record('{ document, clause }', { document: reference, clause: reference.exactOptional() }),
      ],
      { error: 'text, or { document: …, clause: … }' },
    )
    .exactOptional(),
  aliases: list('a list of names', words('a name')).exactOptional(),
  says: label.exactOptional(),
  params: named('named expressions, such as { grace: minutes(0) }', expression).exactOptional(),
  by: list('a list of fields, such as [site, carrier]', words('a field')).exactOptional(),
  final_from_day: whole(1, 28, 'a day of the month from 1 to 28').exactOptional(),
  scope: scope.exactOptional(),
};

const per = filled('a list of fields, such as [shipment_no]', words('a field')).exactOptional();

const condition = z.union(
  [
    expression.transform((when): Condition => ({ when })),
    record('{ says: { en, zh }, when: … }', { says: label.exactOptional(), when: expression }),
  ],
  { error: "{ says: { en, zh }, when: '…' }" },
);

const term: z.ZodType<Term> = record('a term such as { of: shipment, dated: delivered_at, value: shipped_qty }', {
  of: factName,
  per,
  dated: expression,
  when: expression.exactOptional(),
  value: expression.exactOptional(),
});

const terms = filled('a list of terms, such as [ { of: shipment, dated: delivered_at } ]', term);

const proportion = record('a proportion', {
  ...common,
  kind: z.literal('proportion'),
  of: factName,
  per,
  dated: expression,
  population: condition.exactOptional(),
  passes: condition,
});

const ratio = record('a ratio', { ...common, kind: z.literal('ratio'), numerator: terms, denominator: terms });

const total = record('a total', {
  ...common,
  kind: z.literal('total'),
  of: factName,
  dated: expression,
  when: expression.exactOptional(),
  value: expression.exactOptional(),
});

const mean = record('a mean', {
  ...common,
  unit,
  kind: z.literal('mean'),
  of: factName,
  dated: expression,
  when: expression.exactOptional(),
  value: expression,
  percentiles: list('a list of percentiles, such as [50, 90]', whole(1, 99, 'a whole number from 1 to 99')).exactOptional(),
});

const formula = record('a formula', { ...common, kind: z.literal('formula'), formula: expression });

const kinds = ['proportion', 'ratio', 'total', 'mean', 'formula'] as const;

const written = z.discriminatedUnion('kind', [proportion, ratio, total, mean, formula], {
  error: issue => kindExpected(issue.input),
});

function kindExpected(input: unknown): string {
  if (typeof input !== 'object' || input === null) return 'a map of keys, such as { id: …, kind: proportion, … }';
  const kind = 'kind' in input && typeof input.kind === 'string' ? input.kind : '';
  return oneOf(kinds, kind);
}

/** The unit of a metric that names none; the loader replaces `?` once it knows the other metrics. */
const usualUnit = { proportion: '%', ratio: '?', total: 'count', mean: '?', formula: '?' } as const;

/** Metrics are the same by id. */
export const metrics: ObjectKind<Metric> = {
  title: titled('metric', 'id'),
  neutral: { improves: 'up' },
  declares: ['params'],
  shape: written.transform(given => ({
    ...given,
    label: given.label ?? { en: given.id, zh: given.id },
    unit: given.unit ?? usualUnit[given.kind],
    stage: given.stage ?? 'fixed',
    params: given.params ?? {},
  })),
  identity: metric => metric.id,
};
