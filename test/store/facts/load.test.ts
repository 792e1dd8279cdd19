import { expect } from 'chai';
import type { Values } from '../../../src/facts/fact.js';
import { listBatches } from '../../../src/store/batches.js';
import type { Transaction } from '../../../src/store/connect.js';
import { loadBatch } from '../../../src/store/facts/load.js';
import { copyEscaped } from '../../../src/store/facts/copy-bytes.js';
import { personTexts, pseudonymsOf } from '../../../src/store/pseudonyms.js';
import { eachDatabase } from '../../support/databases.js';
import { factsOf, load, loadRows } from './loading.js';

const key = ['client', 'shipment_no', 'line_no'];
const shipment = (client: string, shipment_no: string, rest: Values = {}): Values => ({
  client,
  shipment_no,
  line_no: '1',
  ...rest,
});
const batchCount = (rows: readonly unknown[]) => rows.length;

eachDatabase('loading a batch', database => {
  const batches = async () => batchCount(await database().transaction(tx => listBatches(tx)));

  it('sets mapped fields, leaves others missing, and completes a fact with what another file maps', async () => {
    await load(database(), { mapped: [...key, 'carrier', 'mode'], rows: [shipment('c1', '1', { carrier: 'X', mode: 'road' })] });
    const report = await load(database(), {
      mapped: [...key, 'mode', 'promised_at'],
      rows: [shipment('c1', '1', { mode: null, promised_at: 9 })],
    });
    expect(report.rows).to.deep.include({ new: 0, changed: 1 });
    expect(report.clients).to.deep.equal([{ client: 'c1', facts: 1, first_at: 9, last_at: 9 }]);
    expect(await factsOf(database(), 'c1')).to.deep.equal([shipment('c1', '1', { carrier: 'X', promised_at: 9 })]);
  });

  it('changes nothing when the same file comes again, but gives it a number', async () => {
    const common = {
      mapped: [...key, 'mode'],
      rows: [shipment('c2', '1', { mode: 'sea' }), shipment('c2', '2', { mode: null })],
    };
    const first = await load(database(), common);
    const second = await load(database(), common);
    expect(second.rows).to.deep.equal({ read: 2, new: 0, changed: 0, unchanged: 2, rejected: 0, skipped: 0 });
    expect(second).to.deep.include({ batch: (first.batch ?? 0) + 1, clients: [] });
  });

  it('names both batches of a client as touching it where a change moves a date', async () => {
    await load(database(), { mapped: [...key, 'promised_at'], rows: [shipment('c3', '1', { promised_at: 100 })] });
    const moved = await load(database(), { mapped: [...key, 'promised_at'], rows: [shipment('c3', '1', { promised_at: 500 })] });
    expect(moved.clients).to.deep.equal([{ client: 'c3', facts: 1, first_at: 100, last_at: 500 }]);
  });

  it('takes identical rows once and rejects different ones, each naming the others', async () => {
    const rows = [
      shipment('c4', 'same', { mode: 'air' }),
      shipment('c4', 'differ', { mode: 'air' }),
      shipment('c4', 'same', { mode: 'air' }),
      shipment('c4', 'differ', { mode: 'sea' }),
      shipment('c4', 'differ', { mode: 'air' }),
    ];
    const report = await load(database(), { mapped: [...key, 'mode'], rows });
    expect(report.rows).to.deep.equal({ read: 5, new: 1, changed: 0, unchanged: 1, rejected: 3, skipped: 0 });
    const differ = ['c4', 'differ', '1'];
    const [air, sea] = report.conflicts.map(({ says }) => says);
    expect(air, 'what a row says is told apart from what others say').to.not.equal(sea);
    expect(report.conflicts).to.deep.equal([
      { row: 3, with: [5, 6], key: differ, says: air },
      { row: 5, with: [3, 6], key: differ, says: sea },
      { row: 6, with: [3, 5], key: differ, says: air },
    ]);
    expect(await factsOf(database(), 'c4')).to.deep.equal([rows[0]]);
  });

  it('keeps the facts of one row apart: some new, some changed, some as before, repeated keys among them', async () => {
    const inOneRow = (...facts: readonly Values[]) =>
      loadRows(
        database(),
        { mapped: [...key, 'mode'] },
        (async function* () {
          yield facts.map(values => ({ row: 2, values }));
        })(),
        () => facts.length,
      );
    const fact = (no: string, mode: string): Values => shipment('c20', no, { mode });
    expect((await inOneRow(fact('a', 'sea'), fact('b', 'sea'))).rows).to.deep.include({ read: 2, new: 2 });
    const later = await inOneRow(fact('a', 'air'), fact('b', 'sea'), fact('c', 'sea'), fact('d', 'air'), fact('d', 'air'));
    expect(later.rows).to.deep.equal({ read: 5, new: 2, changed: 1, unchanged: 2, rejected: 0, skipped: 0 });
    const odd = await inOneRow(fact('e', 'air'), fact('e', 'sea'), fact('c', 'road'));
    expect(odd.rows).to.deep.equal({ read: 3, new: 0, changed: 1, unchanged: 0, rejected: 2, skipped: 0 });
    expect(odd.conflicts.map(({ row, with: others }) => [row, others])).to.deep.equal([
      [2, [2]],
      [2, [2]],
    ]);
    const now = await factsOf(database(), 'c20');
    expect(Object.fromEntries(now.map(({ shipment_no: no, mode }) => [no, mode]))).to.deep.equal({
      a: 'air',
      b: 'sea',
      c: 'road',
      d: 'air',
    });
  });

  it('does a dry run whole and takes it back', async () => {
    const before = await batches();
    const report = await load(database(), { mapped: key, rows: [shipment('c5', '1')], dryRun: true });
    expect(report).to.deep.include({ batch: null, clients: [{ client: 'c5', facts: 1, first_at: null, last_at: null }] });
    expect(await factsOf(database(), 'c5')).to.deep.equal([]);
    expect(await batches()).to.equal(before);
  });

  it('leaves no trace of a source that fails in the middle, and fails with its error', async () => {
    const before = await batches();
    const broken = new Error('cut off');
    const rows = (async function* () {
      yield [{ row: 2, values: shipment('c6', '1') }];
      throw broken;
    })();
    const failure: unknown = await loadRows(database(), { mapped: key }, rows, () => 1).catch((error: unknown) => error);
    expect(failure).to.equal(broken);
    expect(await factsOf(database(), 'c6')).to.deep.equal([]);
    expect(await batches()).to.equal(before);
  });

  it('records an empty file', async () => {
    const report = await load(database(), { mapped: key, rows: [] });
    expect(report.rows.read).to.equal(0);
    expect(report.batch).to.be.a('number');
  });

  it('lets two imports of one file follow each other', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => shipment('c7', String(i), { mode: 'rail' }));
    const reports = await Promise.all([1, 2].map(() => load(database(), { mapped: [...key, 'mode'], rows })));
    expect(reports.map(({ rows: counts }) => [counts.new, counts.unchanged])).to.have.deep.members([
      [50, 0],
      [0, 50],
    ]);
    const numbers = reports.map(({ batch }) => batch ?? 0);
    expect(Math.abs((numbers[0] ?? 0) - (numbers[1] ?? 0))).to.equal(1);
  });

  it('keeps every character of a text', async () => {
    const texts = ['\\N', '\\.', 'a\tb\nc\r\\d', '\b\f\v', '"', "'", '?', '满意 😀', ' x ', '{}'];
    await load(database(), { mapped: [...key, 'reason'], rows: texts.map((reason, i) => shipment('c8', String(i), { reason })) });
    expect((await factsOf(database(), 'c8')).map(fact => fact['reason'])).to.deep.equal(texts);
  });

  it('keeps a person’s text apart, under a pseudonym', async () => {
    const rows = [{ client: 'c9', complaint_no: '1', agent: 'Li Lei' }];
    await load(database(), { kind: 'complaint', mapped: ['client', 'complaint_no', 'agent'], rows });
    const pseudonym = (await database().transaction(pseudonymsOf))('Li Lei');
    expect(pseudonym).to.match(/^[0-9a-f]{32}$/);
    expect(await factsOf(database(), 'c9', { kind: 'complaint' })).to.deep.equal([{ ...rows[0], agent: pseudonym }]);
    const texts = await database().transaction(tx => personTexts(tx, 'c9', [pseudonym]));
    expect([...texts]).to.deep.equal([[pseudonym, 'Li Lei']]);
  });

  it('gives times of commit that never run back', async () => {
    await load(database(), { mapped: key, rows: [], at: 9000 });
    await load(database(), { mapped: key, rows: [], at: 4000 });
    const times = (await database().transaction(tx => listBatches(tx))).map(batch => batch.committed_at);
    expect(times).to.deep.equal([...times].sort((a, b) => a - b));
  });
});

eachDatabase('loading a large file into an empty table', database => {
  const demandKey = ['client', 'demand_no'];
  const long = 'long '.repeat(20_000);
  const demand = (demand_no: number): Values => ({
    client: 'big',
    demand_no: String(demand_no).padStart(4, '0'),
    lane: `${demand_no} ${long}`,
  });
  const all = Array.from({ length: 400 }, (_, i) => demand(i));
  const lanes = async () => (await factsOf(database(), 'big', { kind: 'transport_demand' })).map(fact => fact['lane']);

  it('finds two rows with one key, however far apart, and rejects both', async () => {
    const common = { kind: 'transport_demand', mapped: [...demandKey, 'lane'] } as const;
    const report = await load(database(), {
      ...common,
      rows: [...all, { ...demand(0), lane: 'other' }, demand(1)],
      dryRun: true,
    });
    expect(report.rows).to.deep.equal({ read: 402, new: 399, changed: 0, unchanged: 1, rejected: 2, skipped: 0 });
    expect(report.conflicts.map(({ row, with: others }) => [row, ...others])).to.deep.equal([
      [2, 402],
      [402, 2],
    ]);
    expect(report.clients).to.deep.equal([{ client: 'big', facts: 399, first_at: null, last_at: null }]);
  });

  it('brings every row in, once', async () => {
    const report = await load(database(), { kind: 'transport_demand', mapped: [...demandKey, 'lane'], rows: all });
    expect(report.rows).to.deep.equal({ read: 400, new: 400, changed: 0, unchanged: 0, rejected: 0, skipped: 0 });
    expect(report.clients).to.deep.equal([{ client: 'big', facts: 400, first_at: null, last_at: null }]);
    expect(await lanes()).to.deep.equal(all.map(values => values['lane']));
  });
});

eachDatabase('loading a large file for a login that row level security holds for', database => {
  it('brings every row in, once, and rejects rows with one key, as for any other', async () => {
    await database().transaction(tx =>
      // Embedded, the lines come from a file of the database's own.
      tx.raw(`create role held; grant pg_read_server_files to held; grant all on all tables in schema public to held;
        grant execute on all functions in schema public to held;
        do $$ declare name text; begin
          for name in select relname from pg_class where relrowsecurity loop
            execute format('create policy held on %I to held using (true) with check (true)', name);
          end loop;
        end $$`),
    );
    const held = {
      ...database(),
      transaction: <T>(work: (tx: Transaction) => Promise<T>) =>
        database().transaction(async tx => {
          await tx.raw('set local role held');
          return work(tx);
        }),
    };
    const limited = await held.transaction(tx =>
      tx.raw<{ rows: { limited: boolean }[] }>("select row_security_active('fact_transport_demand') as limited"),
    );
    expect(limited.rows).to.deep.equal([{ limited: true }]);
    const long = 'long '.repeat(20_000);
    const rows = Array.from({ length: 200 }, (_, i) => ({ client: 'held', demand_no: String(i), lane: `${i} ${long}` }));
    const common = { kind: 'transport_demand', mapped: ['client', 'demand_no', 'lane'] } as const;
    const tried = await load(held, { ...common, rows: [...rows, { ...rows[0], lane: 'other' }], dryRun: true });
    expect(tried.rows).to.deep.equal({ read: 201, new: 199, changed: 0, unchanged: 0, rejected: 2, skipped: 0 });
    const report = await load(held, { ...common, rows });
    expect(report.rows).to.deep.equal({ read: 200, new: 200, changed: 0, unchanged: 0, rejected: 0, skipped: 0 });
    expect(report.clients).to.deep.equal([{ client: 'held', facts: 200, first_at: null, last_at: null }]);
    const found = await factsOf(database(), 'held', { kind: 'transport_demand' });
    expect(found.map(fact => fact['lane'])).to.have.members(rows.map(({ lane }) => lane));
    await database().transaction(tx => tx.raw('drop owned by held; drop role held'));
  });
});

eachDatabase('loading a large file whose rows ask the database for facts', database => {
  it('brings its rows in and rejects those with one key, though the table is empty', async () => {
    const long = 'long '.repeat(20_000);
    const rows = Array.from({ length: 200 }, (_, i) => ({ client: 'asks', demand_no: String(i % 199), lane: `${i} ${long}` }));
    async function* asking(tx: Transaction) {
      for (const [i, values] of rows.entries()) {
        await tx.raw('select count(*) from fact_shipment');
        yield [{ row: i + 2, values }];
      }
    }
    const source = { file: 'test.csv', sha256: () => 'f'.repeat(64), layout: 'test', actor: 'tester', at: () => 1000 };
    const load = {
      kind: 'transport_demand',
      mapped: ['client', 'demand_no', 'lane'],
      ownFields: [],
      looksUp: true,
      ...source,
    } as const;
    const counted = () => ({ read: rows.length, rejected: 0, skipped: 0, clients: new Set<string>() });
    const report = await loadBatch(database(), load, asking, { dryRun: false, counted });
    expect(report.rows).to.deep.equal({ read: 200, new: 198, changed: 0, unchanged: 0, rejected: 2, skipped: 0 });
  });
});

describe('text for COPY', () => {
  it('gives a letter to the characters that COPY gives one, and leaves all others', () => {
    expect(copyEscaped('\\ \b \f \n \r \t \v')).to.equal('\\\\ \\b \\f \\n \\r \\t \\v');
    expect(copyEscaped('a"b\u0001é')).to.equal('a"b\u0001é');
  });
});
