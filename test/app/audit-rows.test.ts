import { expect } from 'chai';
import fc from 'fast-check';
import { planFor } from '../../src/evaluation/plan.js';
import type { Values } from '../../src/facts/fact.js';
import { type FactKindName, factKinds } from '../../src/facts/kinds.js';
import { parsePeriod } from '../../src/facts/period.js';
import type { Client } from '../../src/facts/place.js';
import type { CompiledMetric } from '../../src/metrics/compile.js';
import type { Metric } from '../../src/metrics/definition.js';
import type { MetricTally } from '../../src/metrics/tally.js';
import { tallyByRows } from '../../src/app/audit/row-tally.js';
import { eachDatabase } from '../support/databases.js';
import { groupMetrics } from '../support/group-metrics.js';
import { randomFacts } from '../support/random-facts.js';
import { loadFacts, packagedRules, plainTally, runCount, tallySql, type Window } from '../support/tallying.js';

const zone = 'Asia/Shanghai';
const period = parsePeriod('2026-03', zone);
if (period === undefined) throw new Error('no period');
const asOf = Date.UTC(2026, 2, 20, 3);
const client: Client = { code: 'any', name: { en: 'any', zh: 'any' }, time_zone: zone, calendar: 'china', depth: 'all' };

const common = { label: { en: 'x', zh: 'x' }, improves: 'up', unit: '%', stage: 'fixed', params: {} } as const;
/** Groups that do not come in the order of keys, by fields that may be missing; percentiles; a date without a bound. */
const uncommon: readonly Metric[] = [
  ...groupMetrics,
  {
    ...common,
    id: 'x_orders',
    kind: 'proportion',
    of: 'shipment',
    per: ['order_no', 'product'],
    dated: 'coalesce(delivered_at, closed_at)',
    passes: { when: 'documents_correct' },
    by: ['department', 'status'],
  },
  {
    ...common,
    id: 'x_worked',
    kind: 'mean',
    unit: 'hours',
    of: 'shipment',
    dated: 'start_of_day(delivered_at)',
    value: 'working_time_between(dispatched_at, delivered_at)',
    percentiles: [1, 50, 99],
  },
];

eachDatabase('Tallying streamed facts', database => {
  let metrics: readonly CompiledMetric[] = [];
  let window: Window;
  let made = 0;

  before(async () => {
    const packaged = await packagedRules();
    const plan = planFor({ ...packaged, metrics: [...packaged.metrics, ...uncommon] }, client);
    metrics = plan.metrics;
    window = { from: period.from, to: period.to, asOf, places: plan.places };
  });

  it('comes to the figures of SQL, for every metric and random facts of every kind', async () => {
    const items = metrics.map(({ metric }) => metric.id);
    const of = (kind: FactKindName): fc.Arbitrary<readonly Values[]> =>
      randomFacts(kind, {
        from: period.from,
        to: period.to,
        asOf,
        client: 'any',
        most: kind === 'shipment' ? 20 : 8,
        pools: kind === 'survey_answer' ? { item: items.slice(-60) } : kind === 'reading' ? { item: ['current_ratio'] } : {},
      });
    const all = fc.record(Object.fromEntries(factKinds.map(({ name }) => [name, of(name)])));
    await fc.assert(
      fc.asyncProperty(all, async facts => {
        const code = `T${++made}`;
        for (const { name } of factKinds) {
          // Agents are pseudonyms, other ones in each database: as slices they would not be the same text.
          const own = (facts[name] ?? []).map(values => ({
            ...values,
            ...('agent' in values ? { agent: null } : {}),
            client: code,
          }));
          await loadFacts(database(), name, own);
        }
        const bySql = await tallySql(database(), metrics, window, code);
        const scan = { ...window, client: code, batch: 2 ** 31 - 1, fields: [] };
        const byRows = await database().transaction(tx => tallyByRows(tx, metrics, scan));
        for (const { metric } of metrics) {
          const [sql, rows] = [bySql.get(metric.id), byRows.get(metric.id)];
          if (sql === undefined || rows === undefined) throw new Error(`${metric.id} was not tallied`);
          expect(plainTally(rows), metric.id).to.deep.equal(plainTally(sql));
        }
      }),
      { numRuns: runCount(3) },
    );
  });

  it('comes to the figures of SQL where groups go on from page to page, together or apart', async () => {
    const code = 'PAGES';
    const at = (i: number): number => period.from + (i % 40) * 86_400_000;
    // Of shipment S0 there are more lines than a page has rows; orders lie apart, some of them in one line, some in none.
    const facts = Array.from({ length: 3000 }, (_, i) => ({
      client: code,
      shipment_no: `S${i < 1300 ? 0 : i % 900}`,
      line_no: String(i),
      order_no: i % 11 === 0 ? null : `O${i % 7 === 0 ? i : i % 500}`,
      product: i % 13 === 0 ? null : `P${i % 2}`,
      status: ['delivered', 'lost', null, 'open'][i % 4] ?? null,
      site: `SITE${i % 5}`,
      order_received_at: at(i) - 86_400_000,
      promised_at: i % 17 === 0 ? null : at(i * 3),
      delivered_at: i % 5 === 0 ? null : at(i),
      ordered_qty: 2,
      delivered_qty: i % 19 === 0 ? 1 : 2,
      documents_correct: i % 23 !== 0,
    }));
    await loadFacts(database(), 'shipment', facts);
    const bySql = await tallySql(database(), metrics, window, code);
    const scan = { ...window, client: code, batch: 2 ** 31 - 1, fields: [] };
    const byRows = await database().transaction(tx => tallyByRows(tx, metrics, scan));
    const tallied = (found: ReadonlyMap<string, MetricTally>): unknown =>
      Object.fromEntries([...found].map(([id, tally]) => [id, plainTally(tally)]));
    expect(byRows.get('otif')?.total.counts.failed).to.be.above(100);
    expect(tallied(byRows)).to.deep.equal(tallied(bySql));
  });
});
