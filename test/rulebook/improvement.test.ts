import { expect } from 'chai';
import { freezeRules } from '../../src/evaluation/frozen.js';
import { decimalText } from '../../src/facts/exact.js';
import type { Client } from '../../src/facts/place.js';
import { inspectWorkspace, loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { packaged, withConfig } from './workspace-folder.js';

const rulesOf = (config: string) =>
  withConfig(config, async directory => (await loadWorkspace(directory, { packaged })).rulebook);
const told = (config: string) =>
  withConfig(config, async directory =>
    (await inspectWorkspace(directory, { packaged })).faults.map(({ code, place }) => `${code} ${place.line}`),
  );
const client = (code: string): Client => ({ code, name: { en: code, zh: code }, time_zone: 'UTC', depth: 'all' });

const configured = `
consequences: [{ metric: on_time_delivery, after: 3, label: Recovery plan, scope: { client: ACME } }]
quadrants: [{ cross_hairs: median }]
credits:
  - id: sla
    fee: "100000"
    currency: CNY
    at_risk: "10%"
    scope: { client: ACME }
    items: [{ metric: on_time_delivery, pool: "50%", steps: [{ less_than: "98%", credit: "40%" }] }]
self_audit: [{ question: own_question, answer: yes, on: 2026-01-15, by: Lin Mei }]
self_audit_questions: [{ id: own_question, label: Are there standards for every department? }]
`;

describe('what improvement is configured with', () => {
  it('is read exactly, with what it leaves out filled in', async () => {
    const { credits = [], quadrants, consequences, self_audit, self_audit_questions } = await rulesOf(configured);
    const [sla] = credits;
    expect([sla?.per, sla?.label.en, decimalText(sla?.items[0]?.steps[0]?.amount.value ?? 0)]).to.deep.equal([
      'month',
      'sla',
      '0.4',
    ]);
    expect(quadrants).to.deep.equal([{ importance: 'weights', cross_hairs: 'median', scope: {} }]);
    expect(consequences?.[0]).to.include({ after: 3, below: 'standard' });
    expect(self_audit?.[0]).to.include({ answer: 'yes', on: '2026-01-15' });
    expect(self_audit_questions?.some(({ id }) => id === 'own_question')).to.equal(true);
  });

  it('leaves the frozen rules of others, and of who does not use it, as they were', async () => {
    const [plain, given] = [await rulesOf(''), await rulesOf(configured)];
    expect(plain).to.not.have.any.keys('credits', 'quadrants', 'consequences', 'self_audit', 'self_audit_questions');
    const { self_audit: _, self_audit_questions: __, quadrants: ___, ...rest } = given;
    expect(freezeRules(rest, client('OTHER'))).to.equal(freezeRules(plain, client('OTHER')));
    expect(freezeRules(rest, client('ACME')))
      .to.contain('"credits":')
      .and.to.contain('"consequences":');
  });

  it('is found wrong where it is', async () => {
    expect(
      await told(`consequences: [{ metric: on_time_delivry, after: 3, label: x }]
credits:
  - id: sla
    fee: "1"
    currency: CNY
    at_risk: "10%"
    items:
      - { metric: on_time_delivery, steps: [{ less_than: "98%", credit: "1" }] }
      - { metric: on_time_delivery, pool: "50%", steps: [{ credit: "1" }] }
self_audit: [{ question: nobody_asks, answer: no, on: 2026-01-15, by: x }]`),
    ).to.have.members(['rule_metric_unknown 1', 'config_value_wrong 9', 'self_audit_question_unknown 10']);
    expect(
      await told(`credits:
  - id: sla
    fee: "1"
    currency: CNY
    at_risk: "10%"
    items: [{ metric: on_time_delivery, steps: [{ less_than: "98%", credit: "1" }] }]`),
    ).to.deep.equal(['config_key_missing 6']);
  });
});
