import { expect } from 'chai';
import { freezeRules } from '../../src/evaluation/frozen.js';
import { decimalText } from '../../src/facts/exact.js';
import type { Client } from '../../src/facts/place.js';
import { inspectWorkspace, loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { packaged, withConfig } from './workspace-folder.js';
import { remedyOf } from '../support/worded.js';
import { worded } from '../../src/faults/worded.js';

const rulesOf = (config: string) =>
  withConfig(config, async directory => (await loadWorkspace(directory, { packaged })).rulebook);
const faultsOf = (config: string) =>
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
      await faultsOf(`consequences: [{ metric: on_time_delivry, after: 3, label: x }]
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
      await faultsOf(`credits:
  - id: sla
    fee: "1"
    currency: CNY
    at_risk: "10%"
    items: [{ metric: on_time_delivery, steps: [{ less_than: "98%", credit: "1" }] }]`),
    ).to.deep.equal(['config_key_missing 6']);
  });

  describe('credits', () => {
    const credits = (items: string, money = 'fee: "100000", currency: CNY') =>
      faultsOf(`credits:
  - { id: sla, ${money}, at_risk: "10%", items: [
${items}
    ] }`);
    const item = (steps: string, pool = ', pool: "50%"') => `      { metric: on_time_delivery${pool}, steps: [${steps}] },`;
    const usual = item('{ less_than: "98%", credit: "40%" }');

    it('are amounts of money that are no less than nothing, in a currency', async () => {
      expect(await credits(usual)).to.deep.equal([]);
      expect(await credits(usual, 'fee: "-1", currency: CNY')).to.deep.equal(['credit_amount_wrong 2']);
      expect(await credits(usual, 'fee: "10%", currency: CNY')).to.deep.equal(['credit_amount_wrong 2']);
      expect(await credits(usual, 'fee: "1", currency: CNY, point_value: "-5"')).to.deep.equal(['credit_amount_wrong 2']);
      expect(await credits(usual, 'fee: "1"')).to.deep.equal(['config_key_missing 2']);
    });

    it('risk and share out no more than there is', async () => {
      const risky = (share: string) =>
        faultsOf(`credits: [{ id: sla, fee: "1", currency: CNY, at_risk: "${share}", items: [${usual}] }]`);
      expect(await risky('100%')).to.deep.equal([]);
      for (const share of ['101%', '-1%', '10']) expect(await risky(share), share).to.deep.equal(['config_value_wrong 1']);
      const other = (pool: string) =>
        `      { metric: complaint_rate, pool: "${pool}", steps: [{ more_than: "3%", credit: "100%" }] }`;
      expect(await credits(`${usual}\n${other('50%')}`)).to.deep.equal([]);
      expect(await credits(`${usual}\n${other('50.01%')}`)).to.deep.equal(['credit_pools_sum 4']);
      expect(await credits(`${usual}\n${other('2/3')}`)).to.deep.equal(['credit_pools_sum 4']);
      expect(await credits(`${usual}\n${usual}`)).to.deep.equal(['credit_metric_twice 4']);
    });

    it('give an amount for each case, without a fee where none is needed', async () => {
      const one = (item: string, money = 'currency: EUR') => faultsOf(`credits: [{ id: sla, ${money}, items: [${item}] }]`);
      const each = '{ metric: on_time_delivery, each: "25", free: 3, at_most: "500" }';
      expect(await one(each)).to.deep.equal([]);
      expect(await one(each, 'currency: EUR, fee: "1000", at_risk: "10%"')).to.deep.equal([]);
      expect(await one(each, 'currency: EUR, fee: "1000"')).to.deep.equal(['config_key_missing 1']);
      expect(await one('{ metric: complaint_rate, each: "25" }')).to.deep.equal([]);
      expect(await one('{ metric: complaint_handling_hours, each: "25" }')).to.deep.equal(['credit_each_kind 1']);
      expect(await one('{ metric: on_time_delivery, each: "-25" }')).to.deep.equal(['credit_amount_wrong 1']);
      expect(await one('{ metric: on_time_delivery, each: "25", at_most: "5%" }')).to.deep.equal(['credit_amount_wrong 1']);
      for (const mixed of ['each: "25", pool: "50%"', 'free: 3, steps: [{ less_than: "98%", credit: "40%" }]', 'pool: "50%"'])
        expect(await one(`{ metric: on_time_delivery, ${mixed} }`), mixed).to.include('config_value_wrong 1');
    });

    it('give shares of a pool, or points', async () => {
      for (const amount of ['101%', '40', '-40%'])
        expect(await credits(item(`{ less_than: "98%", credit: "${amount}" }`)), amount).to.deep.equal(['credit_step_share 3']);
      const points = (amount: string) =>
        credits(item(`{ less_than: "98%", credit: "${amount}" }`, ''), 'fee: "1", currency: CNY, point_value: "100"');
      expect(await points('40')).to.deep.equal([]);
      for (const amount of ['40%', '-1']) expect(await points(amount), amount).to.deep.equal(['credit_amount_wrong 3']);
    });

    it('have no step that those above it, or the metric, leave nothing', async () => {
      const reached = [
        '{ less_than: "95%", credit: "80%" }, { less_than: "98%", credit: "40%" }, { at_least: "99%", bonus: "10%" }',
        '{ at_least: "99%", bonus: "10%" }, { at_least: "98%", credit: "0%" }, { at_least: "0%", credit: "40%" }',
        '{ less_than: "98%", credit: "40%" }, { at_most: "98%", credit: "20%" }, { equals: "99%", credit: "10%" }',
        '{ equals: "100%", bonus: "10%" }, { at_least: "99%", bonus: "5%" }, { at_most: "99%", credit: "5%" }',
      ];
      for (const steps of reached) expect(await credits(item(steps)), steps).to.deep.equal([]);
      const hidden = [
        '{ less_than: "98%", credit: "40%" }, { less_than: "95%", credit: "80%" }',
        '{ less_than: "98%", credit: "40%" }, { less_than: "98%", credit: "80%" }',
        '{ at_most: "98%", credit: "40%" }, { at_least: "98%", bonus: "1%" }, { equals: "98%", credit: "80%" }',
        '{ at_least: "99%", bonus: "1%" }, { less_than: "99%", credit: "4%" }, { at_least: "50%", bonus: "1%" }',
        '{ equals: "100%", bonus: "10%" }, { equals: "100%", bonus: "5%" }',
        '{ equals: "100%", bonus: "10%" }, { at_least: "100%", bonus: "5%" }',
        '{ less_than: "0%", credit: "40%" }',
        '{ more_than: "100%", bonus: "40%" }',
      ];
      for (const steps of hidden) expect(await credits(item(steps)), steps).to.deep.equal(['credit_step_idle 3']);
      // What is no share may be above 100 %, and below 0.
      const open = '      { metric: complaint_rate, pool: "50%", steps: [{ more_than: "120%", credit: "100%" }] }';
      expect(await credits(open)).to.deep.equal([]);
    });
  });

  it('expects no share above 100 %, and says what to write', async () => {
    const faults = (level: string) =>
      withConfig(`expectations: [{ metric: on_time_delivery, expects: "${level}" }]`, async directory =>
        (await inspectWorkspace(directory, { packaged })).faults.map(one => [one.code, remedyOf(one), worded('zh', one).remedy]),
      );
    expect(await faults('99%')).to.deep.equal([]);
    const [[code, remedy, chinese] = []] = await faults('990%');
    expect(code).to.equal('level_not_a_share');
    expect(remedy).to.contain('from "0%" to "100%"').and.not.to.contain('%%');
    expect(chinese).to.contain('"100%"').and.not.to.contain('%%');
    expect((await faults('98'))[0]?.[1]).to.contain('"98%"');
  });
});
