import { expect } from 'chai';
import fc from 'fast-check';
import { tallyByRows } from '../../src/app/audit/row-tally.js';
import { planFor, surroundings } from '../../src/evaluation/plan.js';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import { Verdicts } from '../../src/explain/verdict.js';
import { toFunction } from '../../src/expressions/to-function.js';
import type { Value, Values } from '../../src/facts/fact.js';
import { kindOf, type OwnField } from '../../src/facts/kinds.js';
import { parsePeriod } from '../../src/facts/period.js';
import type { Client, SourceCoverage } from '../../src/facts/place.js';
import { namesIn } from '../../src/expressions/expression.js';
import type { CompiledMetric, Part } from '../../src/metrics/compile.js';
import { coverageOf, isUnrecorded } from '../../src/metrics/coverage.js';
import type { Metric } from '../../src/metrics/definition.js';
import { judge, memberships } from '../../src/metrics/membership.js';
import { dimensionsOf } from '../../src/metrics/tally.js';
import { eachDatabase } from '../support/databases.js';
import { groupMetrics } from '../support/group-metrics.js';
import { randomFacts } from '../support/random-facts.js';
import { loadFacts, packagedRules, plainTally, runCount, tallyRows, tallySql, viewOf, type Window } from '../support/tallying.js';

const zone = 'Asia/Shanghai';
const period = parsePeriod('2026-03', zone);
if (period === undefined) throw new Error('no period');
const making = { from: period.from, to: period.to, asOf: Date.UTC(2026, 2, 20, 3), client: 'any' };
const client: Client = { code: 'any', name: { en: 'any', zh: 'any' }, time_zone: zone, calendar: 'china', depth: 'all' };

const sealed: OwnField = { fact: 'shipment', id: 'sealed_at', type: 'instant', en: 'Sealed at', zh: '封箱时间' };
const common = { label: { en: 'x', zh: 'x' }, improves: 'up', unit: '%', stage: 'fixed', params: {}, of: 'shipment' } as const;
/** What the packaged catalogue does not ask of what may be missing. */
const uncommon: readonly Metric[] = [
  ...groupMetrics,
  {
    ...common,
    id: 'x_chosen',
    kind: 'proportion',
    dated: 'order_received_at',
    population: { when: 'is_missing(coalesce(pod_returned_at, closed_at)) or mode == "air"' },
    passes: {
      when: 'is_missing(sealed_at) ? done_by(coalesce(delivered_at, pod_returned_at, closed_at), promised_at) : small_batch',
    },
  },
  { ...common, id: 'x_sum', kind: 'total', dated: 'order_received_at', value: 'coalesce(freight_cost, shipped_qty, 0)' },
];

const fields = [
  'pod_returned_at',
  'delivered_at',
  'status',
  'dispatched_at',
  'small_batch',
  'freight_cost',
  'sealed_at',
  'carrier',
];
const conditions = [
  'carrier == "C1"',
  'carrier != "C1" and mode == "air"',
  'one_of(site, "SHA", "NYC")',
  'is_missing(lane) or starts_with(lane, "SHA")',
  'documents_correct',
  'order_received_at < promised_at',
  'false',
  undefined,
];

/** One to four sources that say what they cover, as someone could have configured them. */
const sources: fc.Arbitrary<readonly SourceCoverage[]> = fc.array(
  fc
    .record({
      id: fc.constantFrom('dsv', 'tms', 'wms'),
      client: fc.constantFrom('any', 'any', '*', 'other'),
      site: fc.constantFrom(undefined, undefined, 'SHA'),
      fields: fc.subarray(fields, { minLength: 1, maxLength: 3 }),
      covers: fc.constantFrom(...conditions),
    })
    .map(({ site, covers, ...source }) => ({
      ...source,
      fact: 'shipment' as const,
      ...(site === undefined ? {} : { site }),
      ...(covers === undefined ? {} : { covers }),
    })),
  { minLength: 1, maxLength: 4 },
);

let rules: Rulebook;
before(async () => {
  const packaged = await packagedRules();
  rules = { ...packaged, metrics: [...packaged.metrics, ...uncommon], fields: [sealed] };
});

const ofShipments = ({ parts }: CompiledMetric): boolean => parts.some(({ of }) => of === 'shipment');
const plannedWith = (coverage: readonly SourceCoverage[]): readonly CompiledMetric[] =>
  planFor({ ...rules, coverage }, client).metrics.filter(ofShipments);
const shipments = randomFacts('shipment', { ...making, most: 14, own: [sealed] });

describe('What no source of a field covers', () => {
  it('decides nothing: whatever the field had been, what was judged would have been the same', () => {
    const view = viewOf({ ...making, places: planFor(rules, client).places });
    const values: Readonly<Record<string, readonly Value[]>> = {
      instant: [making.from - 1, making.from + 86_400_000, making.asOf, making.to + 86_400_000],
      boolean: [true, false],
      number: [0, 3],
      text: ['delivered', 'lost', 'open', 'C1', 'other'],
    };
    const types = new Map([
      ...kindOf('shipment').fields.map(({ name, type }) => [name, type] as const),
      ['sealed_at', 'instant'],
    ]);
    let judged = 0;
    let changed = 0;
    fc.assert(
      fc.property(sources, shipments, (given, facts) => {
        const coverage = coverageOf(given, 'any', [sealed]).get('shipment') ?? [];
        for (const part of plannedWith(given).flatMap(({ parts }) => parts)) {
          // What dates a fact says in which period it is, whether it is known or not.
          const dating = new Set(part.terms.flatMap(({ dated }) => [...namesIn(dated)]));
          const membership = judge({ ...part, per: [] }, view);
          for (const fact of facts)
            for (const one of coverage.filter(({ field }) => !dating.has(field) && fact[field] === null)) {
              const wasOpen = toFunction(isUnrecorded(one), {
                name: name => values => (values as Values)[name] ?? null,
                around: view.around,
              })(fact);
              const was = membership([fact]).membership;
              if (wasOpen !== true || was === 'undetermined' || was === 'undated') continue;
              judged++;
              for (const value of values[types.get(one.field) ?? ''] ?? []) {
                changed++;
                expect(membership([{ ...fact, [one.field]: value }]).membership, one.field).to.equal(was);
              }
            }
        }
      }),
      { numRuns: runCount(40) },
    );
    expect(judged).to.be.greaterThan(0);
    expect(changed).to.be.greaterThan(0);
  });

  it('leaves every metric as it is where each field has a source that covers everything', () => {
    const all: SourceCoverage = { id: 'all', client: 'any', fact: 'shipment', fields };
    fc.assert(
      fc.property(sources, given => {
        expect(plannedWith([...given, all])).to.deep.equal(plannedWith([]));
      }),
      { numRuns: 5 },
    );
  });
});

eachDatabase('Tallies of what sources cover', database => {
  let made = 0;

  /** The memberships of all facts, or groups of facts, as explanations have them. */
  function explained(part: Part, facts: readonly Values[], window: Window): Readonly<Record<string, number>> {
    const view = { ...viewOf(window), around: surroundings(window.places, window.asOf) };
    const verdicts = new Verdicts(part, [sealed], view);
    const counts: Record<string, number> = Object.fromEntries(memberships.map(name => [name, 0]));
    for (const fact of facts) {
      const { membership, because } = verdicts.of([fact]);
      expect(because).to.match(/\w/);
      if (membership === 'undetermined') expect(because).to.match(/missing|not recorded|not past yet|no source/);
      counts[membership] = (counts[membership] ?? 0) + 1;
    }
    return counts;
  }

  it('are the same by SQL, row by row, recounted, and explained', async () => {
    let uncovered = 0;
    await fc.assert(
      fc.asyncProperty(sources, shipments, async (given, random) => {
        const code = `V${++made}`;
        const facts = random.map(values => ({ ...values, client: code }));
        const own = given.map(source => ({ ...source, client: source.client === 'any' ? code : source.client }));
        const plan = planFor({ ...rules, coverage: own }, { ...client, code });
        const metrics = plan.metrics.filter(ofShipments);
        uncovered += metrics.filter(({ parts }) => parts.some(({ coverage }) => coverage !== undefined)).length;
        await loadFacts(database(), 'shipment', facts, [sealed]);
        const window: Window = { ...making, places: plan.places, fields: [sealed] };
        const bySql = await tallySql(database(), metrics, window, code);
        const byRow = tallyRows(metrics, window, { shipment: facts });
        const scan = { ...window, client: code, batch: 2 ** 31 - 1, fields: [sealed] };
        const recounted = await database().transaction(tx => tallyByRows(tx, metrics, scan));
        for (const compiled of metrics) {
          const { id } = compiled.metric;
          const [sql, row, again] = [bySql.get(id), byRow.get(id), recounted.get(id)];
          if (sql === undefined || row === undefined || again === undefined) throw new Error(`${id} was not tallied`);
          expect(plainTally(sql), id).to.deep.equal(plainTally(row));
          expect(plainTally(again), id).to.deep.equal(plainTally(sql));
          const [part, ...others] = compiled.parts;
          if (part === undefined || others.length > 0 || part.per.length > 0 || dimensionsOf(compiled).length === 0) continue;
          const { passed, failed, undetermined, excluded } = explained(part, facts, window);
          const { counts } = row.total;
          expect({ passed, failed, undetermined, excluded }, id).to.deep.equal({
            passed: counts.passed,
            failed: counts.failed,
            undetermined: counts.undetermined,
            excluded: counts.excluded,
          });
        }
      }),
      { numRuns: runCount(8) },
    );
    expect(uncovered).to.be.greaterThan(0);
  });
});
