import { expect } from 'chai';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import { neededFields } from '../../src/metrics/needed-fields.js';
import { noFigureText } from '../../src/words/no-figure.js';
import { packagedRules } from '../support/tallying.js';

describe('the fields that a verdict needs', () => {
  let rulebook: Rulebook;
  before(async () => {
    rulebook = await packagedRules();
  });
  const needed = (id: string) => {
    const metric = rulebook.metrics.find(one => one.id === id);
    return metric && neededFields(metric, []);
  };

  it('are those of its condition that not every counted fact has', () => {
    // a delivery has a status, or it is not counted; that nothing was delivered in time needs no field
    expect(needed('in_full_delivery')).to.deep.equal({
      pass: { en: 'Delivered quantity and Ordered quantity', zh: '“送达数量”和“订购数量”' },
      failure: { en: '', zh: '' },
    });
    expect(needed('order_timeliness')?.failure.en).to.equal('Order processing due at');
    expect(needed('lead_time_mean')).to.equal(undefined);
  });

  it('name what can stand for others once', () => {
    expect(needed('shipping_accuracy')?.pass).to.deep.equal({
      en: 'Done quantity and Asked quantity, or Correct alone',
      zh: '“完成数量”和“要求数量”，或者只需“是否正确”',
    });
    expect(needed('seven_rights')?.pass.en).to.match(/^Promised at, .* and Delivered correctly, or Right failed alone$/);
    expect(needed('demand_satisfaction')?.failure.en).to.equal('Due at or Met');
  });

  it('are said where there is no figure although there is data, with how many could not be judged', () => {
    const counts = { passed: 0, failed: 13, undetermined: 2328 };
    const of = (language: 'en' | 'zh', result: Parameters<typeof noFigureText>[1], id = 'in_full_delivery') =>
      noFigureText(language, result, () => needed(id));
    const oneSided = { value: null, note: 'only_failures', counts };
    expect(of('en', oneSided)).to.equal(
      'only failures can be judged: a pass needs Delivered quantity and Ordered quantity; 2,328 of 2,341 could not be judged',
    );
    expect(of('zh', oneSided)).to.equal('只能判定不合格：判定合格需要“送达数量”和“订购数量”；2,341 条中有 2,328 条无法判定');
    expect(of('en', { value: null, note: 'only_passes', counts }, 'order_timeliness')).to.match(
      /^only passes can be judged: a failure needs Order processing due at; /,
    );
    expect(of('zh', { value: null, counts: { ...counts, failed: 0 } })).to.equal(
      '2,328 条均无法判定：判定合格需要“送达数量”和“订购数量”',
    );
    expect(of('en', { value: null, counts: { ...counts, failed: 0 } })).to.equal(
      'none of 2,328 can be judged: a pass needs Delivered quantity and Ordered quantity',
    );
    // where no field alone would do, as before; where there is a figure, or no data, nothing
    expect(of('en', oneSided, 'on_time_delivery_due')).to.match(/what a pass needs is recorded of none of them$/);
    expect(of('en', { value: 0, counts })).to.equal('');
    expect(of('en', { value: null, counts: { passed: 0, failed: 0, undetermined: 0 } })).to.equal('');
    expect(of('en', { value: null, note: 'mixed: CNY, USD', counts })).to.equal('in several currencies or units: CNY, USD');
  });
});
