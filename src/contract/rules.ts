import { z } from 'zod';
import type { Answer } from './answer.js';
import { scopeSchema } from './evaluation.js';
import { factKindNames, labelSchema } from './scalars.js';

const expression = z.string();

const texts = z.array(z.string());
const condition = z.strictObject({ says: labelSchema.exactOptional(), when: expression });
const term = z.strictObject({
  of: z.enum(factKindNames),
  per: texts.exactOptional(),
  dated: expression,
  when: expression.exactOptional(),
  value: expression.exactOptional(),
});

const common = {
  id: z.string(),
  label: labelSchema,
  improves: z.enum(['up', 'down']),
  unit: z.string(),
  stage: z.enum(['fixed', 'trial']),
  source: z.strictObject({ document: z.string(), clause: z.string().exactOptional() }).exactOptional(),
  aliases: texts.exactOptional().describe('Other printed names.'),
  says: labelSchema.exactOptional(),
  params: z.record(z.string(), expression),
  by: texts.exactOptional().describe('Dimensions to break down by, instead of the default ones.'),
  final_from_day: z.int().exactOptional().describe('The day of the month after a period from which its value is final.'),
  scope: z
    .strictObject({ client: texts.describe('Of these, a key that is bound to clients sees its own only.') })
    .exactOptional()
    .describe('The clients for which it is calculated; left out, all of them.'),
};
const counted = {
  of: z.enum(factKindNames).describe('The kind of facts that it counts.'),
  dated: expression.describe('When a fact counts.'),
};

const metric = z
  .discriminatedUnion('kind', [
    z.strictObject({
      ...common,
      kind: z.literal('proportion'),
      ...counted,
      per: texts.exactOptional().describe('Facts with the same values of these fields count once.'),
      population: condition.exactOptional(),
      passes: condition,
    }),
    z.strictObject({ ...common, kind: z.literal('ratio'), numerator: z.array(term), denominator: z.array(term) }),
    z.strictObject({
      ...common,
      kind: z.literal('total'),
      ...counted,
      when: expression.exactOptional(),
      value: expression.exactOptional(),
    }),
    z.strictObject({
      ...common,
      kind: z.literal('mean'),
      ...counted,
      when: expression.exactOptional(),
      value: expression,
      percentiles: z.array(z.int()).exactOptional(),
    }),
    z.strictObject({
      ...common,
      kind: z.literal('formula'),
      formula: expression.describe('Over other metrics’ values and `previous(metric)`.'),
    }),
  ])
  .meta({ id: 'MetricDefinition', description: 'A metric as it is configured.' });

const level = z.string().exactOptional();

const levels = {
  at_least: level,
  more_than: level,
  at_most: level,
  less_than: level,
  equals: level,
  minimum: level,
  scope: scopeSchema.describe('For whom or what it holds; empty is everybody.'),
  from: level.describe('Its first day.'),
  reference: level,
  params: z.record(z.string(), expression).exactOptional().describe('The metric’s parameters that it sets.'),
};

/** GET /metrics. */
export const metricsSchema = z.strictObject({ metrics: z.array(metric) }).meta({ id: 'Metrics' });
export type Metrics = Answer<typeof metricsSchema>;

/** GET /metrics/{metric}. */
export const metricSchema = z
  .strictObject({ metric, standards: z.array(z.strictObject(levels)) })
  .meta({ id: 'MetricWithStandards' });

/** GET /standards. */
export const standardsSchema = z
  .strictObject({ standards: z.array(z.strictObject({ metric: z.string(), ...levels })) })
  .meta({ id: 'Standards' });

/** GET /expectations. */
export const expectationsSchema = z
  .strictObject({
    expectations: z.array(
      z.strictObject({
        metric: z.string(),
        role: z
          .enum(['expects', 'goal', 'promise', 'understanding'])
          .describe('What the client expects, the firm aims at, has promised, or takes to be expected.'),
        level: z.string(),
        basis: z.enum(['experience', 'best_in_industry', 'competitor', 'stated']).nullable(),
        scope: levels.scope,
        from: levels.from,
        until: level.describe('Its last day.'),
      }),
    ),
  })
  .meta({ id: 'Expectations' });
export type Expectations = Answer<typeof expectationsSchema>;

/** GET /layouts. */
export const layoutsSchema = z
  .strictObject({
    layouts: z.array(
      z.strictObject({
        layout: z.string(),
        fact: z.string().describe('The kind of facts that its rows become, as it is written.'),
        format: z.string(),
        file: z.string().describe('Its path in the workspace; `packaged` for one that comes with the program.'),
        from: z.enum(['packaged', 'workspace']),
      }),
    ),
  })
  .meta({ id: 'Layouts' });
export type Layouts = Answer<typeof layoutsSchema>;
export type ExpectationView = Expectations['expectations'][number];
export type LayoutView = Layouts['layouts'][number];
export type MetricDefinition = Metrics['metrics'][number];
