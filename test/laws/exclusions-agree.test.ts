import { expect } from 'chai';
import fc from 'fast-check';
import { planFor } from '../../src/evaluation/plan.js';
import { checkExpression } from '../../src/expressions/check.js';
import { sqlLiteral } from '../../src/expressions/to-sql.js';
import type { Values } from '../../src/facts/fact.js';
import { parsePeriod } from '../../src/facts/period.js';
import { type CompiledMetric, vocabularyOf } from '../../src/metrics/compile.js';
import { type MembershipCounts, tallyFacts } from '../../src/metrics/tally.js';
import { groupScan } from '../../src/metrics/group-sql.js';
import { findGroupsOfSeveral } from '../../src/metrics/groups-of-several.js';
import { factScan, type Request } from '../../src/metrics/scan-sql.js';
import type { ScanView } from '../../src/metrics/scan-view.js';
import { eachDatabase } from '../support/databases.js';
import { groupMetrics } from '../support/group-metrics.js';
import { randomFacts } from '../support/random-facts.js';
import {
  inKeyOrder,
  inZone,
  loadFacts,
  packagedRules,
  runCount,
  viewOf,
  type Window,
  withExclusion,
} from '../support/tallying.js';

const zone = 'Asia/Shanghai';
const { from, to } = parsePeriod('2026-03', zone) ?? { from: 0, to: 0 };
const window: Window = { from, to, asOf: Date.UTC(2026, 2, 20), places: inZone(zone) };

// Approved where a value says so, and unknown where that is missing: what is not known to be excluded is not.
const checked = checkExpression('carrier == "C1" or mode == "sea"', { names: vocabularyOf('shipment', []) }, ['boolean'], {});
if (!('expression' in checked)) throw new Error('the exclusion has faults');
const excluded = checked.expression;

const scanView = (client: string): ScanView => ({
  from,
  to,
  reach: undefined,
  slices: [],
  source: (table, alias) => `${table} ${alias}`,
  owner: alias => `${alias}.client`,
  groups: 'listed',
  lookedUp: new Set(),
  listed: new Map(),
  isTheirs: alias => `${alias}.client = '${client}'`,
  isCurrent: alias => `${alias}.superseded_by is null`,
  known: alias => `${alias}.client = '${client}' and ${alias}.superseded_by is null`,
  name: name => (name === 'as_of' ? sqlLiteral('instant', window.asOf) : `f.${name}`),
  around: { zone: `'${zone}'`, calendar: 'null', asOf: sqlLiteral('instant', window.asOf) },
});

eachDatabase('Exclusions by row and by SQL', database => {
  let metrics: readonly CompiledMetric[] = [];
  let made = 0;

  before(async () => {
    const packaged = await packagedRules();
    const plan = planFor(
      { ...packaged, metrics: [...packaged.metrics, ...groupMetrics] },
      { code: 'any', name: { en: 'any', zh: 'any' }, time_zone: zone, depth: 'all' },
    );
    metrics = plan.metrics
      .filter(({ parts }) => parts.length === 1 && parts[0]?.of === 'shipment')
      .map(compiled => withExclusion(compiled, excluded));
  });

  async function countsIn(client: string, { parts: [part] }: CompiledMetric): Promise<MembershipCounts> {
    if (part === undefined) throw new Error('a metric of shipments has a part');
    const request: Request = { id: 0, part };
    const view = scanView(client);
    const statements = [factScan('fact_shipment', [request], view)];
    if (part.per.length > 0) statements.push(groupScan('fact_shipment', [request], view, 'apart'));
    const rows = await database().transaction(async tx => {
      const answers: Readonly<Record<string, unknown>>[] = [];
      if (part.per.length > 0)
        for (const sql of findGroupsOfSeveral('fact_shipment', part, view)) await tx.raw(sql.replaceAll('?', '\\?'));
      for (const sql of statements)
        answers.push(...(await tx.raw<{ rows: Readonly<Record<string, unknown>>[] }>(sql.replaceAll('?', '\\?'))).rows);
      return answers;
    });
    const count = (name: string): number => rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0);
    return {
      passed: count('pas0'),
      failed: count('fai0'),
      excluded: count('exc0'),
      undetermined: count('und0'),
      undated: count('und_0'),
      outside: count('out0'),
    };
  }

  it('take the same facts and groups out', async () => {
    expect(metrics.length).to.be.greaterThan(15);
    const facts = randomFacts('shipment', { client: 'any', from, to, asOf: window.asOf, most: 16 });
    const law = async (drawn: readonly Values[]): Promise<void> => {
      const client = `X${++made}`;
      const own = drawn.map(values => ({ ...values, client }));
      await loadFacts(database(), 'shipment', own);
      const view = viewOf(window);
      for (const compiled of metrics) {
        const byRow = tallyFacts(compiled, view, [], () => inKeyOrder('shipment', own)).total.counts;
        expect(await countsIn(client, compiled), compiled.metric.id).to.deep.equal(byRow);
      }
    };
    await fc.assert(fc.asyncProperty(facts, law), { numRuns: runCount(12) });
  });
});
