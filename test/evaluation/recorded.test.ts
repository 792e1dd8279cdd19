import { expect } from 'chai';
import { planFor, type Recorded } from '../../src/evaluation/plan.js';
import type { FactKindName } from '../../src/facts/kinds.js';
import type { Values } from '../../src/facts/fact.js';
import type { Metric } from '../../src/metrics/definition.js';
import { tallyFacts } from '../../src/metrics/tally.js';
import { metricValue } from '../../src/metrics/value.js';
import { emptyRulebook } from '../support/sample-rulebook.js';

const shared = { label: { en: '', zh: '' }, improves: 'up', unit: '%', stage: 'fixed', params: {} } as const;

const receipts: Metric = {
  ...shared,
  id: 'receipts',
  kind: 'proportion',
  of: 'shipment',
  dated: 'delivered_at',
  passes: { when: 'done_by(pod_returned_at, pod_due_at)' },
};

const complaints: Metric = {
  ...shared,
  id: 'complaints',
  kind: 'ratio',
  numerator: [{ of: 'complaint', dated: 'received_at' }],
  denominator: [
    { of: 'shipment', per: ['shipment_no'], dated: 'delivered_at' },
    { of: 'warehouse_task', dated: 'completed_at' },
  ],
};

const day = 86_400_000;
const shipment: Values = {
  client: 'A',
  shipment_no: '1',
  line_no: '1',
  delivered_at: day,
  pod_due_at: 2 * day,
  pod_returned_at: null,
};

function valueOf(metric: Metric, recorded?: Recorded, fact: Values = shipment): unknown {
  const plan = planFor(
    { ...emptyRulebook, metrics: [metric] },
    { code: 'A', name: { en: 'A', zh: 'A' }, time_zone: 'UTC', depth: 'all' },
    recorded,
  );
  const [compiled] = plan.metrics;
  if (compiled === undefined) throw new Error('one metric is planned');
  const view = { from: 0, to: 5 * day, asOf: 9 * day, around: () => ({ zone: 'UTC', calendar: undefined, asOf: 9 * day }) };
  return metricValue(compiled, tallyFacts(compiled, view, [], kind => (kind.name === 'shipment' ? [fact] : [])).total).value;
}

const filled = (fields: Partial<Record<FactKindName, readonly string[]>>): Recorded =>
  new Map(Object.entries(fields).map(([kind, names]) => [kind as FactKindName, new Set(names)]));

describe('what no source records', () => {
  it('is late where the field is recorded and overdue', () => {
    expect(valueOf(receipts, filled({ shipment: ['delivered_at', 'pod_due_at', 'pod_returned_at'] }))).to.equal(0);
  });

  it('is no data, not late, where no source ever filled the field', () => {
    expect(valueOf(receipts, filled({ shipment: ['delivered_at', 'pod_due_at'] }))).to.equal(null);
  });

  it('is no data where what is recorded leaves only failures, or only passes', () => {
    const correct: Metric = { ...receipts, passes: { when: 'status == "delivered" and delivered_correctly' } };
    const clean: Metric = { ...receipts, passes: { when: 'is_missing(reason)' } };
    const constant: Metric = { ...receipts, passes: { when: 'true' } };
    expect(valueOf(correct, filled({ shipment: ['delivered_at', 'status', 'delivered_correctly'] }))).to.equal(null);
    expect(valueOf(clean, filled({ shipment: ['delivered_at', 'reason'] }))).to.equal(1);
    expect(valueOf(clean, filled({ shipment: ['delivered_at'] }))).to.equal(null);
    expect(valueOf(constant, filled({ shipment: ['delivered_at'] }))).to.equal(1);
    const prompt: Metric = { ...receipts, passes: { when: 'status == "delivered" and done_by(pod_returned_at, pod_due_at)' } };
    const lost = { ...shipment, status: 'lost' };
    expect(valueOf(correct, filled({ shipment: ['delivered_at', 'status', 'delivered_correctly'] }), lost)).to.equal(0);
    expect(valueOf(correct, filled({ shipment: ['delivered_at', 'status'] }), lost)).to.equal(null);
    expect(valueOf(prompt, filled({ shipment: ['delivered_at', 'status', 'pod_due_at'] }), lost)).to.equal(null);
  });

  it('counts as none where the kind came, though not in this period', () => {
    expect(valueOf(complaints, filled({ shipment: ['delivered_at'], complaint: ['received_at'] }))).to.equal(0);
  });

  it('is no data where facts of a whole side never came; one of several kinds on a side is enough', () => {
    expect(valueOf(complaints, filled({ shipment: ['delivered_at'] }))).to.equal(null);
  });
});
