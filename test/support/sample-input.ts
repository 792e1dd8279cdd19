import type { EvidenceList, EvidenceRow, ScorecardInput } from '../../src/reports/input.js';
import { sampleEvaluation } from './sample-evaluations.js';
import { sampleFigures } from './sample-metrics.js';
import { sampleRulebook } from './sample-rulebook.js';

const months = ['2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09'];

/** Failed and undetermined deliveries, so many of each; some texts would be formulas. */
export function sampleEvidence(failed: number, undetermined = 3): readonly EvidenceList[] {
  const text = (en: string, zh: string) => ({ label: { en, zh }, type: 'text' as const });
  const columns = [
    text('Shipment no.', '运单号'),
    text('Carrier', '承运商'),
    { label: { en: 'Promised at', zh: '承诺时刻' }, type: 'instant' as const },
    { label: { en: 'Delivered at', zh: '送达时刻' }, type: 'instant' as const },
    { label: { en: 'Late by', zh: '迟到' }, type: 'duration' as const },
    { label: { en: 'Quantity', zh: '数量' }, type: 'number' as const },
  ];
  const row = (at: number): EvidenceRow => {
    const promised = Date.UTC(2026, 8, 1 + (at % 28), 9);
    const late = (at % 300) * 60_000 + 1_000;
    const carrier = at % 3 === 0 ? '=HYPERLINK("http://example.com","click")' : 'Yangtze Line';
    return {
      values: [`S-${100_000 + at}`, carrier, promised, promised + late, late, 12 + (at % 40)],
      batch: 12,
      file: 'acme-2026-09.csv',
      row: at + 2,
    };
  };
  const rows = (count: number) => Array.from({ length: count }, (_, at) => row(at));
  return [
    {
      metric: 'on_time_delivery',
      membership: 'failed',
      fact: 'shipment',
      keys: 1,
      columns,
      rows: rows(Math.min(failed, 20_000)),
      totalCount: failed,
    },
    {
      metric: 'on_time_delivery',
      membership: 'undetermined',
      fact: 'shipment',
      keys: 1,
      columns,
      rows: rows(undetermined),
      totalCount: undetermined,
    },
  ];
}

/** Everything a scorecard needs: six months of ACME, the last one reported. */
export function sampleInput(options: Partial<ScorecardInput> = {}): ScorecardInput {
  const evaluations = months.map((period, month) => sampleEvaluation({ period, figures: sampleFigures(month) }));
  const [evaluation] = evaluations.slice(-1);
  if (evaluation === undefined) throw new TypeError('no month');
  return {
    evaluation,
    history: evaluations.slice(0, -1),
    client: { code: 'ACME', name: { en: 'Acme Foods', zh: '艾克美食品' }, segment: 'food', depth: 1 },
    organisation: { en: 'Demo Logistics', zh: '示例物流' },
    rulebook: sampleRulebook(),
    language: 'en',
    view: 'manager',
    evidence: sampleEvidence(40),
    ledgerEntry: 'c4'.repeat(32),
    batches: [
      {
        batch: 12,
        file: 'acme-2026-09.csv',
        sha256: '9f'.repeat(32),
        fact: 'shipment',
        facts: 1234,
        committedAt: Date.UTC(2026, 9, 1, 2),
      },
    ],
    madeAt: Date.UTC(2026, 9, 2, 3, 4),
    ...options,
  };
}
