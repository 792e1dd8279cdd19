import { expect } from 'chai';
import fc from 'fast-check';
import { canonicalJson } from '../../src/evaluation/canonical.js';
import type { EvaluationDocument } from '../../src/evaluation/document.js';
import { evaluatePeriod } from '../../src/evaluation/evaluate.js';
import { type FrozenRules, freezeRules, thawRules } from '../../src/evaluation/frozen.js';
import { planFor } from '../../src/evaluation/plan.js';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import { exact } from '../../src/facts/exact.js';
import { parsePeriod, previousPeriod } from '../../src/facts/period.js';
import type { Client } from '../../src/facts/place.js';
import { randomFacts } from '../support/random-facts.js';
import { type FactSets, packagedRules, runCount, tallyRows, type Window, withoutAmendments } from '../support/tallying.js';

const client: Client = {
  code: 'A',
  name: { en: 'A', zh: '甲' },
  segment: 'retail',
  time_zone: 'Europe/Amsterdam',
  calendar: 'china',
  depth: 2,
};
const period = parsePeriod('2026-Q1', client.time_zone);
if (period === undefined) throw new Error('no period');
const asOf = Date.UTC(2026, 3, 2);

const kinds = ['shipment', 'warehouse_task', 'stock_count', 'complaint', 'invoice'] as const;
const facts = fc.record(
  Object.fromEntries(
    kinds.map(kind => [kind, randomFacts(kind, { client: 'A', from: period.from, to: period.to, asOf, most: 10 })]),
  ),
);

/** The document of these rules over these facts, tallied row by row. */
function documentOf({ rulebook, client: of }: FrozenRules, given: FactSets): EvaluationDocument {
  const plan = planFor(rulebook, of);
  const tallied = ({ from, to }: Pick<Window, 'from' | 'to'>): ReturnType<typeof tallyRows> =>
    tallyRows(plan.metrics, { from, to, asOf, places: plan.places }, given);
  if (period === undefined) throw new Error('no period');
  return evaluatePeriod({
    client: of,
    period,
    asOf,
    asOfBatch: 7,
    rulebook,
    rulebookHash: 'f'.repeat(64),
    plan,
    ...withoutAmendments,
    tallies: tallied(period),
    talliesBefore: tallied(previousPeriod(period, of.time_zone)),
  });
}

describe('Law: an evaluation', () => {
  let rulebook: Rulebook;

  before(async () => {
    const packaged = await packagedRules();
    rulebook = {
      ...packaged,
      sites: [{ code: 'NYC', name: { en: 'NYC', zh: 'NYC' }, time_zone: 'America/New_York' }],
      standards: [
        ...packaged.standards,
        {
          metric: 'on_time_delivery',
          min_population: 1,
          scope: { segment: 'retail' },
          params: { grace: 'hours(2)' },
          from: '2026-02-01',
        },
        {
          metric: 'otif',
          comparator: 'at_least',
          level: { text: '1/3', value: exact('1/3') },
          min_population: 3,
          scope: { client: 'A' },
          params: {},
        },
        {
          metric: 'otif',
          comparator: 'at_least',
          level: { text: '1/7', value: exact('1/7') },
          min_population: 3,
          scope: { client: 'B' },
          params: {},
        },
      ],
    };
  });

  it('survives a round trip through JSON', () => {
    fc.assert(
      fc.property(facts, given => {
        const document = documentOf({ rulebook, client }, given);
        expect(JSON.parse(JSON.stringify(document))).to.deep.equal(document);
        expect(canonicalJson(JSON.parse(canonicalJson(document)))).to.equal(canonicalJson(document));
      }),
      { numRuns: runCount(10) },
    );
  });

  it('is the same for the same input, also from rules that were frozen and thawed', () => {
    const frozen = freezeRules(rulebook, client);
    expect(freezeRules(thawRules(frozen).rulebook, thawRules(frozen).client)).to.equal(frozen);
    fc.assert(
      fc.property(facts, given => {
        const document = canonicalJson(documentOf({ rulebook, client }, given));
        expect(canonicalJson(documentOf({ rulebook, client }, given))).to.equal(document);
        expect(canonicalJson(documentOf(thawRules(frozen), given))).to.equal(document);
      }),
      { numRuns: runCount(5) },
    );
  });

  it('is frozen with the rules that concern its client, and no others', () => {
    const { rulebook: thawed } = thawRules(freezeRules(rulebook, client));
    expect(thawed.standards.filter(({ metric }) => metric === 'otif').map(({ scope, level }) => [scope, level])).to.deep.equal([
      [{ client: 'A' }, { text: '1/3', value: exact('1/3') }],
    ]);
    const others = { ...rulebook, standards: rulebook.standards.filter(({ scope }) => scope.client !== 'B') };
    expect(freezeRules(others, client)).to.equal(freezeRules(rulebook, client));
    expect(freezeRules(others, { ...client, code: 'B' })).not.to.equal(freezeRules(rulebook, { ...client, code: 'B' }));
  });

  it('is thawed with every name that a workspace may give to a parameter, exact among them', () => {
    const metrics = rulebook.metrics.map(metric =>
      metric.id === 'otif' ? { ...metric, params: { ...metric.params, exact: 'minutes(0)' } } : metric,
    );
    const one = {
      ...rulebook,
      metrics: metrics.map(metric => (metric.id === 'pod_return' ? { ...metric, params: { exact: '3' } } : metric)),
    };
    expect(thawRules(freezeRules(one, client)).rulebook.metrics).to.deep.equal(one.metrics);
  });
});
