import { expect } from 'chai';
import fc from 'fast-check';
import { recomputedByRows, recomputedBySql } from '../../src/app/audit/recompute.js';
import { evaluationInput } from '../../src/app/evaluation/evaluation-input.js';
import type { Amendments } from '../../src/evaluation/amendments.js';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import type { Values } from '../../src/facts/fact.js';
import { type FactKindName, factKinds } from '../../src/facts/kinds.js';
import { parsePeriod } from '../../src/facts/period.js';
import type { Client, Site } from '../../src/facts/place.js';
import type { Metric } from '../../src/metrics/definition.js';
import { eachDatabase } from '../support/databases.js';
import { groupMetrics } from '../support/group-metrics.js';
import { randomFacts } from '../support/random-facts.js';
import { randomAmendments, randomRules } from '../support/random-rules.js';
import { type FactSets, loadFacts, packagedRules, runCount } from '../support/tallying.js';

const zone = 'Asia/Shanghai';
const period = parsePeriod('2026-03', zone);
if (period === undefined) throw new Error('no period');
const asOf = Date.UTC(2026, 2, 20, 3);
const { from, to } = period;

const site = (code: string, time_zone: string): Site => ({ code, name: { en: code, zh: code }, time_zone });
const common = { label: { en: 'x', zh: 'x' }, improves: 'up', unit: '%', stage: 'fixed', params: {} } as const;
/** What the packaged catalogue does not use: groups in another order than the keys, other dimensions, percentiles of decimals. */
const uncommon: readonly Metric[] = [
  ...groupMetrics,
  {
    ...common,
    id: 'x_orders',
    kind: 'proportion',
    of: 'shipment',
    per: ['order_no', 'product'],
    dated: 'coalesce(delivered_at, closed_at)',
    population: { when: 'mode == "air" or small_batch' },
    passes: { when: 'documents_correct' },
    by: ['department', 'status'],
  },
  {
    ...common,
    id: 'x_cost',
    kind: 'mean',
    unit: 'CNY',
    of: 'shipment',
    dated: 'end_of_month(dispatched_at)',
    value: 'freight_cost / 7 + max(damaged_qty, lost_qty)',
    percentiles: [1, 50, 90],
  },
];

/** A client's case: its facts, and the rules that they are evaluated by. */
interface Drawn {
  readonly rulebook: Rulebook;
  readonly facts: FactSets;
  readonly amendments: Amendments;
}

function cases(packaged: Rulebook): fc.Arbitrary<Drawn> {
  const items = packaged.metrics.filter(({ id, kind }) => kind === 'mean' && !id.startsWith('x_')).map(({ id }) => id);
  const of = (kind: FactKindName): fc.Arbitrary<readonly Values[]> =>
    randomFacts(kind, {
      from,
      to,
      asOf,
      client: 'any',
      most: kind === 'shipment' ? 10 : 5,
      pools: kind === 'survey_answer' ? { item: items } : kind === 'reading' ? { item: ['current_ratio'] } : {},
    });
  const facts = fc.record(Object.fromEntries(factKinds.map(({ name }) => [name, of(name)])));
  return randomRules(packaged, 9).chain(rulebook =>
    fc.record({
      rulebook: fc.constant(rulebook),
      facts,
      amendments: randomAmendments(rulebook, { from, to, period: '2026-03' }),
    }),
  );
}

// Agents are pseudonyms, which the store asks for one by one: that would only take time here.
const own = (values: Values, client: string): Values => ({ ...values, ...('agent' in values ? { agent: null } : {}), client });

// Batches are what takes time, so several clients' facts come in one.
const together = 10;

eachDatabase('Law: an evaluation by SQL and one by rows', database => {
  let packaged: Rulebook;
  let made = 0;

  before(async () => {
    const rules = await packagedRules();
    packaged = { ...rules, metrics: [...rules.metrics, ...uncommon], sites: [site('NYC', 'America/New_York')] };
  });

  async function compare({ rulebook, amendments }: Drawn, code: string): Promise<void> {
    const client: Client = {
      code,
      name: { en: code, zh: code },
      segment: 'retail',
      time_zone: zone,
      calendar: 'china',
      depth: 'all',
    };
    const given = { client, period: period ?? expect.fail(), asOf, asOfBatch: 2 ** 31 - 1, rulebook, rulebookHash: 'f' };
    const [bySql, byRows, byRowsIfSame, other] = await database().transaction(async tx => {
      const input = await evaluationInput(tx, { ...given, amendments });
      const [[metric, tally] = expect.fail()] = input.tallies;
      const oneMore = { ...tally, total: { ...tally.total, seen: tally.total.seen + 1 } };
      const miscounted = { ...input, tallies: new Map([...input.tallies, [metric, oneMore]]) };
      return [
        recomputedBySql(input),
        await recomputedByRows(tx, input),
        await recomputedByRows(tx, input, 'as by SQL'),
        await recomputedByRows(tx, miscounted, 'as by SQL'),
      ];
    });
    expect(byRows).to.equal(bySql);
    // What is counted is held together, down to the form of each number; where one count differs, the document is written from the facts.
    expect([byRowsIfSame, other]).to.deep.equal(['as by SQL', bySql]);
  }

  it('are the same document, byte by byte, for random facts, standards, scales, weights and exclusions', async () => {
    const draws = fc.array(cases(packaged), { minLength: together, maxLength: together });
    await fc.assert(
      fc.asyncProperty(draws, async drawn => {
        const codes = drawn.map(() => `D${++made}`);
        for (const { name } of factKinds) {
          const rows = drawn.flatMap(({ facts }, i) => (facts[name] ?? []).map(values => own(values, codes[i] ?? '')));
          await loadFacts(database(), name, rows);
        }
        for (const [i, one] of drawn.entries()) await compare(one, codes[i] ?? '');
      }),
      { numRuns: runCount(2) },
    );
  });
});
