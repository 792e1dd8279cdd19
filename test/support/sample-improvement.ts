import { exact } from '../../src/facts/exact.js';
import type { ScorecardInput } from '../../src/reports/input.js';
import { indexesFor } from '../../src/reports/tree.js';
import { effectOf } from '../../src/standards/improvement/effect.js';
import { improvement } from '../../src/standards/improvement/improvement.js';
import type { QuadrantSetting } from '../../src/standards/improvement/improvement.js';
import { sampleInput } from './sample-input.js';

const level = (text: string) => ({
  text,
  value: text.endsWith('%') ? exact(`${text.slice(0, -1)}/100`) : exact(text),
});

/** A scorecard with everything that improvement shows: quadrants, slices, gaps, consequences, credits, actions, a self-audit. */
export function sampleImprovement(
  options: Partial<ScorecardInput> = {},
  cross_hairs: QuadrantSetting['cross_hairs'] = 'mean',
): ScorecardInput {
  const input = sampleInput(options);
  const { document } = input.evaluation;
  const indexes = input.view === 'client' ? indexesFor(input.client, document.indexes) : document.indexes;
  const derived = improvement({
    period: { ...document, indexes },
    history: input.history.map(one => one.document),
    rules: {
      expectations: [
        { metric: 'on_time_delivery', role: 'expects', level: level('99%'), basis: 'stated', scope: {} },
        { metric: 'on_time_delivery', role: 'promise', level: level('97%'), scope: {} },
      ],
      quadrants: [{ importance: 'weights', cross_hairs, scope: {} }],
      consequences: [
        { metric: 'on_time_delivery', after: 1, below: 'standard', label: { en: 'Recovery plan', zh: '整改计划' }, scope: {} },
      ],
      credits: [
        {
          id: 'sla',
          label: { en: 'Service level agreement', zh: '服务水平协议' },
          scope: {},
          fee: level('100000'),
          per: 'month',
          currency: 'CNY',
          at_risk: level('10%'),
          items: [
            {
              metric: 'on_time_delivery',
              pool: level('50%'),
              steps: [{ comparator: 'less_than', limit: level('98%'), effect: 'credit', amount: level('40%') }],
            },
          ],
        },
      ],
    },
    subject: { client: 'ACME' },
    lastDay: '2026-09-30',
    grain: 'month',
    surveyed: [],
  });
  const shared = {
    label: { en: 'On-time delivery rate', zh: '货物准时送达率' },
    slice: { dimension: 'carrier', key: '=Yangtze' },
    unit: '%',
    cause: '3pl' as const,
    ease: 4,
    benefit: 5,
    owner: 'Lin Mei',
    start: '2026-07-02',
    due: '2026-07-31',
  };
  const periods = [...input.history, input.evaluation].map(one => one.document);
  const watched = { metric: 'on_time_delivery', start: Date.UTC(2026, 6, 2) };
  return {
    ...input,
    improvement: {
      ...derived,
      actions: [
        {
          ...shared,
          number: 41,
          metric: 'on_time_delivery',
          what: 'A second driver on Fridays, and the last departure half an hour earlier',
          state: 'done',
          done: '2026-07-31',
          overdue: false,
          effect: effectOf({ ...watched, end: Date.UTC(2026, 7, 1) }, periods),
        },
        {
          ...shared,
          number: 44,
          metric: 'on_time_delivery',
          what: 'Gate appointments',
          owner: null,
          slice: null,
          state: 'under_way',
          done: null,
          overdue: true,
          effect: effectOf(watched, periods),
        },
      ],
      self_audit: [
        {
          id: 'demand_researched',
          area: { en: 'Demand', zh: '需求' },
          label: { en: 'Was demand researched?', zh: '是否调查了需求？' },
          answer: 'yes',
          on: '2026-01-15',
          by: 'Lin Mei',
          note: null,
        },
        {
          id: 'inquiry_standard',
          area: { en: 'Departments', zh: '部门' },
          label: { en: 'Is there a standard for answering inquiries?', zh: '是否有答复询问的标准？' },
          answer: null,
          on: null,
          by: null,
          note: null,
        },
      ],
    },
  };
}
