import { z } from 'zod';
import { visibleMetricResult } from '../../app/service/visible-metric.js';
import { performanceText } from '../../app/service/performance.js';
import { trend } from '../../app/service/trend.js';
import { type Route, route } from '../route.js';
import { roles } from '../../contract/me.js';
import { performanceSchema } from '../../contract/evaluation.js';
import { metricViewSchema, trendSchema } from '../../contract/figures.js';
import { clientCode, metricId, periodText } from '../../contract/scalars.js';
import { fieldsOf } from '../../contract/fields.js';
import { withFields } from '../chosen-fields.js';
import { visibilityOf } from '../visibility.js';

const month = z.string().max(10).optional();

const performance = route({
  method: 'get',
  path: '/clients/{client}/performance',
  tag: 'Performance',
  summary: 'Every metric and index of a client’s period, as evaluated',
  roles,
  params: z.strictObject({ client: clientCode }),
  query: z.strictObject({
    period: periodText.optional().describe('The newest period that is shown, months first, without it.'),
    fields: fieldsOf(performanceSchema),
  }),
  answers: {
    200: {
      description: 'The evaluation. A client’s own key is shown closed revisions, and index trees down to its depth.',
      schema: performanceSchema,
    },
    404: { description: 'No such client, or no evaluation of the period that the key may see' },
  },
  handle: async ({ deps, caller, params, query }) => {
    const { text, etag } = await performanceText(deps, visibilityOf(caller, deps), {
      client: params.client,
      period: query.period,
    });
    return withFields({ jsonText: text, etag }, query.fields);
  },
});

const overMonths = route({
  method: 'get',
  path: '/clients/{client}/trend',
  tag: 'Performance',
  summary: 'One metric over months, against the standard in force each month',
  roles,
  params: z.strictObject({ client: clientCode }),
  query: z.strictObject({
    metric: metricId,
    from: month.describe('The first month, such as 2026-01; eleven before the last without it.'),
    to: month.describe('The last month; the newest that is shown without it.'),
    grain: z.literal('month').optional(),
  }),
  answers: { 200: { description: 'A point for every month', schema: trendSchema } },
  handle: async ({ deps, caller, params, query }) => {
    const { metric, from, to } = query;
    return { json: await trend(deps, visibilityOf(caller, deps), { client: params.client, metric, from, to }) };
  },
});

const metric = route({
  method: 'get',
  path: '/clients/{client}/metrics/{metric}',
  tag: 'Performance',
  summary: 'One metric: its definition, and its result with breakdowns',
  roles,
  params: z.strictObject({ client: clientCode, metric: metricId }),
  query: z.strictObject({
    period: periodText.optional().describe('The newest period that is shown without it.'),
    fields: fieldsOf(metricViewSchema),
  }),
  answers: { 200: { description: 'The metric as it was evaluated', schema: metricViewSchema } },
  handle: async ({ deps, caller, params, query: { period, fields } }) =>
    withFields({ json: await visibleMetricResult(deps, visibilityOf(caller, deps), { ...params, period }) }, fields),
});

/** What a client's period came to: the whole, one metric, one metric over months. */
export const performanceRoutes: readonly Route[] = [performance, overMonths, metric];
