import { expect } from 'chai';
import { metricOn } from '../../src/evaluation/wording.js';
import { definitionOf } from '../../src/explain/definition.js';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { inFolder } from '../rulebook/workspace-folder.js';

const settings = 'time_zone: UTC\nclients:\n  - { code: NK, name: North Kitchen }\n';

/** The rules of a workspace with one client and this configuration besides what is packaged. */
const rulebookWith = async (config: string): Promise<Rulebook> =>
  (await inFolder({ files: { 'plumbline.yaml': settings, 'config/own.yaml': config } }, loadWorkspace)).rulebook;

/** A contract over one metric, with these rules. */
const contractRule = (rules: string, metric: string): string => `contracts:
  - id: nk-2026
    client: NK
    from: 2026-01-01
    rules: ${rules}
    measures: [ { group: Measures, metrics: [ { metric: ${metric} } ] } ]
`;

/** What is said of a metric under a contract with these rules, without the sentence about what the contract changes. */
async function said(metric: string, rules: string, language: 'en' | 'zh' = 'en'): Promise<readonly string[]> {
  const rulebook = await rulebookWith(contractRule(rules, metric));
  const found = rulebook.metrics.find(({ id }) => id === metric);
  if (found === undefined) throw new Error(metric);
  return definitionOf(metricOn(rulebook, found, { code: 'NK' }, '2026-03-31'), language).words;
}

describe('the words of a metric under a contract', () => {
  it('add a grace to the sentence that it is added to', async () => {
    const rules = "{ delivered_by_due.grace: 'minutes(30)' }";
    expect(await said('on_time_delivery', rules)).to.deep.equal([
      'passes: delivered no later than promised, with 30 minutes’ grace',
      'of: all deliveries, lost and refused ones included',
      'by contract nk-2026: 30 minutes’ grace',
    ]);
    expect(await said('on_time_delivery', rules, 'zh')).to.deep.equal([
      '合格：不晚于承诺时间送达，宽限 30 分钟',
      '范围：全部送货（含丢失和拒收）',
      '按合同 nk-2026：宽限 30 分钟',
    ]);
    expect((await said('otif', "{ grace: 'hours(1)' }"))[0]).to.equal(
      'passes: every line on time and in full, with 1 hour’s grace',
    );
    expect(await said('otif', "{ grace: 'minutes(0)' }")).to.deep.equal(await said('otif', '{}'));
  });

  it('say what holds where no damage is recorded', async () => {
    const none = "{ delivered_undamaged: 'coalesce(damaged_qty, none) == 0' }";
    expect((await said('damage_free_delivery', none)).at(-1)).to.equal(
      'by contract nk-2026: delivered undamaged: damaged quantity is 0 or missing',
    );
    expect((await said('damage_free_delivery', none, 'zh')).at(-1)).to.equal('按合同 nk-2026：完好送达：残损数量为0或未填');
    const sum = "{ damaged_or_lost: 'coalesce(damaged_qty + lost_qty, damaged_qty, lost_qty, none)' }";
    expect((await said('transport_damage_rate', sum)).at(-1)).to.equal(
      'by contract nk-2026: damaged or lost: (damaged quantity + lost quantity; 0 for what is not recorded)',
    );
  });

  it('say a grace once, whatever the contract calls it', async () => {
    const calling = (is: string): string => `{ grace: { is: '${is}', says: { en: Half an hour of grace, zh: 宽限半小时 } } }`;
    expect(await said('on_time_delivery', calling('minutes(30)'))).to.deep.equal([
      'passes: delivered no later than promised, with 30 minutes’ grace',
      'of: all deliveries, lost and refused ones included',
      'by contract nk-2026: Half an hour of grace',
    ]);
    expect((await said('on_time_delivery', calling('minutes(30)'), 'zh'))[0]).to.equal('合格：不晚于承诺时间送达，宽限 30 分钟');
    const byService = calling('service == "express" ? minutes(0) : minutes(30)').replace('grace:', 'delivered_by_due.grace:');
    expect((await said('on_time_delivery', byService))[0]).to.equal(
      'passes: delivered no later than promised, with a grace: Half an hour of grace',
    );
    const besides = `{ delivery_due: 'end_of_day(promised_at)', ${calling('minutes(30)').slice(2)}`;
    expect((await said('on_time_delivery', besides))[0]).to.equal(
      'passes: delivered no later than 30 minutes after the end of the day of promised',
    );
  });

  it('are words for the states of facts and for functions, and no code', async () => {
    const counted = async (is: string, language: 'en' | 'zh'): Promise<string | undefined> =>
      (await said('on_time_delivery', `{ delivery_ended: '${is}' }`, language))[1];
    for (const [is, en, zh] of [
      ['one_of(status, "delivered", "lost")', 'status is delivered or lost', '状态为已送达或丢失'],
      ['coalesce(status, "open") != "refused"', 'status is not refused', '状态不为拒收'],
      [
        'not one_of(coalesce(status, "open"), "refused", "open")',
        'status is not refused, open or missing',
        '状态不为拒收、未发运或未填',
      ],
      ['not (status == "refused")', 'status is not refused', '状态不为拒收'],
      ['coalesce(small_batch, false)', 'small batch', '小批量'],
      ['contains(lower(service), "express")', 'service contains "express"', '服务类型包含“express”'],
      [
        'max(delivered_qty, ordered_qty) > 5',
        'the largest of delivered quantity, ordered quantity is more than 5',
        '送达数量、订购数量中的最大值大于5',
      ],
    ] as const) {
      expect(await counted(is, 'en')).to.equal(`of: ${en}; counted by delivered, else closed`);
      expect(await counted(is, 'zh')).to.match(new RegExp(`^范围：${zh}；按`));
    }
    const own = '{ is: \'coalesce(status, "open") != "refused" and delivered_by_due\' }';
    expect((await said('on_time_delivery', `{ delivered_in_time: ${own} }`))[0]).to.equal(
      'passes: status is not refused and delivered no later than promised',
    );
  });

  it('say what the contract says in its own words, and no packaged sentence that contradicts it', async () => {
    const rules =
      "{ receipt_due: { is: 'end_of_day(delivered_at + days(7))', says: { en: the end of the seventh day after delivery, zh: 送达后第七天结束时 } } }";
    const [passes, population, changed] = await said('pod_return', rules);
    expect(passes).to.equal('passes: receipt returned no later than the end of the seventh day after delivery');
    expect(population).to.contain('counted by the end of the seventh day after delivery').and.to.not.contain('month');
    expect(changed).to.equal('by contract nk-2026: receipt due is the end of the seventh day after delivery');
    const [inChinese, of, rule] = await said('pod_return', rules, 'zh');
    expect(inChinese).to.equal('合格：回单返回时间不晚于送达后第七天结束时');
    expect(of).to.contain('按送达后第七天结束时归期').and.to.not.contain('月末');
    expect(rule).to.equal('按合同 nk-2026：到期时间为送达后第七天结束时');
  });

  it('are those of the expression where the contract has none', async () => {
    const rules = "{ delivery_due: 'end_of_day(add_working_days(order_received_at, 4))', delivered_by_due.grace: 'hours(2)' }";
    expect(await said('on_time_delivery', rules)).to.deep.equal([
      'passes: delivered no later than 2 hours after the end of the day 4 working days after order received',
      'of: all deliveries, lost and refused ones included',
      'by contract nk-2026: delivery due is the end of the day 4 working days after order received',
      'by contract nk-2026: 2 hours’ grace',
    ]);
    expect((await said('on_time_delivery', rules, 'zh'))[0]).to.equal(
      '合格：送达时间不晚于接单时间后第 4 个工作日结束时后 2 小时',
    );
  });

  it('say that what is due on a day off is due on the next working day', async () => {
    const rules = "{ delivery_due: 'end_of_day(on_working_day(promised_at))', delivered_by_due.grace: 'minutes(30)' }";
    expect((await said('on_time_delivery', rules))[0]).to.equal(
      'passes: delivered no later than 30 minutes after the end of the day of promised (on a day off: of the next working day)',
    );
    expect((await said('on_time_delivery', rules, 'zh'))[0]).to.equal(
      '合格：送达时间不晚于承诺送达时间当日结束时（遇休息日顺延至下一工作日）后 30 分钟',
    );
  });

  it('are those of the contract for what the lines of an order bring together, beside what stays as it was', async () => {
    const rules =
      "{ delivered_in_full: { is: 'sum_of(delivered_qty, product) >= largest_of(ordered_qty, product)', says: { en: the lines together bring at least the quantity ordered, zh: 各行送达数量合计不少于订购数量 } } }";
    expect(await said('otif', rules)).to.deep.equal([
      'passes: delivered no later than promised, and the lines together bring at least the quantity ordered',
      'of: orders delivered, lost and refused ones included',
      'by contract nk-2026: delivered in full: the lines together bring at least the quantity ordered',
    ]);
    expect(await said('otif', rules, 'zh')).to.deep.equal([
      '合格：送达时间不晚于承诺送达时间，且各行送达数量合计不少于订购数量',
      '范围：已送货的订单（含丢失和拒收）',
      '按合同 nk-2026：足量送达：各行送达数量合计不少于订购数量',
    ]);
  });

  it('name what is taken of all facts of a group, where the contract has no words', async () => {
    const words = async (is: string, language: 'en' | 'zh' = 'en'): Promise<string | undefined> =>
      (await said('otif', `{ delivered_in_full: '${is}' }`, language))[2];
    const byProduct = 'sum_of(delivered_qty, product) >= largest_of(ordered_qty, product)';
    expect(await words(byProduct)).to.equal(
      'by contract nk-2026: delivered in full: the sum of delivered quantity by product is at least the largest ordered quantity by product',
    );
    expect(await words(byProduct, 'zh')).to.equal('按合同 nk-2026：足量送达：送达数量合计（按产品）不小于最大订购数量（按产品）');
    const moments = 'largest_of(delivered_at) <= smallest_of(promised_at)';
    expect(await words(moments)).to.contain('the latest delivered no later than the earliest promised');
    expect(await words(moments, 'zh')).to.contain('最晚送达时间不晚于最早承诺送达时间');
  });

  it('of a mean or a rate are those of what it counts', async () => {
    const [rate] = await said('open_overdue_rate', "{ delivery_due: 'end_of_day(promised_at)' }");
    expect(rate)
      .to.contain('the end of the day of promised has passed')
      .and.to.match(/^counts shipment where .*; against shipment where /);
    expect(rate).to.not.contain('shipments neither delivered nor closed');
  });

  it('are the packaged ones where the contract changes nothing of it', async () => {
    expect(await said('damage_free_delivery', "{ receipt_due: 'end_of_month(delivered_at)' }")).to.deep.equal([
      'passes: delivered without any damaged goods',
      'of: all deliveries, lost and refused ones included',
    ]);
  });

  it('say the parameters that a standard sets, too', async () => {
    const rulebook = await rulebookWith(
      'standards:\n  - { metric: on_time_delivery, at_least: "95%", from: 2026-01-01, params: { grace: \'minutes(15)\' }, scope: { client: NK } }\n',
    );
    const metric = rulebook.metrics.find(({ id }) => id === 'on_time_delivery');
    if (metric === undefined) throw new Error('no metric');
    const [passes] = definitionOf(metricOn(rulebook, metric, { code: 'NK' }, '2026-03-31')).words;
    expect(passes).to.equal('passes: delivered no later than promised, with 15 minutes’ grace');
  });
});
