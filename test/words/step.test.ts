import { expect } from 'chai';
import { type Step, stepText } from '../../src/words/step.js';

const steps: readonly Step[] = [
  { did: 'evaluated', client: '甲', period: '2026-06' },
  { did: 'tried', client: '甲', period: '2026-06' },
  { did: 'wrote', file: '甲.xlsx' },
  { did: 'imported', file: '甲.csv' },
  { did: 'begun_verifying' },
  { did: 'begun_recomputing', client: '甲', period: '2026-06', evaluation: '编号' },
];

describe('a step of long work', () => {
  it('names what it is about in both languages, and has no English word in Chinese', () => {
    for (const step of steps) {
      const { did: _did, ...named } = step;
      for (const name of Object.values(named))
        for (const language of ['en', 'zh'] as const) expect(stepText(language, step)).to.contain(name);
      expect(stepText('zh', step).replaceAll(/甲\.\w+/g, '')).not.to.match(/[A-Za-z]/);
    }
  });
});
