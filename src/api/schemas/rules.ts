import { z } from 'zod';
import { labelSchema } from './words.js';

const expression = z.string();

const metric = z
  .looseObject({
    id: z.string(),
    label: labelSchema,
    kind: z.enum(['proportion', 'ratio', 'total', 'mean', 'formula']),
    improves: z.enum(['up', 'down']),
    unit: z.string(),
    stage: z.enum(['fixed', 'trial']),
    source: z.looseObject({ document: z.string() }).optional(),
    of: z.string().optional().describe('The kind of facts that it counts.'),
    per: z.array(z.string()).optional().describe('Facts with the same values of these fields count once.'),
    dated: expression.optional(),
    passes: z.looseObject({ when: expression }).optional(),
    population: z.looseObject({ when: expression }).optional(),
    formula: expression.optional(),
    params: z.record(z.string(), expression),
  })
  .meta({ id: 'MetricDefinition', description: 'A metric as it is configured.' });

const level = z.string().optional();

const levels = {
  at_least: level,
  more_than: level,
  at_most: level,
  less_than: level,
  equals: level,
  minimum: level,
  scope: z.record(z.string(), z.string()).describe('For whom or what it holds; empty is everybody.'),
  from: z.string().optional().describe('Its first day.'),
  reference: z.string().optional(),
  params: z.record(z.string(), expression).optional().describe('The metric’s parameters that it sets.'),
};

/** GET /metrics. */
export const metricsSchema = z.strictObject({ metrics: z.array(metric) }).meta({ id: 'Metrics' });

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
        until: z.string().optional().describe('Its last day.'),
      }),
    ),
  })
  .meta({ id: 'Expectations' });

/** GET /layouts. */
export const layoutsSchema = z
  .strictObject({
    layouts: z.array(
      z.strictObject({
        layout: z.string(),
        fact: z.string().describe('The kind of facts that its rows become.'),
        format: z.string(),
        file: z.string().describe('Its path in the workspace; `packaged` for one that comes with the program.'),
        from: z.enum(['packaged', 'workspace']),
      }),
    ),
  })
  .meta({ id: 'Layouts' });
