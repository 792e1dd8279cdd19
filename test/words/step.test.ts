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

  it('says how long the rest will take in seconds, and from two minutes on in minutes', () => {
    const step = (done: number, millisLeft: number): Step => ({ did: 'wrote_client', client: '甲', done, of: 50, millisLeft });
    expect([step(12, 39_100), step(12, 0), step(3, 121_000), step(50, 0)].map(one => stepText('en', one))).to.deep.equal([
      '12/50 甲 … about 40 s left',
      '12/50 甲 … about 1 s left',
      '3/50 甲 … about 3 min left',
      '50/50 甲',
    ]);
    expect([step(12, 39_100), step(3, 121_000)].map(one => stepText('zh', one))).to.deep.equal([
      '12/50 甲 …… 约剩 40 秒',
      '3/50 甲 …… 约剩 3 分钟',
    ]);
  });
});
