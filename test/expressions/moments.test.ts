import { expect } from 'chai';
import { checkExpression } from '../../src/expressions/check.js';
import { instantsCompared } from '../../src/expressions/moments.js';
import { vocabularyOf } from '../../src/metrics/compile.js';

/** How many instants a condition compares with the moment; undefined where the moment decides in another way. */
function compared(source: string): number | undefined {
  const result = checkExpression(source, { names: vocabularyOf('shipment', []), hasGroups: true }, ['boolean'], {});
  if (!('expression' in result)) throw new Error(source);
  return instantsCompared(result.expression)?.length;
}

describe('Instants that a condition compares with the moment', () => {
  const table: readonly (readonly [condition: string, instants: number | undefined])[] = [
    ['delivered_at <= promised_at', 0],
    ['done_by(delivered_at, promised_at)', 1],
    ['promised_at < as_of and not (as_of >= delivered_at)', 2],
    ['as_of - promised_at > hours(4)', undefined],
    // What comes to be known and when it is judged are one moment here.
    ['done_by(delivered_at, as_of)', undefined],
    ['done_by(as_of, promised_at)', undefined],
    // The last line decides for all, and none of the lines shows that by itself.
    ['done_by(largest_of(delivered_at), promised_at)', undefined],
    ['done_by(delivered_at, largest_of(promised_at))', undefined],
    ['smallest_of(order_received_at) + (largest_of(promised_at) - smallest_of(promised_at)) < as_of', undefined],
    ['sum_of(delivered_qty) >= 3 and done_by(delivered_at, promised_at)', 1],
  ];
  for (const [condition, instants] of table)
    it(`${condition}: ${instants ?? 'not told'}`, () => {
      expect(compared(condition)).to.equal(instants);
    });
});
