import { expect } from 'chai';
import { surveyItems } from '../../src/evaluation/survey-items.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { withConfig } from '../rulebook/workspace-folder.js';

const itemsOf = (config: string) => withConfig(config, async directory => surveyItems((await loadWorkspace(directory)).rulebook));
const metric = (when: string) =>
  `metrics: [{ id: own, label: Own, kind: total, of: survey_answer, improves: up, unit: answers, dated: answered_at, when: '${when}' }]`;

describe('what an answer can be about', () => {
  it('is a metric, a branch, an item of phrases, or what a metric compares the item with', async () => {
    const items = await itemsOf(`${metric('item == "own_item" or "other_item" == item')}
phrases: [{ id: own, items: [phrase_item], en: { good: 8 } }]`);
    for (const item of [
      'keeps_promises',
      'nps',
      'consignee_satisfaction',
      'on_time_delivery',
      'own_item',
      'other_item',
      'phrase_item',
    ])
      expect(items?.has(item), item).to.equal(true);
    for (const item of ['keeps_promisses', '', 'satisfaction_of_mars']) expect(items?.has(item), item).to.equal(false);
  });

  it('is not known where a metric takes any item', async () => {
    expect(await itemsOf(metric('item == role'))).to.equal(undefined);
    expect(await itemsOf(metric('not is_missing(item)'))).to.not.equal(undefined);
  });
});
