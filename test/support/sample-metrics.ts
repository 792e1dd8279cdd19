import type { SampleFigure, SampleMetric } from './sample-evaluations.js';

const rate = (id: string, en: string, zh: string, more: Partial<SampleMetric> = {}): SampleMetric => ({
  id,
  label: { en, zh },
  unit: '%',
  improves: 'up',
  kind: 'proportion',
  bands: ['99.5%', '98%', '95%', '90%'],
  ...more,
});
const harm = (id: string, en: string, zh: string, more: Partial<SampleMetric> = {}): SampleMetric => ({
  id,
  label: { en, zh },
  unit: '%',
  improves: 'down',
  kind: 'ratio',
  bands: ['0.05%', '0.1%', '0.5%', '1%'],
  ...more,
});
const asked = (id: string, en: string, zh: string, branch: string): SampleMetric => ({
  id,
  label: { en, zh },
  unit: 'points',
  improves: 'up',
  kind: 'mean',
  branch,
});

/** A catalogue as a firm might use it. */
export const sampleMetrics: readonly SampleMetric[] = [
  rate('demand_satisfaction', 'Transport demand satisfaction', '运输需求满足率', { kpi: 'transport', branch: 'service_level' }),
  rate('on_time_dispatch', 'On-time dispatch rate', '货物及时发送率', {
    kpi: 'transport',
    branch: 'operation_quality',
    standard: { at_least: '97%', minimum: '95%' },
  }),
  rate('on_time_delivery', 'On-time delivery rate', '货物准时送达率', {
    kpi: 'transport',
    branch: 'service_level',
    standard: { at_least: '98%', minimum: '95%', min_population: 30 },
  }),
  rate('on_time_delivery_due', 'On-time delivery of what was due', '到期准时送达率', {
    stage: 'trial',
    standard: { at_least: '98%' },
  }),
  rate('damage_free_delivery', 'Damage-free delivery rate', '货物完好送达率', { kpi: 'transport', standard: { equals: '100%' } }),
  rate('shipment_feedback', 'Shipment feedback in time', '运输信息及时反馈率', {
    kpi: 'transport',
    branch: 'service_level',
    standard: { equals: '100%', minimum: '99%' },
  }),
  rate('stock_intact', 'Stock intact', '库存完好率', { kpi: 'inventory', kind: 'ratio', standard: { equals: '100%' } }),
  rate('inventory_accuracy', 'Inventory accuracy', '存货准确率', {
    kpi: 'inventory',
    branch: 'operation_quality',
    standard: { at_least: '99%' },
  }),
  rate('shipping_accuracy', 'Shipping accuracy', '发货准确率', {
    kpi: 'inventory',
    branch: 'operation_quality',
    standard: { at_least: '99%', min_population: 50 },
  }),
  harm('complaint_rate', 'Complaint rate', '客户投诉率', { kpi: 'customer_service', standard: { at_most: '0.5%' } }),
  {
    id: 'complaint_handling_hours',
    label: { en: 'Complaint handling time', zh: '客户投诉处理时间' },
    unit: 'hours',
    improves: 'down',
    kind: 'mean',
    line: ['8', '1'],
    kpi: 'customer_service',
    standard: { at_most: '2', minimum: '4' },
  },
  rate('pod_return', 'Receipts returned in time', '回单返回及时率', { kpi: 'customer_service', standard: { at_least: '95%' } }),
  harm('transport_damage_rate', 'Transport damage rate', '途中残损率', {
    branch: 'operation_quality',
    standard: { less_than: '0.1%' },
  }),
  harm('storage_damage_rate', 'Storage damage rate', '仓储残损率', { branch: 'operation_quality' }),
  harm('outbound_damage_rate', 'Outbound damage rate', '出库残损率', { standard: { equals: '0%' } }),
  rate('transport_accuracy', 'Transport accuracy', '运输准确率', { branch: 'operation_quality', standard: { equals: '100%' } }),
  rate('customs_declaration_timeliness', 'Customs declaration timeliness', '报关及时率', { branch: 'operation_quality' }),
  rate('complaint_timeliness', 'Complaints handled in time', '客户投诉处理及时率', {
    branch: 'service_level',
    standard: { at_least: '95%' },
  }),
  rate('billing_timeliness', 'Billing timeliness', '费用结算及时率', { branch: 'cost', standard: { at_least: '98%' } }),
  rate('billing_accuracy', 'Billing accuracy', '费用结算准确率', { branch: 'cost', standard: { at_least: '99.5%' } }),
  {
    id: 'freight_cost_per_km',
    label: { en: 'Freight cost per km', zh: '单位公里运费' },
    unit: 'CNY/km',
    improves: 'down',
    kind: 'ratio',
    line: ['6.50', '4.00'],
    branch: 'cost',
  },
  asked('brand', 'Brand', '品牌效应', 'image'),
  asked('approachability', 'Approachability', '亲和程度', 'image'),
  asked('communication', 'Communication', '沟通性', 'service_level'),
  asked('disaster_handling', 'Handling of disasters', '意外灾难的处理', 'dedication'),
  rate('otif', 'On time and in full', '准时足量率', {}),
  rate('perfect_order_multiplied', 'Perfect order, multiplied', '完美订单（连乘）', {
    kind: 'formula',
    formula: 'on_time_delivery * damage_free_delivery * shipping_accuracy',
    bands: undefined as never,
  }),
];

/** A month of figures; `month` moves them a little, so that a trend has a shape. */
export function sampleFigures(month: number): ReadonlyMap<string, SampleFigure> {
  const n = 1200 + month * 37;
  const passing = (share: number, of = n, more: SampleFigure[2] = {}): SampleFigure => [
    String(Math.round(share * of)),
    String(of),
    more,
  ];
  return new Map<string, SampleFigure>([
    ['demand_satisfaction', passing(0.985 + month * 0.001)],
    ['on_time_dispatch', passing(0.978 - month * 0.002)],
    ['on_time_delivery', passing(0.985 - month * 0.005, n, { undetermined: 12, undated: 3, excluded: 0, outside: 18 })],
    ['on_time_delivery_due', passing(0.97 - month * 0.004)],
    ['damage_free_delivery', ['24999', '25000']],
    ['shipment_feedback', passing(0.993 + (month % 3) * 0.001)],
    ['stock_intact', ['189265.5', '189300']],
    ['inventory_accuracy', passing(0.994, 640)],
    ['shipping_accuracy', passing(0.9965, 860)],
    ['complaint_rate', [String(5 + month), '2210']],
    ['complaint_handling_hours', [String((3.1 - month * 0.2) * 3_600_000 * 11), '11']],
    ['pod_return', passing(0.91 + month * 0.008, 1100)],
    ['transport_damage_rate', ['31.5', '48120']],
    ['storage_damage_rate', ['4', '88000']],
    ['outbound_damage_rate', ['0', '15230']],
    ['transport_accuracy', passing(1, n)],
    ['complaint_timeliness', ['10', '11', { undetermined: 1 }]],
    ['billing_timeliness', passing(0.97, 66)],
    ['billing_accuracy', ['66', '66']],
    ['freight_cost_per_km', [`${512_330.75 - month * 1000}`, '104220']],
    ['brand', ['231', '31']],
    ['approachability', ['262', '31']],
    ['communication', ['247', '31']],
    ['disaster_handling', ['214', '31']],
    ['otif', passing(0.93, n)],
  ]);
}
