import { expect } from 'chai';
import type { Values } from '../../src/facts/fact.js';
import { compileMetric } from '../../src/metrics/compile.js';
import type { Metric } from '../../src/metrics/definition.js';
import type { Amounts, MetricTally } from '../../src/metrics/tally.js';
import { withdrawBatch } from '../../src/store/facts/withdraw.js';
import { type KeepingLimits, KeptTallies } from '../../src/store/kept-tallies.js';
import { enableRowSecurity, restrictedTo } from '../../src/store/row-security.js';
import { tallyTogether } from '../../src/store/scan.js';
import { tallyKept } from '../../src/store/tally-changes.js';
import { eachDatabase, emptyTables } from '../support/databases.js';
import { inZone, plainTally } from '../support/tallying.js';
import { load } from './facts/loading.js';

const from = Date.UTC(2026, 2, 1);
const to = Date.UTC(2026, 3, 1);
const day = 86_400_000;
const common = { label: { en: 'x', zh: 'x' }, of: 'shipment', improves: 'up', unit: '%', stage: 'fixed', params: {} } as const;
const inTime = { kind: 'proportion', passes: { when: 'done_by(delivered_at, promised_at)' } } as const;
const metrics = (
  [
    { ...common, ...inTime, id: 'lines', dated: 'promised_at' },
    { ...common, ...inTime, id: 'orders', dated: 'coalesce(delivered_at, promised_at)', per: ['order_no'] },
    { ...common, kind: 'total', id: 'cost', dated: 'promised_at', value: 'freight_cost', by: ['carrier'] },
    { ...common, kind: 'mean', id: 'hours', dated: 'delivered_at', value: 'delivered_at - promised_at', percentiles: [50] },
  ] satisfies readonly Metric[]
).map(metric => compileMetric(metric, []));

const mapped = ['order_no', 'carrier', 'promised_at', 'delivered_at', 'freight_cost', 'currency'];
const all: KeepingLimits = { fewestFacts: 1, mostTouched: () => 1000 };
let last = 0;

eachDatabase('tallies that are kept', database => {
  beforeEach(() => emptyTables(database()));

  async function facts(...rows: readonly Values[]): Promise<number> {
    const whole = rows.map(values => ({ client: 'C', line_no: '1', ...values }));
    const { batch } = await load(database(), { mapped, rows: whole });
    return (last = batch ?? expect.fail());
  }

  /** Tallies as an evaluation does, and from nothing; the two must be alike. */
  async function counted(asOf = to, limits = all, batch = last): Promise<(id: string) => MetricTally> {
    return database().transaction(async tx => {
      const scan = { from, to, batch, clients: [{ client: 'C', asOf }], places: inZone('UTC'), fields: [] };
      const kept = await KeptTallies.of(tx, new Map([['C', batch]]), '2026-03', limits);
      const again = (await tallyKept(tx, metrics, scan, kept)).get('C');
      await kept?.save(tx);
      const anew = (await tallyTogether(tx, metrics, scan)).get('C');
      const of = (id: string, among = again): MetricTally => among?.get(id) ?? expect.fail(id);
      if (!isSpoilt)
        for (const { metric } of metrics) expect(plainTally(of(metric.id))).to.deep.equal(plainTally(of(metric.id, anew)));
      return of;
    });
  }

  /** Adds 100 to what is kept as passed of the first metric: what is taken from it shows that. */
  let isSpoilt = false;
  async function spoil(): Promise<void> {
    isSpoilt = true;
    const { body } = (await database().knex('kept_tally').first<{ body: string } | undefined>('body')) ?? expect.fail();
    const counts = JSON.parse(body) as [string, [[number[]]][]][];
    const total = counts[0]?.[1][0]?.[0][0] ?? expect.fail();
    total[0] = (total[0] ?? 0) + 100;
    await database()
      .knex('kept_tally')
      .update({ body: JSON.stringify(counts) });
  }
  afterEach(() => void (isSpoilt = false));

  const march = (date: number): number => from + (date - 1) * day;
  const line = (no: string, more: Values = {}): Values => ({
    shipment_no: no,
    order_no: no,
    promised_at: march(10),
    delivered_at: march(9),
    ...more,
  });
  const passed = (of: (id: string) => MetricTally, id = 'lines'): number => of(id).total.counts.passed;

  it('are what the rest comes to when a row comes late', async () => {
    await facts(line('S1'), line('S2'));
    expect(passed(await counted())).to.equal(2);
    await spoil();
    await facts(line('S3'));
    expect(passed(await counted())).to.equal(103);
  });

  it('are not asked where few facts are there, many were touched, or an earlier batch is asked for', async () => {
    const first = await facts(line('S1'), line('S2'));
    await counted(to, { ...all, fewestFacts: 3 });
    expect(await database().knex('kept_tally').select('client')).to.deep.equal([]);
    await counted();
    await spoil();
    await facts(line('S3'));
    expect(passed(await counted(to, { ...all, mostTouched: () => 0 }))).to.equal(3);
    isSpoilt = false;
    expect(passed(await counted(to, all, first))).to.equal(2);
  });

  it('are taken as they are while nothing came, of clients of whom no change is looked up', async () => {
    const none = { ...all, mostTouched: () => 0 };
    await facts(line('S1', { delivered_at: null }), line('S2'));
    await counted(march(9), none);
    await spoil();
    expect(passed(await counted(march(9), none))).to.equal(101);
    // A due time that may have passed is a change.
    expect(passed(await counted(march(10) + 1, none))).to.equal(1);
    await spoil();
    await facts(line('S3'));
    expect(passed(await counted(march(10) + 1, none))).to.equal(2);
  });

  it('change where a due time passes though nothing came', async () => {
    await facts(line('S1', { delivered_at: null }), line('S2'));
    expect((await counted(march(9)))('lines').total.counts).to.include({ passed: 1, failed: 0, undetermined: 1 });
    expect((await counted(march(10)))('lines').total.counts).to.include({ failed: 0, undetermined: 1 });
    expect((await counted(march(10) + 1))('lines').total.counts).to.include({ passed: 1, failed: 1, undetermined: 0 });
  });

  it('change with all lines of an order, also where the line that changed is of another month', async () => {
    await facts(
      line('S1', { order_no: 'O' }),
      line('S2', { order_no: 'O', promised_at: from - day, delivered_at: from - 2 * day }),
    );
    expect(passed(await counted(), 'orders')).to.equal(1);
    await facts(line('S2', { order_no: 'O', promised_at: from - 5 * day, delivered_at: from - 2 * day }));
    expect((await counted())('orders').total.counts).to.include({ passed: 0, failed: 1 });
    await facts(line('S2', { order_no: 'P', promised_at: from - 5 * day, delivered_at: from - 2 * day }));
    expect((await counted())('orders').total.counts).to.include({ passed: 1, failed: 0 });
    await facts(line('S3', { order_no: 'O', delivered_at: to + day }));
    expect((await counted())('orders').total.counts).to.include({ passed: 0, failed: 0 });
  });

  it('lose a currency, a carrier and a value with the last row that had it', async () => {
    await facts(line('S1', { freight_cost: 5, currency: 'CNY', carrier: 'A' }));
    const second = await facts(line('S2', { freight_cost: 7, currency: 'USD', carrier: 'B', delivered_at: march(10) }));
    const units = async (): Promise<readonly string[]> => {
      const { numerator }: { readonly numerator: Amounts } = (await counted())('cost').total;
      return [...numerator.keys()].toSorted();
    };
    expect(await units()).to.deep.equal(['CNY', 'USD']);
    await withdrawBatch(database(), { batch: second, reason: 'wrong', actor: 'lin', at: () => 1000 });
    last += 1;
    expect(await units()).to.deep.equal(['CNY']);
    expect([...((await counted())('cost').by.get('carrier')?.keys() ?? [])]).to.deep.equal(['A']);
  });

  it('are counted anew where what is kept cannot be read', async () => {
    await facts(line('S1'));
    await counted();
    await database().knex('kept_tally').update({ body: '[' });
    await facts(line('S2'));
    expect(passed(await counted())).to.equal(2);
  });

  it('are kept as of the last batch of the client itself, whatever came for others', async () => {
    const own = await facts(line('S1'));
    await facts(line('S2', { client: 'D' }));
    await database().transaction(async tx => {
      const scan = { from, to, batch: last, clients: [{ client: 'C', asOf: to }], places: inZone('UTC'), fields: [] };
      const kept = await KeptTallies.of(tx, new Map([['C', own]]), '2026-03', all);
      await tallyKept(tx, metrics, scan, kept);
      await kept?.save(tx);
      expect(await tx('kept_tally').pluck('known_at')).to.deep.equal([own]);
    });
  });

  it('are nothing to who is bound to clients, for whom all facts are counted', async () => {
    if ((await enableRowSecurity(database())) !== undefined) return;
    for (const does of ['read', 'write'] as const) {
      const bound = restrictedTo(database(), ['C'], { hold: 'role', does });
      expect(await bound.transaction(tx => KeptTallies.of(tx, new Map([['C', last]]), '2026-03', all))).to.equal(undefined);
    }
  });
});
