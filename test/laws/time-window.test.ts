import { expect } from 'chai';
import fc from 'fast-check';
import { spanClasses } from '../../src/facts/span-classes.js';
import { compileMetric } from '../../src/metrics/compile.js';
import { within } from '../../src/metrics/scan-view.js';
import { factsFor } from '../../src/store/audit/fact-window.js';
import { eachDatabase } from '../support/databases.js';
import { metric } from '../support/one-metric.js';
import { inZone, runCount } from '../support/tallying.js';

const day = 86_400_000;
const from = Date.UTC(2026, 4, 1);
const to = Date.UTC(2026, 5, 1);
const edges = [0, 1, -1, ...Object.values(spanClasses).flatMap(most => [most - 1, most, most + 1])];
const span = fc.oneof(fc.constantFrom(...edges.filter(length => length >= 0)), fc.integer({ min: 0, max: 800 * day }));
const instant = fc.oneof(
  fc.integer({ min: from - 900 * day, max: to + 900 * day }),
  fc.constantFrom(...[from, to].flatMap(end => edges.flatMap(length => [end + length, end - length]))),
);
const facts = fc.array(
  fc.oneof(
    fc.record({ first: instant, length: span }).map(({ first, length }) => [first, first + length]),
    fc.record({ last: instant, length: span }).map(({ last, length }) => [last - length, last]),
  ),
  { minLength: 1, maxLength: 40 },
);

const { parts } = compileMetric(metric({ kind: 'total', of: 'shipment', dated: 'delivered_at' }), []);
const plainly = `f.last_at >= ${from} and f.first_at < ${to}`;

eachDatabase('the window of facts that a month reads', database => {
  for (const [what, condition] of [
    ['the scan', within({ from, to, reach: { before: 0, after: 0 } }, 'f')],
    ['verification', factsFor(parts, { client: 'ACME', batch: 9, from, to, places: inZone('UTC') }, new Set()).where],
  ] as const) {
    it(`is what overlaps it, however long facts last and whatever an index looks for: ${what}`, async () => {
      await fc.assert(
        fc.asyncProperty(facts, async spans => {
          const rows = spans.map(([first, last]) => `('ACME', 1, null::int, ${first}::bigint, ${last}::bigint)`);
          const { rows: found } = await database().knex.raw<{ rows: { same: boolean }[] }>(
            `select coalesce(bool_and((${condition}) = (${plainly})), true) as same
             from (values ${rows.join(', ')}) as f(client, batch, superseded_by, first_at, last_at)`,
          );
          expect(found[0]?.same).to.equal(true);
        }),
        { numRuns: runCount(60) },
      );
    });
  }
});
