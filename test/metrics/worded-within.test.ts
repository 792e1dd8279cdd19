import { expect } from 'chai';
import { Verdicts } from '../../src/explain/verdict.js';
import type { Values } from '../../src/facts/fact.js';
import type { Language } from '../../src/facts/label.js';
import { compileMetric } from '../../src/metrics/compile.js';
import { coverageOf, withCoverage } from '../../src/metrics/coverage.js';
import type { Metric } from '../../src/metrics/definition.js';

const receipts = (due: string): Metric => ({
  id: 'pod_return',
  label: { en: 'Receipts', zh: '回单' },
  improves: 'up',
  unit: '%',
  stage: 'fixed',
  params: {},
  kind: 'proportion',
  of: 'shipment',
  dated: due,
  population: { when: 'status == "delivered"' },
  passes: { when: `done_by(pod_returned_at, ${due})` },
});
const own = receipts('pod_due_at');
const agreed = receipts('end_of_day(delivered_at + days(7))');
const contract = { metric: agreed, from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1), fixed: new Set<string>() };
const asOf = Date.UTC(2026, 10, 29, 18, 27, 30, 567);
const view = {
  from: Date.UTC(2025, 0, 1),
  to: Date.UTC(2028, 0, 1),
  asOf,
  around: () => ({ zone: 'UTC', calendar: undefined, asOf }),
};
const shipment = (more: Values): Values => ({ client: 'PHX', shipment_no: 'S1', status: 'delivered', ...more });
const late = shipment({ delivered_at: Date.UTC(2026, 4, 26, 9), carrier: 'DSV' });
const before = shipment({ delivered_at: Date.UTC(2025, 4, 26, 9), pod_due_at: Date.UTC(2025, 5, 1, 12), carrier: 'DSV' });

describe('why a fact is what it is by the wording of a contract', () => {
  const compiled = compileMetric(own, [], [], [contract]);
  const because = (values: Values, metric = compiled, language: Language = 'en'): string | undefined =>
    metric.parts.map(part => new Verdicts(part, [], view, { language }).of([values]).because)[0];
  const reason = 'receipt returned is missing and the end of 2026-06-02 (from delivered) is past, as of 2026-11-29 18:27';

  it('is said by the wording alone, without the days of the contract, and to the minute', () => {
    expect(because(late)).to.equal(reason);
    expect(because(late, compiled, 'zh'))
      .to.contain('截至 2026-11-29 18:27，')
      .and.not.match(/2026-01-01|2027-01-01/);
    expect(because(before))
      .to.match(/2025-06-01 12:00 is past, as of 2026-11-29 18:27$/)
      .and.not.contain('2026-01-01');
  });

  it('says before which time of the clock a grace after the end of a day is over', () => {
    const byDay = compileMetric(receipts('end_of_day(pod_due_at) + minutes(30)'), [], []);
    const returned = shipment({ pod_due_at: Date.UTC(2026, 9, 16, 9), pod_returned_at: Date.UTC(2026, 9, 17, 0, 30) });
    expect(because(returned, byDay)).to.equal(
      'receipt returned 2026-10-17 00:30 after the end of 2026-10-16 (from receipt due) plus 30 minutes (that is, before 2026-10-17 00:30)',
    );
    expect(because(returned, byDay, 'zh')).to.contain('加 30 分钟（即 2026-10-17 00:30 之前）');
    expect(
      because(
        { ...returned, pod_due_at: Date.UTC(2026, 9, 16, 23, 59) },
        compileMetric(receipts('pod_due_at + minutes(30)'), [], []),
      ),
    )
      .to.contain('plus 30 minutes')
      .and.not.contain('that is');
  });

  it('is the same where sources record the receipt of some shipments alone, and says what was not recorded of the others', () => {
    const sources = [
      { id: 'pods', client: 'PHX', fact: 'shipment', fields: ['pod_returned_at'], covers: 'carrier == "DSV"' },
    ] as const;
    const covered = withCoverage(compiled, coverageOf(sources, 'PHX', []));
    expect(because(late, covered)).to.equal(because(late));
    expect(because({ ...late, carrier: 'UPS' }, covered))
      .to.contain('UPS')
      .and.not.match(/2026-01-01|is past/);
  });

  it('has the seconds where only these say that a time is past', () => {
    const now = shipment({ delivered_at: Date.UTC(2025, 4, 1), pod_due_at: asOf - 500 });
    expect(because(now)).to.match(/18:27:30\.067 is past, as of 2026-11-29 18:27:30\.567$/);
  });
});
