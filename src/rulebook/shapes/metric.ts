import { z } from 'zod';
import type { Condition, Metric, MetricScope, Term } from '../../metrics/definition.js';
import type { Definition } from '../../metrics/definitions.js';
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
import { messageOf } from '../../faults/expected.js';
import { type Phrase, suchAs, verbatim } from '../../faults/phrase.js';

const unit = words('a_unit');

const scopeExpected = suchAs('a_scope', '{ client: ACME }, { client: [ACME, LOTUS] }');
const clientCode = words('a_client_code');

const scope = record(scopeExpected, {
  client: z.union([clientCode.transform((code): readonly string[] => [code]), filled(scopeExpected, clientCode)], {
    error: messageOf(scopeExpected),
  }),
}).transform(({ client }): MetricScope => ({ client: [...new Set(client)].toSorted() }));

const params = named(suchAs('named_expressions', '{ grace: minutes(0) }'), expression).exactOptional();

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
        record(verbatim('{ document, clause }'), { document: reference, clause: reference.exactOptional() }),
      ],
      { error: messageOf('text_or_clause') },
    )
    .exactOptional(),
  aliases: list('a_list_of_names', words('a_name')).exactOptional(),
  says: label.exactOptional(),
  params,
  by: list(suchAs('a_list_of_fields', '[site, carrier]'), words('a_field')).exactOptional(),
  final_from_day: whole(1, 28, 'a_day_of_the_month').exactOptional(),
  scope: scope.exactOptional(),
};

const per = filled(suchAs('a_list_of_fields', '[shipment_no]'), words('a_field')).exactOptional();

const condition = z.union(
  [
    expression.transform((when): Condition => ({ when })),
    record(verbatim('{ says: { en, zh }, when: … }'), { says: label.exactOptional(), when: expression }),
  ],
  { error: messageOf(verbatim("{ says: { en, zh }, when: '…' }")) },
);

const term: z.ZodType<Term> = record(suchAs('a_term', '{ of: shipment, dated: delivered_at, value: shipped_qty }'), {
  of: factName,
  per,
  dated: expression,
  when: expression.exactOptional(),
  value: expression.exactOptional(),
});

const terms = filled(suchAs('a_list_of_terms', '[ { of: shipment, dated: delivered_at } ]'), term);

const proportion = record('a_proportion', {
  ...common,
  kind: z.literal('proportion'),
  of: factName,
  per,
  dated: expression,
  population: condition.exactOptional(),
  passes: condition,
});

const ratio = record('a_ratio', { ...common, kind: z.literal('ratio'), numerator: terms, denominator: terms });

const total = record('a_total', {
  ...common,
  kind: z.literal('total'),
  of: factName,
  dated: expression,
  when: expression.exactOptional(),
  value: expression.exactOptional(),
});

const mean = record('a_mean', {
  ...common,
  unit,
  kind: z.literal('mean'),
  of: factName,
  dated: expression,
  when: expression.exactOptional(),
  value: expression,
  percentiles: list(
    suchAs('a_list_of_percentiles', '[50, 90]'),
    whole(1, 99, { phrase: 'whole_number', least: 1, most: 99 }),
  ).exactOptional(),
});

const formula = record('a_formula', { ...common, kind: z.literal('formula'), formula: expression });

const kinds = ['proportion', 'ratio', 'total', 'mean', 'formula'] as const;

const written = z.discriminatedUnion('kind', [proportion, ratio, total, mean, formula], {
  error: issue => messageOf(kindExpected(issue.input)),
});

function kindExpected(input: unknown): Phrase {
  if (typeof input !== 'object' || input === null) return suchAs('a_map_of_keys', '{ id: …, kind: proportion, … }');
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

/** Definitions are the same by id. */
export const definitions: ObjectKind<Definition> = {
  title: titled('definition', 'id'),
  declares: ['params', 'of'],
  shape: record(suchAs('a_definition', "{ id: delivery_due, of: shipment, is: 'promised_at' }"), {
    id,
    of: factName,
    is: expression,
    says: label.exactOptional(),
    params,
  }).transform(given => ({ ...given, params: given.params ?? {} })),
  identity: definition => definition.id,
};
