import { expect } from 'chai';
import { z } from 'zod';
import { chosen, fieldsOf } from '../../src/contract/fields.js';
import { performanceSchema } from '../../src/contract/evaluation.js';
import { expectedBy } from '../../src/faults/expected.js';

const schema = z.strictObject({
  period: z.string().nullable(),
  metrics: z.array(
    z.strictObject({
      metric: z.string(),
      value: z.number().nullable(),
      by: z.record(z.string(), z.array(z.strictObject({ key: z.string(), value: z.number() }))),
    }),
  ),
  note: z.strictObject({ text: z.string(), by: z.string() }).exactOptional(),
});
const answer = {
  period: '2026-06',
  metrics: [
    { metric: 'a', value: 1, by: { site: [{ key: 'SHA', value: 1 }], 'carrier.x': [] } },
    { metric: 'b', value: null, by: {} },
  ],
  note: { text: 'hot', by: 'lin' },
};

const asked = (text: string): unknown => {
  const fields = fieldsOf(schema).parse(text);
  return fields === undefined ? answer : chosen(answer, fields);
};

describe('the members asked for of an answer', () => {
  for (const [text, expected] of [
    ['period', { period: '2026-06' }],
    ['note,period', { period: '2026-06', note: answer.note }],
    [
      'metrics.metric, metrics.value',
      {
        metrics: [
          { metric: 'a', value: 1 },
          { metric: 'b', value: null },
        ],
      },
    ],
    ['metrics.by.site.key', { metrics: [{ by: { site: [{ key: 'SHA' }] } }, { by: {} }] }],
    ['note.text', { note: { text: 'hot' } }],
    ['note,note.text', { note: answer.note }],
    ['-metrics', { period: '2026-06', note: answer.note }],
    [
      '-metrics.by,-note',
      {
        period: '2026-06',
        metrics: [
          { metric: 'a', value: 1 },
          { metric: 'b', value: null },
        ],
      },
    ],
    ['metrics,-metrics.by,-metrics.value', { metrics: [{ metric: 'a' }, { metric: 'b' }] }],
  ] as const) {
    it(`are these for ${text}`, () => {
      expect(asked(text)).to.deep.equal(expected);
    });
  }

  for (const [text, names] of [
    ['perod', ['period', 'metrics', 'note']],
    ['metrics.valeu', ['metrics.metric', 'metrics.value', 'metrics.by']],
    ['-note.on', ['note.text', 'note.by']],
    ['metrics.by.site.name', ['metrics.by.site.key', 'metrics.by.site.value']],
    ['', ['period', 'metrics', 'note']],
    ['period.x', []],
  ] as const) {
    it(`are refused with those that there are: ${text === '' ? 'none' : text}`, () => {
      const read = fieldsOf(schema).safeParse(text);
      expect(read.error?.issues.map(expectedBy)).to.deep.equal([{ phrase: 'one_of', names }]);
    });
  }

  it('can be inside a tree of any depth', () => {
    const deep = `indexes.nodes${'.children'.repeat(30)}.score`;
    expect(fieldsOf(performanceSchema).safeParse(deep).success).to.equal(true);
  });
});
