import { expect } from 'chai';
import { configFaults } from '../../src/faults/config.js';
import { fault } from '../../src/faults/make.js';
import type { Phrase } from '../../src/faults/phrase.js';
import { worded } from '../../src/faults/worded.js';
import { formsEn } from '../../src/web/words/en-forms.js';
import { formsZh } from '../../src/web/words/zh-forms.js';
import { headings } from '../../src/words/contract-headings.js';

const contract: Phrase = { phrase: 'object', is: 'contract', id: 'nk' };
const within = (key: string, of: Phrase): Phrase => ({ phrase: 'key_of', key, of });

describe('what is wrong in a contract', () => {
  const lacks = (key: string, of: Phrase): readonly string[] => {
    const found = fault(configFaults, 'config_key_missing', { key, of, expected: 'the_id_of_a_metric' });
    return [worded('en', found).what, worded('zh', found).what];
  };

  it('is said with the name that its form has for a field, beside the key of config', () => {
    expect(lacks('pool', within('items[2]', within('credits', contract)))).to.deep.equal([
      'credit 2 of credits of contract "nk" lacks “Share of what is at risk” (pool).',
      '合同 "nk" 的 credits 的第 2 项补偿缺少“占风险金额的比例”（pool）。',
    ]);
    const [inGroup, ofGroup] = [within('metrics[1]', contract), within('measures[1]', contract)];
    expect(lacks('weight', inGroup)[0]).to.equal('measure 1 of contract "nk" lacks “Weight in group” (weight).');
    expect(lacks('weight', ofGroup)[0]).to.equal('group 1 of contract "nk" lacks “Weight of group” (weight).');
    expect(lacks('from', contract)[0]).to.equal('contract "nk" lacks “In force from” (from).');
    expect(lacks('from', { phrase: 'object', is: 'standard', metric: 'otif' })[0]).to.match(/lacks the key "from"\.$/);
  });

  it('has the words of the form', () => {
    const { contract: en } = formsEn.forms;
    const { contract: zh } = formsZh.forms;
    for (const [own, heading] of [
      ['metric', 'metric'],
      ['level', 'level'],
      ['minPopulation', 'min_population'],
      ['weight', 'weight'],
      ['groupWeight', 'group_weight'],
      ['atRisk', 'at_risk'],
      ['bonusCap', 'bonus_cap'],
      ['pointValue', 'point_value'],
      ['pool', 'pool'],
      ['each', 'each'],
      ['free', 'free'],
      ['atMost', 'at_most'],
      ['limit', 'limit'],
      ['amount', 'amount'],
    ] as const)
      expect([en[own], zh[own]]).to.deep.equal([headings[heading].en, headings[heading].zh]);
  });
});
