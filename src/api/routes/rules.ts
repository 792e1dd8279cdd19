import { z } from 'zod';
import { visibleExpectations, visibleLayouts, visibleMetric, currentMetrics, visibleStandards } from '../../app/service/rules.js';
import { type Route, route } from '../route.js';
import { roles } from '../../contract/me.js';
import { expectationsSchema, layoutsSchema, metricSchema, metricsSchema, standardsSchema } from '../../contract/rules.js';
import { metricId } from '../../contract/scalars.js';
import { visibilityOf } from '../visibility.js';

const metrics = route({
  method: 'get',
  path: '/metrics',
  tag: 'Rules',
  summary: 'Every metric that holds now; a key that is bound to clients sees those that are made for everybody or for them',
  roles,
  answers: { 200: { description: 'In the order of the catalogue', schema: metricsSchema } },
  handle: ({ deps, caller }) => Promise.resolve({ json: { metrics: currentMetrics(deps, visibilityOf(caller, deps)) } }),
});

const metric = route({
  method: 'get',
  path: '/metrics/{metric}',
  tag: 'Rules',
  summary: 'One metric, with its standards',
  roles,
  params: z.strictObject({ metric: metricId }),
  answers: { 200: { description: 'As it is configured now', schema: metricSchema } },
  handle: ({ deps, caller, params }) => Promise.resolve({ json: visibleMetric(deps, visibilityOf(caller, deps), params.metric) }),
});

const standards = route({
  method: 'get',
  path: '/standards',
  tag: 'Rules',
  summary: 'The standards; a key that is bound to clients sees those that concern them',
  roles,
  answers: { 200: { description: 'In the order of the config', schema: standardsSchema } },
  handle: ({ deps, caller }) => Promise.resolve({ json: { standards: visibleStandards(deps, visibilityOf(caller, deps)) } }),
});

const expectations = route({
  method: 'get',
  path: '/expectations',
  tag: 'Rules',
  summary:
    'Expectations, goals, promises and how clients are understood, with their basis; a client’s own key sees those that concern it',
  roles,
  answers: { 200: { description: 'In the order of the config', schema: expectationsSchema } },
  handle: ({ deps, caller }) =>
    Promise.resolve({ json: { expectations: visibleExpectations(deps, visibilityOf(caller, deps)) } }),
});

const layouts = route({
  method: 'get',
  path: '/layouts',
  tag: 'Rules',
  summary: 'The layouts that files can be imported by; a client’s own key sees the packaged ones',
  roles,
  answers: { 200: { description: 'Layouts by name', schema: layoutsSchema } },
  handle: ({ deps, caller }) => Promise.resolve({ json: { layouts: visibleLayouts(deps, visibilityOf(caller, deps)) } }),
});

/** GET /metrics, /metrics/{metric}, /standards, /expectations and /layouts. */
export const ruleRoutes: readonly Route[] = [metrics, metric, standards, expectations, layouts];
