import { expect } from 'chai';
import type { SourceSpec } from '../../../src/import/readers/source.js';
import { openSource } from '../../../src/import/readers/open.js';
import { testServer } from '../../support/databases.js';
import { requires } from '../../support/suite.js';
import { cells, faultsOf, readAll } from './reading.js';
import { remedyOf } from '../../support/worded.js';

requires('postgres', 'queries', () => {
  let url = '';
  before(async () => {
    url = (await testServer())?.url('postgres') ?? '';
  });
  const spec = (query: string, more: Partial<SourceSpec> = {}): SourceSpec => ({
    path: 'orders',
    format: 'sql',
    query,
    connection: 'env:ORDERS',
    ...more,
  });
  const read = async (query: string, more: Partial<SourceSpec> = {}) => readAll(spec(query, more), { env: { ORDERS: url } });

  it('gives every value as text', async () => {
    const reading = await read(
      `select timestamptz '2026-01-31 10:00:00.123456+08' as a, timestamp '2026-01-31 10:00' as b, date '2026-01-31' as c,
      12345678901234567890.10 as d, true as e, null as f, 0.1::float8 as g, 'a?b' ~ 'a\\?' as h; -- done?
      ;`.replace('; -- done?', ' -- done?'),
    );
    expect(reading.source.columns).to.deep.equal(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
    expect(reading.rows).to.deep.equal([
      {
        number: 1,
        cells: [
          '2026-01-31T02:00:00.123456Z',
          '2026-01-31T10:00:00',
          '2026-01-31',
          '12345678901234567890.10',
          'true',
          '',
          '0.1',
          'true',
        ],
      },
    ]);
  });

  it('reads many rows in batches, and hashes them', async () => {
    const query = 'select n, md5(n::text) from generate_series(1, 20000) n';
    const [one, two] = [await read(query), await read(query)];
    expect(one.rows.length).to.equal(20_000);
    expect(one.rows[19_999]?.number).to.equal(20_000);
    expect(one.source.sha256()).to.equal(two.source.sha256());
    expect(one.source.sha256()).to.match(/^[0-9a-f]{64}$/);
  });

  it('knows the columns of an empty result', async () => {
    const reading = await read('select 1 as a where false');
    expect(reading.source.columns).to.deep.equal(['a']);
    expect(reading.rows).to.deep.equal([]);
  });

  it('reads only what is past the watermark, and tells the next one', async () => {
    const query = `select n, timestamptz '2026-01-01Z' + n * interval '1 hour' as "At" from generate_series(3, 1, -1) n`;
    const all = await read(query, { watermark: { column: 'At' } });
    expect(cells(all).map(row => row[0])).to.deep.equal(['1', '2', '3']);
    expect(all.source.watermark?.()).to.equal('2026-01-01T03:00:00Z');
    const newer = await read(query, { watermark: { column: 'At', after: '2026-01-01T02:00:00Z' } });
    expect(cells(newer).map(row => row[0])).to.deep.equal(['3']);
    const none = await read(query, { watermark: { column: 'At', after: '2026-01-01T03:00:00Z' } });
    expect([none.rows.length, none.source.watermark?.()]).to.deep.equal([0, '2026-01-01T03:00:00Z']);
    expect(cells(await read(query, { watermark: { column: 'n', after: '2' } }))[0]?.[0]).to.equal('3');
  });

  it('cannot change the database', async () => {
    const { faults } = await faultsOf(spec("select set_config('transaction_read_only', 'off', true), nextval('x')"), {
      env: { ORDERS: url },
    });
    expect(faults[0]?.code).to.equal('query_failed');
    const wrote = await faultsOf(spec('with w as (insert into pg_am values (1) returning 1) select * from w'), {
      env: { ORDERS: url },
    });
    expect(wrote.faults[0]?.code).to.equal('query_failed');
  });

  it('tells a query that the database refuses, at once or later', async () => {
    for (const query of ['select nothing', 'select 1 / (n - 1500) from generate_series(1, 2000) n']) {
      const { faults, exitCode } = await faultsOf(spec(query), { env: { ORDERS: url } });
      expect([faults[0]?.code, exitCode]).to.deep.equal(['query_failed', 2]);
    }
  });

  it('tells a connection that breaks off', async () => {
    const query = 'select n, case when n = 2000 then pg_terminate_backend(pg_backend_pid()) end from generate_series(1, 3000) n';
    const { faults, exitCode } = await faultsOf(spec(query), { env: { ORDERS: url } });
    expect([faults[0]?.code, exitCode]).to.deep.equal(['query_broken_off', 3]);
  });

  it('lets go of its connection when the rows are not wanted', async () => {
    const source = await openSource(spec('select generate_series(1, 1000000) n'), { env: { ORDERS: url } });
    for await (const batch of source.rows) if (batch.length > 0) break;
    await source.close();
    await (await openSource(spec('select 1 as n'), { env: { ORDERS: url } })).close();
    const { rows } = await read(
      "select 1 from pg_stat_activity where application_name = 'plumbline' and pid <> pg_backend_pid() and state like 'idle in%'",
    );
    expect(rows.length).to.equal(0);
  });

  it('tells a watermark that is no column', async () => {
    const { faults } = await faultsOf(spec('select 1 as updated_at', { watermark: { column: 'update_at' } }), {
      env: { ORDERS: url },
    });
    expect(faults[0]?.code).to.equal('watermark_unknown');
    expect(remedyOf(faults[0])).to.contain('Did you mean updated_at?');
  });

  it('never shows a password', async () => {
    const secret = url.replace('postgres@', 'guarded:hunter2@');
    const { faults, exitCode } = await faultsOf(spec('select 1'), { env: { ORDERS: secret } });
    expect([faults[0]?.code, exitCode]).to.deep.equal(['connection_failed', 3]);
    expect(JSON.stringify(faults)).not.to.contain('hunter2');
  });
});
