import { expect } from 'chai';
import fc from 'fast-check';
import { parsePeriod } from '../../src/facts/period.js';
import { speaksFor } from '../../src/facts/survey.js';
import { compileMetric } from '../../src/metrics/compile.js';
import { judge } from '../../src/metrics/membership.js';
import { ofWaves } from '../../src/metrics/survey-waves.js';

const zone = 'Asia/Shanghai';
const around = () => ({ zone, calendar: undefined, asOf: 0 });
const answered = Date.parse('2026-05-20T00:00:00Z');

const answers = compileMetric(
  {
    id: 'answers',
    label: { en: 'Answers', zh: '答卷' },
    kind: 'total',
    of: 'survey_answer',
    improves: 'up',
    unit: 'count',
    stage: 'fixed',
    params: {},
    dated: 'answered_at',
    when: 'item == "trust"',
  },
  [],
);

const months = fc.integer({ min: 1, max: 12 }).map(month => `2026-${String(month).padStart(2, '0')}`);
const periods = fc.oneof(months, fc.constantFrom('2026', '2025', '2026-Q1', '2026-Q2', '2026-W21', '2026-05-01..2026-06-30'));

describe('the period of a survey answer', () => {
  const membership = (wave: string, at: string, of: readonly string[], answered_at: number | null = answered): string => {
    const { from, to } = parsePeriod(at, zone) ?? { from: 0, to: 0 };
    const [part] = ofWaves(answers, [{ wave: 'configured', periods: of, invited: {} }], zone).parts;
    if (part === undefined) throw new Error('a total has a part');
    return judge(part, { from, to, asOf: 0, around })([{ wave, item: 'trust', answered_at }]).membership;
  };

  it('is one that its wave speaks for, dated or not', () => {
    fc.assert(
      fc.property(fc.array(periods, { minLength: 1, maxLength: 3 }), periods, fc.boolean(), (of, at, isDated) => {
        const period = parsePeriod(at, zone) ?? { from: 0, to: 0 };
        const expected = speaksFor({ periods: of }, zone, period) ? 'passed' : 'outside';
        expect(membership('configured', at, of, isDated ? answered : null)).to.equal(expected);
      }),
    );
  });

  it('is that of its date where the wave is not configured', () => {
    expect(membership('other', '2026-05', ['2026-04'])).to.equal('passed');
    expect(membership('other', '2026-04', ['2026-04'])).to.equal('outside');
    expect(membership('other', '2026-05', ['2026-04'], null)).to.equal('undated');
  });

  it('leaves metrics as they are where no wave is configured', () => {
    expect(ofWaves(answers, [], zone)).to.equal(answers);
  });
});
