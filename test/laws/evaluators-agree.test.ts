import { expect } from 'chai';
import fc from 'fast-check';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import { planFor } from '../../src/evaluation/plan.js';
import { exact } from '../../src/facts/exact.js';
import type { Values } from '../../src/facts/fact.js';
import { type FactKindName, factKinds, type OwnField } from '../../src/facts/kinds.js';
import { parsePeriod } from '../../src/facts/period.js';
import type { Client, Site } from '../../src/facts/place.js';
import type { CompiledMetric } from '../../src/metrics/compile.js';
import type { Metric } from '../../src/metrics/definition.js';
import type { Standard } from '../../src/standards/standard.js';
import { eachDatabase } from '../support/databases.js';
import { groupMetrics } from '../support/group-metrics.js';
import { type FactOptions, randomFacts } from '../support/random-facts.js';
import { shifts } from '../support/random-expressions.js';
import {
  type FactSets,
  loadFacts,
  packagedRules,
  plainTally,
  runCount,
  tallyRows,
  tallySql,
  type Window,
} from '../support/tallying.js';

const zone = 'Asia/Shanghai';
const period = parsePeriod('2026-03', zone);
if (period === undefined) throw new Error('no period');
const making: Omit<FactOptions, 'client'> = { from: period.from, to: period.to, asOf: Date.UTC(2026, 2, 20, 3) };

const site = (code: string, time_zone: string): Site => ({ code, name: { en: code, zh: code }, time_zone, calendar: shifts.id });
const client: Client = { code: 'any', name: { en: 'any', zh: 'any' }, time_zone: zone, calendar: 'china', depth: 'all' };

const params = (metric: string, grace: string, scope: Standard['scope'], more: Partial<Standard> = {}): Standard => ({
  metric,
  min_population: 1,
  scope,
  params: { grace },
  ...more,
});

const common = { label: { en: 'x', zh: 'x' }, improves: 'up', unit: '%', stage: 'fixed', params: {} } as const;
/** What the packaged catalogue does not use: groups by two fields that may be missing, other dimensions, working time, far dates. */
const uncommon: readonly Metric[] = [
  ...groupMetrics,
  {
    ...common,
    id: 'x_two_keys',
    kind: 'proportion',
    of: 'shipment',
    per: ['order_no', 'product'],
    dated: 'add_working_days(coalesce(delivered_at, closed_at), 3)',
    population: { when: 'mode == "air" or small_batch' },
    passes: { when: 'documents_correct and day(delivered_at) == day(promised_at)' },
    by: ['department', 'status', 'currency'],
  },
  {
    ...common,
    id: 'x_total',
    kind: 'total',
    of: 'shipment',
    dated: 'end_of_month(dispatched_at) + hours(5)',
    when: 'not small_batch',
    value: 'freight_cost',
  },
  {
    ...common,
    id: 'x_worked',
    kind: 'mean',
    unit: 'hours',
    of: 'shipment',
    dated: 'start_of_day(delivered_at)',
    value: 'working_time_between(dispatched_at, delivered_at)',
    percentiles: [1, 25, 50, 75, 99],
  },
];

const ownField = (id: string, type: OwnField['type']): OwnField => ({ fact: 'shipment', id, type, en: id, zh: id });
const ownFields = [
  ownField('x_at', 'instant'),
  ownField('x_day', 'day'),
  ownField('x_number', 'number'),
  ownField('x_text', 'text'),
  ownField('x_flag', 'boolean'),
];

const overOwn: readonly Metric[] = [
  {
    ...common,
    id: 'x_own_rate',
    kind: 'proportion',
    of: 'shipment',
    per: ['shipment_no'],
    dated: 'coalesce(x_at, end_of_day(x_day))',
    population: { when: 'x_text != "b" or x_flag' },
    passes: { when: 'x_number >= 1 and day(delivered_at) <= x_day' },
  },
  { ...common, id: 'x_own_total', kind: 'total', of: 'shipment', dated: 'x_at', value: 'x_number * 2' },
  {
    ...common,
    id: 'x_own_mean',
    kind: 'mean',
    unit: 'hours',
    of: 'shipment',
    dated: 'x_at',
    value: 'x_at - delivered_at',
    percentiles: [50],
  },
];

/** The packaged rules with standards that change parameters by place and date, and sites in other zones. */
async function rulesToTry(): Promise<Rulebook> {
  const packaged = await packagedRules();
  return {
    ...packaged,
    metrics: [...packaged.metrics, ...uncommon, ...overOwn],
    fields: ownFields,
    calendars: [...packaged.calendars, shifts],
    sites: [site('NYC', 'America/New_York'), site('ams', 'Europe/Amsterdam')],
    standards: [
      ...packaged.standards,
      params('on_time_delivery', 'minutes(15)', {}, { from: '2026-03-10' }),
      params('on_time_delivery', 'days(1)', { site: 'NYC' }, { from: '2026-03-01', until: '2026-03-15' }),
      params('on_time_dispatch', 'hours(8)', { carrier: 'C1' }),
      params('pod_return', 'days(2)', { lane: 'SHA-NYC' }),
    ],
  };
}

const others: readonly FactKindName[] = factKinds.map(kind => kind.name).filter(name => name !== 'shipment');
// Agents are pseudonyms in the store, other ones in each database: as slices they would not be the same text.
const nobody = (values: Values): Values => ({ ...values, ...('agent' in values ? { agent: null } : {}) });

eachDatabase('Tallies by row and by SQL', database => {
  let metrics: readonly CompiledMetric[] = [];
  let window: Window;
  let made = 0;

  before(async () => {
    const plan = planFor(await rulesToTry(), client);
    metrics = plan.metrics;
    window = { ...making, places: plan.places, fields: ownFields };
  });

  async function compare(facts: FactSets, among: readonly CompiledMetric[], at: Window = window): Promise<void> {
    const code = `R${++made}`;
    const own = Object.fromEntries(
      Object.entries(facts).map(([kind, rows]) => [kind, rows.map(values => ({ ...nobody(values), client: code }))]),
    ) as FactSets;
    for (const { name } of factKinds) await loadFacts(database(), name, own[name] ?? [], ownFields);
    const bySql = await tallySql(database(), among, at, code);
    const byRow = tallyRows(among, at, own);
    for (const { metric } of among) {
      const [sql, row] = [bySql.get(metric.id), byRow.get(metric.id)];
      if (sql === undefined || row === undefined) throw new Error(`${metric.id} was not tallied`);
      expect(plainTally(sql), metric.id).to.deep.equal(plainTally(row));
    }
  }

  const readsShipments = ({ parts }: CompiledMetric): boolean => parts.some(part => part.of === 'shipment');

  it('are the same for random shipments, whatever groups and slices they make', async () => {
    const shipments = randomFacts('shipment', { ...making, client: 'any', most: 16, own: ownFields });
    await fc.assert(
      fc.asyncProperty(shipments, shipment => compare({ shipment }, metrics.filter(readsShipments))),
      { numRuns: runCount(12) },
    );
  });

  it('are the same for random facts of all other kinds', async () => {
    const items = metrics.map(({ metric }) => metric.id);
    const of = (kind: FactKindName): fc.Arbitrary<readonly Values[]> =>
      randomFacts(kind, {
        ...making,
        client: 'any',
        pools:
          kind === 'survey_answer'
            ? { item: items.slice(-60) }
            : kind === 'reading'
              ? { item: ['current_ratio', 'debt_to_assets'] }
              : {},
      });
    const all = fc.record(Object.fromEntries(others.map(kind => [kind, of(kind)])));
    await fc.assert(
      fc.asyncProperty(all, facts => compare(facts, metrics)),
      { numRuns: runCount(4) },
    );
  });

  it('are the same where readings of the whole firm are every client’s', async () => {
    const at = { ...window, from: Date.UTC(2031, 0, 1), to: Date.UTC(2031, 1, 1) };
    const reading = (client: string, day: number, value: string): Values => ({
      client,
      item: 'current_ratio',
      read_at: Date.UTC(2031, 0, day),
      value: exact(value),
    });
    await loadFacts(database(), 'reading', [reading('*', 10, '1.5'), reading('FIRM', 10, '2'), reading('OTHER', 10, '9')]);
    const among = metrics.filter(({ metric }) => metric.id === 'current_ratio');
    const valueFor = async (client: string): Promise<unknown> => {
      const tally = (await tallySql(database(), among, at, client)).get('current_ratio');
      return tally && plainTally(tally);
    };
    const byRow = tallyRows(among, at, { reading: [reading('*', 10, '1.5'), reading('FIRM', 10, '2')] }).get('current_ratio');
    expect(await valueFor('FIRM')).to.deep.equal(byRow && plainTally(byRow));
    const alone = tallyRows(among, at, { reading: [reading('*', 10, '1.5')] }).get('current_ratio');
    expect(await valueFor('NOBODY')).to.deep.equal(alone && plainTally(alone));
  });
});
