import type { ExclusionShown } from '../../src/evaluation/amendments.js';
import type { Evaluation, MetricResult } from '../../src/evaluation/document.js';
import type { EvidenceList, ScorecardInput } from '../../src/reports/input.js';
import { sampleEvidence, sampleInput } from './sample-input.js';

const approved = {
  requested_by: '李梅',
  requested_at: '2026-10-01T01:02:03Z',
  approved_by: 'chen',
  approved_at: '2026-10-01T04:05:06Z',
} as const;

/** Three approved exclusions: named facts, a place and time, and one of the period before alone. */
const sampleExclusions: readonly ExclusionShown[] = [
  {
    exclusion: 31,
    metrics: ['on_time_delivery'],
    facts: [{ fact: 'shipment', field: 'shipment_no', number: '=S-7', line: '2' }],
    where: {},
    reason: { code: 'AO', label: { en: 'Weather or natural disaster', zh: '天气或自然灾害' }, party: 'force_majeure' },
    evidence: '=storm warning of 2026-09-10',
    dispute: 30,
    ...approved,
  },
  {
    exclusion: 33,
    metrics: [],
    facts: [],
    where: { destination: '宁波' },
    from: '2026-09-09T16:00:00Z',
    to: '2026-09-12T16:00:00Z',
    reason: { code: 'AQ', label: { en: 'Recipient unavailable', zh: '收货人无法接收' }, party: 'consignee' },
    evidence: 'mail of the harbour master',
    ...approved,
  },
  {
    exclusion: 35,
    metrics: ['on_time_delivery'],
    facts: [],
    where: {},
    from: '2026-07-31T16:00:00Z',
    to: '2026-08-02T16:00:00Z',
    reason: { code: 'B1', label: { en: 'Consignee closed', zh: '收货人停业' }, party: 'consignee' },
    evidence: 'gate log',
    ...approved,
  },
];

const override = { override: 37, reason: '与客户约定', evidence: 'minutes of 2026-10-01', ...approved };

/** Facts of one metric are excluded; two values were agreed, one of them a time. */
function adjusted(metric: MetricResult): MetricResult {
  if (metric.metric === 'on_time_delivery') {
    const raw = { numerator: '1300', denominator: '1400', value: 0.928571428571 };
    return { ...metric, counts: { ...metric.counts, excluded: 15 }, raw };
  }
  if (metric.metric === 'otif') {
    const { numerator, denominator, value } = metric;
    const agreed = { numerator: '0.975', denominator: '1', value: 0.975, score: 6 };
    return {
      ...metric,
      ...agreed,
      interval: null,
      calculated: { numerator, denominator, value },
      override: { ...override, value: '0.975' },
    };
  }
  if (metric.metric === 'complaint_handling_hours') {
    const calculated = { numerator: '90000000', denominator: '10', value: 2.5 };
    return {
      ...metric,
      numerator: '7560000',
      denominator: '1',
      calculated,
      raw: calculated,
      override: { ...override, override: 39, value: '2.1' },
    };
  }
  return metric;
}

/** The sample's last month with exclusions and overrides. */
export function sampleAdjusted(options: Partial<ScorecardInput> = {}): ScorecardInput {
  const input = sampleInput(options);
  const { document } = input.evaluation;
  const evaluation: Evaluation = {
    ...input.evaluation,
    document: { ...document, exclusions: sampleExclusions, metrics: document.metrics.map(adjusted) },
  };
  const excluded = sampleEvidence(15, 0)
    .slice(0, 1)
    .map((list): EvidenceList => ({ ...list, membership: 'excluded' }));
  return { ...input, evaluation, evidence: [...sampleEvidence(40), ...excluded] };
}
