import fs from 'node:fs';
import { expect } from 'chai';
import { factKinds } from '../../src/facts/kinds.js';
import { Stop } from '../../src/faults/stop.js';
import { connect } from '../../src/store/connect.js';
import { listBatches } from '../../src/store/batches.js';
import { sitesWithFacts } from '../../src/store/sites-with-facts.js';
import { commentsOf } from '../../src/store/comments.js';
import { appendLedger, verifyLedger } from '../../src/store/ledger.js';
import { closingsNaming, periodStandingOf, periodStandings } from '../../src/store/periods.js';
import { migrate, migrationStates } from '../../src/store/migrate.js';
import { migrations } from '../../src/store/migrations/registry.js';
import { eachDatabase, emptyDirectory } from '../support/databases.js';
import { schemaText } from '../support/schema.js';

const dump = new URL('../../src/store/schema.sql', import.meta.url);
const types = { instant: 'bigint', day: 'bigint', number: 'numeric', text: 'text', boolean: 'boolean' };
const first = { name: 'first', sql: "create table one (text text default '?')" };
const second = { name: 'second', sql: 'create table two (one int)' };

eachDatabase('the migrated schema', database => {
  it('is what schema.sql says (npm run golden rewrites it)', async () => {
    const text = await schemaText(database());
    if (process.env.GOLDEN === 'rewrite') fs.writeFileSync(dump, text);
    expect(text).to.equal(fs.readFileSync(dump, 'utf8'));
  });

  for (const kind of factKinds) {
    it(`has a column for every field of ${kind.name}`, async () => {
      const rows: { column_name: string; data_type: string; is_nullable: string }[] = await database()
        .knex('information_schema.columns')
        .where({ table_name: `fact_${kind.name}` })
        .select('column_name', 'data_type', 'is_nullable');
      const found = rows.filter(row => kind.fields.some(field => field.name === row.column_name));
      expect(found.map(row => [row.column_name, row.data_type, row.is_nullable])).to.have.deep.members(
        kind.fields.map(field => [field.name, types[field.type], kind.key.includes(field.name) ? 'NO' : 'YES']),
      );
      const others = rows.map(row => row.column_name).filter(name => !kind.fields.some(field => field.name === name));
      expect(others).to.have.members(['extra', 'first_at', 'last_at', 'batch', 'superseded_by', 'row']);
    });
  }

  it('leads every key of what is kept by client with client', async () => {
    const { rows } = await database().knex.raw<{ rows: { table: string; first: string }[] }>(
      `select c.relname as table, a.attname as first from pg_index i
       join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
       where i.indisunique and exists (select from pg_attribute k where k.attrelid = c.oid and k.attname = 'client')
         and c.relnamespace = 'public'::regnamespace`,
    );
    expect(rows.length).to.be.greaterThan(factKinds.length);
    expect(rows.filter(row => row.first !== 'client')).to.deep.equal([]);
  });

  it('is not changed by migrating again', async () => {
    expect(await migrate(database())).to.deep.equal([]);
  });
});

eachDatabase('migrations', database => {
  before(() => database().knex.raw('drop table plumbline_migration'));
  beforeEach(() => database().knex.raw('drop table if exists plumbline_migration, one, two'));

  it('are applied in order, each once', async () => {
    expect((await migrationStates(database(), [first])).map(state => state.appliedAt)).to.deep.equal([null]);
    expect((await migrate(database(), [first])).map(state => [state.version, state.name])).to.deep.equal([[1, 'first']]);
    expect((await migrate(database(), [first, second])).map(state => [state.version, state.name])).to.deep.equal([[2, 'second']]);
    const states = await migrationStates(database(), [first, second]);
    expect(states.every(state => Math.abs(Date.now() - (state.appliedAt ?? 0)) < 600_000)).to.equal(true);
    await database().knex('one').insert({});
    expect(await database().knex('one')).to.deep.equal([{ text: '?' }]);
  });

  it('leave nothing of one that fails, and name it', async () => {
    const broken = { name: 'broken', sql: 'create table two (a int); select 1/0' };
    expect(await codes(migrate(database(), [first, broken]))).to.deep.equal(['migration_failed']);
    expect((await migrationStates(database(), [first, broken])).map(state => state.appliedAt === null)).to.deep.equal([
      false,
      true,
    ]);
    expect(await database().knex.schema.hasTable('two')).to.equal(false);
  });

  it('are refused when one was reworded after it was applied', async () => {
    await migrate(database(), [first]);
    expect(await codes(migrate(database(), [{ ...first, sql: 'create table one (b int)' }]))).to.deep.equal([
      'migration_changed',
    ]);
  });

  it('are refused when the database knows more than the program', async () => {
    await migrate(database(), [first, second]);
    expect(await codes(migrate(database(), [first]))).to.deep.equal(['database_newer']);
  });

  it('take turns when two programs migrate at once', async () => {
    const [a, b] = await Promise.all([migrate(database(), [first, second]), migrate(database(), [first, second])]);
    expect([...a, ...b].map(state => state.version).toSorted((x, y) => x - y)).to.deep.equal([1, 2]);
  });
});

describe('the directory of an embedded database', () => {
  it('is made and can be migrated when it does not exist yet', async () => {
    const database = await connect({ directory: `${await emptyDirectory()}/a/b` });
    try {
      expect((await migrate(database, [first])).length).to.equal(1);
    } finally {
      await database.close();
    }
  });
});

describe('a database with batches from before their repeated rows and sites were recorded', () => {
  it('keeps what they say, does not say that they had none, and knows their sites', async () => {
    const database = await connect({ directory: await emptyDirectory() });
    try {
      const before = migrations.slice(
        0,
        migrations.findIndex(({ name }) => name === 'batch-repeated'),
      );
      await migrate(database, before);
      const batch = { batch: 1, kind: 'shipment', mapped: [], actor: 'lin', committed_at: 1, content_hash: 'abc' };
      const rows = { read: 3, new: 1, changed: 0, unchanged: 2, rejected: 0, skipped: 0 };
      await database.knex('batch').insert({ ...batch, ...rows });
      const fact = { client: 'ACME', batch: 1, row: 2, line_no: '1' };
      const sites = ['SHA1', 'SHA1', null, 'Ulm'];
      await database.knex('fact_shipment').insert(sites.map((site, at) => ({ ...fact, shipment_no: `S${at}`, site })));
      expect((await migrate(database)).map(({ name }) => name)[0]).to.equal('batch-repeated');
      const [found] = await database.transaction(tx => listBatches(tx));
      expect(found).to.deep.include({ ...batch, rows, repeated: null });
      expect(await database.transaction(tx => sitesWithFacts(tx))).to.deep.equal(['SHA1', 'Ulm']);
    } finally {
      await database.close();
    }
  });
});

describe('a ledger from before its periods and evaluations were columns', () => {
  it('finds what was closed and what became current again by them, with every hash as it was', async () => {
    const database = await connect({ directory: await emptyDirectory() });
    try {
      const before = migrations.slice(
        0,
        migrations.findIndex(({ name }) => name === 'history-indexes'),
      );
      await migrate(database, before);
      const dates = { from: '2026-05-01T00:00:00Z', to: '2026-06-01T00:00:00Z' };
      const closing = {
        client: 'ACME',
        period: '2026-05',
        revision: 1,
        evaluation: 'e1',
        hash: 'h',
        batch: 1,
        waivers: [],
        ...dates,
      };
      await database.transaction(async tx => {
        await appendLedger(tx, { kind: 'closing', actor: 'lin', at: 1, body: closing });
        await appendLedger(tx, {
          kind: 'closing',
          actor: 'lin',
          at: 2,
          body: { ...closing, period: '2026-06', evaluation: 'e2' },
        });
        await appendLedger(tx, {
          kind: 'comment',
          actor: 'lin',
          at: 3,
          body: { client: 'ACME', period: '2026-05', text: '"period":"x"' },
        });
      });
      expect(await database.transaction(tx => verifyLedger(tx))).to.equal(undefined);
      // As an earlier version took it, with half of a character.
      const cut = `replace(body, '"waivers"', '"a":"\\ud83d","waivers"')`;
      await database.knex.raw(`update ledger set body = ${cut} where entry = 2`);
      const hashes = (): Promise<unknown> =>
        database.knex('ledger').orderBy('entry').select('entry', 'body', 'hash', 'previous_hash');
      const kept = await hashes();
      expect((await migrate(database)).map(({ name }) => name)[0]).to.equal('history-indexes');
      await database.transaction(async tx => {
        expect((await periodStandingOf(tx, 'ACME', '2026-05')).closings.map(({ entry }) => entry)).to.deep.equal([1]);
        expect((await closingsNaming(tx, 'e2')).map(({ entry }) => entry)).to.deep.equal([2]);
        expect((await periodStandings(tx, { client: 'ACME' })).map(({ period }) => period)).to.deep.equal(['2026-05', '2026-06']);
        expect((await commentsOf(tx, { client: 'ACME', period: '2026-05' })).length).to.equal(1);
        expect(await commentsOf(tx, { client: 'ACME', period: 'x' })).to.deep.equal([]);
      });
      expect(await hashes()).to.deep.equal(kept);
    } finally {
      await database.close();
    }
  });
});

async function codes(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
  } catch (failure) {
    if (failure instanceof Stop) return failure.faults.map(fault => fault.code);
    throw failure;
  }
  return [];
}
