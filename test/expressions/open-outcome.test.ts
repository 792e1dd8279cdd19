import { expect } from 'chai';
import { checkExpression } from '../../src/expressions/check.js';
import type { Expression } from '../../src/expressions/expression.js';
import { openOutcome } from '../../src/expressions/open-outcome.js';
import { toFunction } from '../../src/expressions/to-function.js';
import type { Value, Values } from '../../src/facts/fact.js';
import { vocabularyOf } from '../../src/metrics/compile.js';

const checked = (source: string): Expression => {
  const result = checkExpression(source, { names: vocabularyOf('shipment', []) }, ['boolean'], {});
  if ('expression' in result) return result.expression;
  throw new Error(source);
};
const reader = {
  name:
    (name: string) =>
    (values: Values): Value =>
      values[name] ?? null,
  around: () => ({ zone: 'UTC', calendar: undefined, asOf: 0 }),
};
const isOpen = (source: string, values: Values): Value => toFunction(openOutcome(checked(source)), reader)(values);

describe('Whether the fields that are filled leave an outcome open', () => {
  const prompt = 'status == "delivered" and done_by(delivered_at, promised_at)';
  const table: readonly (readonly [condition: string, filled: Values, isOpen: boolean])[] = [
    // Refused without a promise: it failed, and nothing could have made it pass.
    [prompt, { status: 'refused' }, false],
    [prompt, { status: 'refused', promised_at: 1 }, true],
    [prompt, { status: 'delivered', delivered_at: 2 }, false],
    // That it is not done yet is known of every shipment.
    [prompt, { status: 'open', promised_at: 1 }, true],
    ['is_missing(reason)', {}, true],
    ['documents_correct', {}, false],
    ['documents_correct', { documents_correct: false }, true],
    ['not documents_correct', { documents_correct: true }, true],
    ['documents_correct or order_correct', { order_correct: true }, false],
    ['coalesce(documents_correct, false)', {}, false],
    ['coalesce(documents_correct, false)', { documents_correct: false }, true],
    ['shipped_qty >= ordered_qty', { shipped_qty: 1 }, false],
    ['shipped_qty >= ordered_qty', { shipped_qty: 1, ordered_qty: 2 }, true],
    ['one_of(status, "delivered", "refused")', { status: 'lost' }, true],
    ['one_of(status, "delivered", "refused")', {}, false],
    ['is_missing(promised_at) ? documents_correct : delivered_at <= promised_at', { documents_correct: true }, true],
    ['true', {}, false],
  ];
  for (const [condition, filled, wanted] of table)
    it(`${condition}, of ${JSON.stringify(filled)}: ${String(wanted)}`, () => expect(isOpen(condition, filled)).to.equal(wanted));
});
