import { expect } from 'chai';
import { nearest } from '../../src/faults/nearest.js';
import { didYouMean } from '../../src/faults/words/en/lists.js';
import { didYouMean as didYouMeanZh } from '../../src/faults/words/zh/lists.js';

describe('the nearest name', () => {
  const known = ['on_time_delivery', 'order_accuracy', 'pod', 'damage'];

  it('is the one of fewest slips, whatever its case', () => {
    expect(nearest('On_Time_Delivry', known)).to.equal('on_time_delivery');
    expect(nearest('order_acuraci', known)).to.equal('order_accuracy');
    expect(nearest('damagee', ['damaged', 'damages', 'damage'])).to.equal('damaged');
  });

  it('is none where no letter stays, where more than a third differs, and for a name that nobody mistypes', () => {
    expect(nearest('xyz', known)).to.equal(undefined);
    expect(nearest('order_xxxxxx', known)).to.equal(undefined);
    expect(nearest(`${'a'.repeat(70)}b`, ['a'.repeat(71)])).to.equal(undefined);
  });

  it('is found among hundreds for thousands of long names in no time', () => {
    const names = Array.from({ length: 500 }, (_, i) => `${'long_name_of_an_item_'.repeat(2)}${i}`);
    const began = performance.now();
    for (let i = 0; i < 2000; i++) nearest(`${'x'.repeat(19_000)}${i}`, names);
    expect(performance.now() - began).to.be.below(200);
  });
});

describe('the question which name is meant', () => {
  it('stands on one line, also of a heading that has several', () => {
    expect(didYouMean('Waybill', ['Way\nbill', 'Client'])).to.equal(' Did you mean "Way\\nbill"?');
    expect(didYouMeanZh('Waybill', ['Way\nbill', 'Client'])).to.equal('您是否想写 "Way\\nbill"？');
    expect(didYouMean('Cleint', ['Way\nbill', 'Client'])).to.equal(' Did you mean Client?');
  });
});
