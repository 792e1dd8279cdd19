import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect } from 'chai';
import type { Knex } from 'knex';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { connect, type Database } from '../../src/store/connect.js';
import { eachDatabase, testServer } from '../support/databases.js';
import { fakeServer } from '../support/fake-server.js';
import { requires } from '../support/requires.js';
import { stopsWith } from '../support/stops.js';
import { type FaultJson, faultJson } from '../../src/faults/worded.js';

eachDatabase('a database', database => {
  beforeEach(() => database().knex.raw('drop table if exists t; create table t (a int, b text)'));

  const count = async (): Promise<number> => (await rows<{ n: number }>(database(), 'select count(*) as n from t'))[0]?.n ?? -1;
  const copyIn = (source: Readable, sql = 'copy t from stdin'): Promise<void> =>
    database().transaction(async tx => pipeline(source, (await clientOf(tx)).query(copyFrom(sql))));

  it('gives int8 as a number, numeric and date as text', async () => {
    const sql = "select 5::int8 as a, 1.50::numeric as b, date '2024-01-02' as c";
    expect(await rows(database(), sql)).to.deep.equal([{ a: 5, b: '1.50', c: '2024-01-02' }]);
  });

  it('refuses an int8 that a number cannot hold, and goes on', async () => {
    expect(await failure(rows(database(), 'select 9007199254740993'))).to.contain('9007199254740993 does not fit');
    expect(await rows(database(), 'select 1 as one')).to.deep.equal([{ one: 1 }]);
  });

  it('takes rows by COPY, in pieces that end anywhere', async () => {
    const text = Array.from({ length: 50_000 }, (_, i) => `${i}\tvalue 数 ${i}\n`).join('');
    const bytes = Buffer.from(text);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 70_001) }, (_, i) =>
      bytes.subarray(i * 70_001, (i + 1) * 70_001),
    );
    await copyIn(Readable.from(pieces));
    expect(
      await rows(database(), 'select count(*) as n, sum(a) as a, min(b) as b from t where b like $$value 数 %$$'),
    ).to.deep.equal([{ n: 50_000, a: 1_249_975_000, b: 'value 数 0' }]);
  });

  it('takes rows by COPY with its options', async () => {
    await copyIn(Readable.from(['a;b\n1;"x;""y"\n']), "COPY t (a, b) FROM STDIN WITH (format csv, header true, delimiter ';')");
    expect(await rows(database(), 'select * from t')).to.deep.equal([{ a: 1, b: 'x;"y' }]);
  });

  it('takes no row when the source of a COPY fails', async () => {
    const broken = Readable.from(
      (function* () {
        yield '1\tone\n';
        throw new Error('the source is gone');
      })(),
    );
    expect(await failure(copyIn(broken))).to.contain('the source is gone');
    expect(await count()).to.equal(0);
  });

  it('takes no row when one of a COPY is wrong, and names it', async () => {
    expect(await failure(copyIn(Readable.from(['1\tone\nx\ttwo\n'])))).to.contain('invalid input syntax for type integer: "x"');
    expect(await count()).to.equal(0);
  });

  it('says so when the table of a COPY is missing', async () => {
    expect(await failure(copyIn(Readable.from(['1\n']), 'copy nowhere from stdin'))).to.contain(
      'relation "nowhere" does not exist',
    );
    expect(await count()).to.equal(0);
  });

  it('gives rows by COPY', async () => {
    await database().knex.raw("insert into t select i, repeat('x', 100) from generate_series(1, 20000) i");
    let length = 0;
    const sink = new Writable({
      write(chunk: Buffer, _, done) {
        length += chunk.length;
        done();
      },
    });
    await database().transaction(async tx => pipeline((await clientOf(tx)).query(copyTo('copy t to stdout')), sink));
    expect(length).to.equal(20_000 * 102 + 9 + 90 * 2 + 900 * 3 + 9000 * 4 + 10_001 * 5);
  });

  it('gives large results and large values whole', async () => {
    const many = await rows<{ i: number }>(database(), "select i, repeat('y', 50) from generate_series(1, 100000) i");
    expect([many.length, many.at(-1)?.i]).to.deep.equal([100_000, 100_000]);
    const large = 'é'.repeat(5_000_000);
    const { rows: back } = await database().knex.raw<{ rows: { v: string }[] }>('select ?::text as v', [large]);
    expect(back[0]?.v === large).to.equal(true);
  });

  it('streams rows through a cursor, also when the reader leaves early', async () => {
    await database().transaction(async tx => {
      const seen: number[] = [];
      for await (const row of tx.raw('select i from generate_series(1, 5000) i').stream({ batchSize: 100 }))
        seen.push((row as { i: number }).i);
      expect([seen.length, seen[4999]]).to.deep.equal([5000, 5000]);
      for await (const row of tx.raw('select i from generate_series(1, 5000) i').stream({ batchSize: 100 })) {
        if ((row as { i: number }).i === 150) break;
      }
      await tx('t').insert({ a: 1 });
    });
    expect(await count()).to.equal(1);
  });

  it('gives a failing cursor its error, and the transaction its end', async () => {
    const work = database().transaction(async tx => {
      await tx('t').insert({ a: 1 });
      for await (const row of tx.raw('select 100 / (2000 - i) as x from generate_series(1, 5000) i').stream({ batchSize: 100 }))
        void row;
    });
    expect(await failure(work)).to.contain('division by zero');
    expect(await count()).to.equal(0);
  });

  it('undoes a transaction in which anything fails', async () => {
    const work = database().transaction(async tx => {
      await tx('t').insert({ a: 1 });
      await tx.raw('select 1/0');
    });
    expect(await failure(work)).to.contain('division by zero');
    expect(await count()).to.equal(0);
  });

  it('goes on inside a transaction after a savepoint was taken back', async () => {
    await database().transaction(async tx => {
      await tx('t').insert({ a: 1 });
      await failure(tx.transaction(inner => inner.raw('select 1/0')));
      await tx('t').insert({ a: 2 });
    });
    expect(await count()).to.equal(2);
  });

  it('undoes what a connection left open that is gone', async () => {
    const work = database().transaction(async tx => {
      await tx('t').insert({ a: 1 });
      // The socket under pg's client, cut as a network would.
      const { stream } = ((await clientOf(tx)) as unknown as { connection: { stream: Readable } }).connection;
      stream.destroy();
      await tx('t').insert({ a: 2 });
    });
    expect((await stopsWith(work)).map(fault => fault.code)).to.deep.equal(['database_lost']);
    expect(await count()).to.equal(0);
  });

  it('runs transactions that are asked for at once', async () => {
    const add = (a: number): Promise<void> => database().transaction(async tx => void (await tx('t').insert({ a })));
    await Promise.all([1, 2, 3, 4, 5, 6].map(add));
    expect(await count()).to.equal(6);
  });

  it('gives a transaction memory to sort in', async () => {
    const memory = await database().transaction(async tx => (await tx.raw<{ rows: unknown[] }>('show work_mem')).rows);
    expect(memory).to.deep.equal([{ work_mem: '64MB' }]);
  });

  it('settles', async () => {
    await database().knex('t').insert({ a: 1 });
    await database().settle();
    expect(await count()).to.equal(1);
  });
});

const faultOf = async (url: string): Promise<FaultJson> => {
  const [found] = await stopsWith(connect({ url }).then(database => database.close()));
  if (found === undefined) throw new Error('it connected');
  expect(JSON.stringify(found)).to.not.contain('s3cret');
  return faultJson(found);
};

describe('a PostgreSQL server', () => {
  const faked = async (says: Parameters<typeof fakeServer>[0]): Promise<readonly [string, string]> => {
    const server = await fakeServer(says);
    const { code, what } = await faultOf(`postgres://me:s3cret@127.0.0.1:${server.port}/db`);
    await server.stop();
    return [code, what.replace(String(server.port), 'PORT')];
  };

  it('that does not answer is named', async () => {
    const found = await faultOf('postgres://me:s3cret@127.0.0.1:1/db');
    expect([found.code, found.what]).to.deep.equal([
      'database_unreachable',
      'No PostgreSQL server answers at 127.0.0.1:1/db: the connection was refused, as nothing is listening there (ECONNREFUSED).',
    ]);
  });

  it('whose name is unknown is named', async () => {
    expect((await faultOf('postgres://me:s3cret@nowhere.invalid/db')).code).to.equal('database_unreachable');
  });

  it('is not looked for where the URL is none', async () => {
    expect((await faultOf('mysql://me:s3cret@h/db')).code).to.equal('database_url_invalid');
    expect((await faultOf('postgres://me:s3cret%@h:port/db')).code).to.equal('database_url_invalid');
  });

  it('that is too old says its version and the one needed', async () => {
    expect(await faked({ version: '14.9' })).to.deep.equal([
      'database_too_old',
      'The server at 127.0.0.1:PORT/db is PostgreSQL 14.9; 15 or newer is needed.',
    ]);
  });

  it('that turns everybody away is quoted', async () => {
    expect(await faked({ code: '53300', text: 'sorry, too many clients already' })).to.deep.equal([
      'database_refused',
      'The database at 127.0.0.1:PORT/db cannot be used: sorry, too many clients already.',
    ]);
  });
});

requires('postgres', 'a PostgreSQL server that runs', () => {
  const serverPort = async (): Promise<number> => (await testServer())?.port ?? 0;

  it('that refuses the password says for whom', async () => {
    await (await testServer())?.run("create role guarded login password 'right'");
    const found = await faultOf(`postgres://guarded:s3cret@127.0.0.1:${await serverPort()}/postgres`);
    expect([found.code, found.what]).to.deep.equal([
      'database_login_refused',
      `The server at 127.0.0.1:${await serverPort()}/postgres refuses user "guarded": password authentication failed for user "guarded".`,
    ]);
  });

  it('without the database says which', async () => {
    const found = await faultOf(`postgres://postgres:s3cret@127.0.0.1:${await serverPort()}/nothing_here`);
    expect([found.code, found.remedy]).to.deep.equal([
      'database_missing',
      'Create it (createdb nothing_here), or name another one in DATABASE_URL or `database` in plumbline.yaml.',
    ]);
  });

  it('says its version', async () => {
    const database = await connect({ url: (await testServer())?.url('postgres') ?? '' });
    expect(Number.parseInt(await database.version(), 10)).to.be.at.least(15);
    await database.close();
  });
});

async function rows<Row>(database: Database, sql: string): Promise<readonly Row[]> {
  return (await database.knex.raw<{ rows: Row[] }>(sql)).rows;
}

/** pg's client under a knex transaction, which is where COPY is asked for. */
async function clientOf(tx: Knex.Transaction): Promise<pg.Client> {
  // knex leaves its client untyped; acquireConnection of a transaction's client gives the transaction's connection.
  return (await tx.client.acquireConnection()) as pg.Client;
}

async function failure(work: PromiseLike<unknown>): Promise<string> {
  try {
    await work;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
  return '';
}
