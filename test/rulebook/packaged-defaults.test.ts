import { expect } from 'chai';
import { exact } from '../../src/facts/exact.js';
import { isWorkingDay } from '../../src/facts/calendar.js';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import { compileMetric } from '../../src/metrics/compile.js';
import type { Metric } from '../../src/metrics/definition.js';
import type { View } from '../../src/metrics/membership.js';
import { tallyFacts } from '../../src/metrics/tally.js';
import { metricValue } from '../../src/metrics/value.js';
import { inspectWorkspace } from '../../src/rulebook/load-workspace.js';
import { score } from '../../src/weights/score.js';
import type { Node } from '../../src/weights/tree.js';
import { inFolder } from './workspace-folder.js';

const branches = (nodes: readonly Node[]): readonly string[] => nodes.flatMap(node => ('children' in node ? [node.id] : []));
const below = (nodes: readonly Node[]): readonly Node[] => nodes.flatMap(node => ('children' in node ? node.children : []));
const leaves = (nodes: readonly Node[]): readonly string[] =>
  nodes.flatMap(node => ('children' in node ? leaves(node.children) : [node.metric]));

describe('the packaged rules', () => {
  let rulebook: Rulebook;

  before(async () => {
    const found = await inFolder({ files: { 'plumbline.yaml': 'time_zone: Asia/Shanghai\nadopt: paper\n' } }, inspectWorkspace);
    expect(found.faults).to.deep.equal([]);
    rulebook = found.workspace.rulebook;
  });

  const tree = (id: string): readonly Node[] => rulebook.indexes.find(index => index.id === id)?.tree ?? [];

  it('cut the external index into 5 dimensions and 17 indicators', () => {
    const dimensions = tree('satisfaction');
    expect(branches(dimensions)).to.deep.equal(['image', 'operation_quality', 'service_level', 'cost', 'dedication']);
    expect(branches(below(dimensions))).to.have.lengthOf(17);
  });

  it('steer by T1-T5, I1-I3 and C1-C3', () => {
    expect(below(tree('kpi')).map(node => ('metric' in node ? node.metric : node.id))).to.deep.equal([
      'demand_satisfaction',
      'on_time_dispatch',
      'on_time_delivery',
      'damage_free_delivery',
      'shipment_feedback',
      'stock_intact',
      'inventory_accuracy',
      'shipping_accuracy',
      'complaint_rate',
      'complaint_handling_hours',
      'pod_return',
    ]);
  });

  it('scale every leaf but amounts of money, whose level no default can know', () => {
    const scaled = new Set(rulebook.scales.map(scale => scale.metric));
    const bare = [...leaves(tree('satisfaction')), ...leaves(tree('kpi'))].filter(metric => !scaled.has(metric));
    expect(bare).to.deep.equal(['freight_cost_per_km', 'storage_cost_per_m3', 'total_logistics_cost']);
  });

  it('score 9 or 10 where the standard is met', () => {
    for (const { metric, level, comparator } of rulebook.standards) {
      const scale = rulebook.scales.find(one => one.metric === metric);
      if (scale === undefined || level === undefined) throw new Error(`no scale or level for ${metric}`);
      const value = comparator === 'less_than' ? exact('999/1000000') : level.value;
      expect(score(value, scale), metric).to.be.at.least(9);
    }
  });

  it('hold the standards of the paper, the strict one strictly', () => {
    const written = rulebook.standards.map(({ metric, comparator, level }) => `${metric} ${comparator} ${level?.text}`);
    expect(written).to.have.members([
      'inventory_accuracy at_least 99%',
      'outbound_damage_rate equals 0%',
      'warehouse_capability equals 100%',
      'warehouse_document_accuracy equals 100%',
      'on_time_delivery at_least 98%',
      'transport_accuracy equals 100%',
      'transport_damage_rate less_than 0.1%',
      'transport_document_accuracy equals 100%',
      'damage_free_delivery equals 100%',
      'shipment_feedback equals 100%',
      'stock_intact equals 100%',
      'complaint_handling_hours at_most 2',
    ]);
  });

  it('know the working days of China', () => {
    const china = rulebook.calendars.find(calendar => calendar.id === 'china');
    if (china === undefined) throw new Error('no calendar china');
    const days = ['2024-02-04', '2024-02-10', '2022-01-29', '2026-10-10', '2026-10-08', '2025-10-08', '2022-12-31'];
    expect(days.map(day => isWorkingDay(china, day))).to.deep.equal([true, false, true, true, true, false, false]);
  });

  it('say everything in English and Chinese', () => {
    const chinese = /[\u4e00-\u9fff]/;
    const labels = rulebook.metrics.flatMap(metric => {
      const conditions = metric.kind === 'proportion' ? [metric.population?.says, metric.passes.says] : [metric.says];
      return [metric.label, ...conditions].map(label => ({ metric: metric.id, label }));
    });
    const bare = labels.filter(({ label }) => label === undefined || chinese.test(label.en) || !chinese.test(label.zh));
    expect(bare.map(one => one.metric)).to.deep.equal([]);
  });

  it('name the clause of every metric', () => {
    expect(rulebook.metrics.filter(metric => metric.source === undefined).map(metric => metric.id)).to.deep.equal([]);
  });
});

describe('a standard that says what is not recorded', () => {
  const shipment = { client: 'A', shipment_no: 'S1', line_no: '1', status: 'delivered', delivered_at: 1000 };
  const view: View = {
    from: 0,
    to: 40 * 86_400_000,
    asOf: 100 * 86_400_000,
    around: () => ({ zone: 'UTC', calendar: undefined, asOf: 100 * 86_400_000 }),
  };
  const valueOf = (metric: Metric, params: Readonly<Record<string, string>>): unknown => {
    const overrides = Object.keys(params).length === 0 ? [] : [{ metric: metric.id, params, where: {} }];
    const compiled = compileMetric(metric, [], overrides);
    const tally = tallyFacts(compiled, view, [], kind => (kind.name === 'shipment' ? [shipment] : []));
    return metricValue(compiled, tally.total).value;
  };

  for (const [id, param] of [['pod_return', 'receipts_expected']] as const) {
    it(`makes ${id} no data instead of 0`, async () => {
      const { workspace } = await inFolder({ files: { 'plumbline.yaml': 'time_zone: UTC\n' } }, inspectWorkspace);
      const metric = workspace.rulebook.metrics.find(one => one.id === id);
      if (metric === undefined) throw new Error(`no metric ${id}`);
      expect(valueOf(metric, {})).to.equal(0);
      expect(valueOf(metric, { [param]: 'false' })).to.equal(null);
    });
  }
});
