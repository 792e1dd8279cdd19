import { expect } from 'chai';
import { namedFields } from '../../src/explain/named-fields.js';
import type { Metric } from '../../src/metrics/definition.js';

const metric = {
  id: 'on_time',
  label: { en: 'On time', zh: '准时' },
  kind: 'proportion',
  of: 'shipment',
  dated: 'coalesce(delivered_at, closed_at)',
  per: ['shipment_no'],
  population: { when: 'carrier != "status" and is_missing(mode)' },
  passes: { when: 'done_by(delivered_at, promised_at + grace)' },
  improves: 'up',
  unit: '%',
  stage: 'fixed',
  params: { grace: 'minutes(0)' },
} as unknown as Metric;

describe('the fields that a definition names', () => {
  it('are those of its expressions, each once, and no words in texts, parameters or functions', () => {
    const found = namedFields(metric).map(({ field }) => field);
    expect(found).to.have.members(['shipment_no', 'carrier', 'mode', 'promised_at', 'delivered_at', 'closed_at']);
    expect(namedFields(metric)[0]).to.deep.include({ kind: 'shipment', label: { en: 'Shipment number', zh: '运单号' } });
    // A formula reads no facts.
    expect(namedFields({ ...metric, kind: 'formula', formula: 'on_time' } as unknown as Metric)).to.deep.equal([]);
  });
});
