import { expect } from 'chai';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { connect, type Database } from '../../src/store/connect.js';
import { takeLock } from '../../src/store/embedded/lock.js';
import { emptyDirectory, freshDirectory } from '../support/databases.js';
import { otherProcess } from '../support/other-process.js';
import { stopsWith } from '../support/stops.js';
import { remedyOf, whatOf } from '../support/worded.js';

describe('an embedded database', () => {
  const open: Database[] = [];
  const opened = async (directory: string, waitMs?: number): Promise<Database> => {
    const database = await connect({ directory }, waitMs === undefined ? {} : { waitMs });
    open.push(database);
    return database;
  };
  afterEach(async () => {
    for (const database of open.splice(0)) await database.close();
  });

  const values = async (database: Database): Promise<readonly number[]> =>
    (await database.knex<{ a: number }>('t').select('a').orderBy('a')).map(row => row.a);

  it('keeps what was committed when it is opened again', async () => {
    const directory = await freshDirectory();
    const first = await connect({ directory });
    await first.knex.raw('create table t (a int); insert into t values (1)');
    await first.close();
    expect(await values(await opened(directory))).to.deep.equal([1]);
  });

  it('says who keeps it when something outside of the open transaction is asked', async () => {
    const database = await opened(await freshDirectory(), 3000);
    const faults = await database.transaction(() => stopsWith(database.transaction(() => Promise.resolve())));
    expect(faults.map(fault => fault.code)).to.deep.equal(['database_busy']);
    expect(whatOf(faults[0])).to.contain('another one of this process');
    expect(await database.version()).to.match(/^18\./);
  });

  it('is shared with another process, one transaction at a time', async () => {
    const directory = await freshDirectory();
    const database = await opened(directory);
    await database.knex.raw('create table t (a int)');
    const other = await otherProcess(directory);
    await other.run('begin');
    await other.run('insert into t values (1)');
    const mine = database.transaction(async tx => (await tx('t').select('a')).length);
    await other.run('insert into t values (2)');
    await other.run('commit');
    expect(await mine).to.equal(2);
    await other.end();
  });

  it('is undone for another process that is killed in the middle of a transaction', async () => {
    const directory = await freshDirectory();
    const database = await opened(directory);
    await database.knex.raw('create table t (a int)');
    const other = await otherProcess(directory);
    await other.run('begin');
    await other.run('insert into t values (1)');
    const mine = values(database);
    await other.kill();
    expect(await mine).to.deep.equal([]);
  });

  for (const [way, how] of [
    ['end', 'ends'],
    ['kill', 'is killed'],
  ] as const) {
    it(`goes over to the process that is attached when its holder ${how}`, async () => {
      const directory = await freshDirectory();
      const holder = await otherProcess(directory);
      await holder.run('create table t (a int)');
      const database = await opened(directory);
      await database.knex('t').insert({ a: 1 });
      await holder[way]();
      await database.knex('t').insert({ a: 2 });
      const second = await otherProcess(directory);
      expect(await second.run('select a from t order by a')).to.deep.equal([{ a: 1 }, { a: 2 }]);
      await second.end();
    });
  }

  it('is opened although its holder closes it while another attaches', async () => {
    const directory = await freshDirectory();
    const lock = takeLock(directory, () => directory);
    if ('heldBy' in lock) throw new Error(`held by ${lock.heldBy.pid}`);
    const sockets: net.Socket[] = [];
    let asked = 0;
    const holder = net.createServer(socket => {
      sockets.push(socket);
      socket.on('error', () => undefined);
      // Whoever asks for something finds the holder closing: its sockets first, then its lock.
      socket.once('data', () => {
        asked++;
        holder.close(() => lock.release());
        for (const one of sockets) one.destroy();
      });
    });
    await once(holder.listen(path.join(directory, '.s.PGSQL.5432')), 'listening');
    const database = await opened(directory);
    expect(await database.version()).to.match(/^18\./);
    expect(asked).to.equal(1);
  });

  it('goes on where its holder closes it just when a transaction begins', async () => {
    const real = await freshDirectory();
    await opened(real);
    const directory = await freshDirectory();
    const lock = takeLock(directory, () => directory);
    if ('heldBy' in lock) throw new Error(`held by ${lock.heldBy.pid}`);
    const sockets: net.Socket[] = [];
    let begun = 0;
    // Answers as a database does until a transaction begins: then its sockets close, and its lock is free.
    const holder = net.createServer(socket => {
      const behind = net.connect(path.join(real, '.s.PGSQL.5432'));
      sockets.push(socket, behind);
      for (const one of [socket, behind]) one.on('error', () => undefined);
      behind.pipe(socket);
      socket.on('data', bytes => {
        if (!/begin/i.test(bytes.toString('latin1'))) return void behind.write(bytes);
        begun++;
        holder.close(() => lock.release());
        for (const one of sockets) one.destroy();
      });
    });
    await once(holder.listen(path.join(directory, '.s.PGSQL.5432')), 'listening');
    const database = await opened(directory);
    const { rows } = await database.transaction(tx => tx.raw<{ rows: unknown[] }>('select 1 as one'));
    expect(rows).to.deep.equal([{ one: 1 }]);
    expect(begun).to.equal(1);
  });

  it('loses nothing that was committed when its holder is killed', async () => {
    const directory = await freshDirectory();
    const holder = await otherProcess(directory);
    await holder.run('create table t (a int)');
    await holder.run('insert into t select generate_series(1, 1000)');
    await holder.run('begin');
    await holder.run('insert into t select generate_series(2000, 3000)');
    await holder.kill();
    const found = await values(await opened(directory));
    expect([found.length, found[0], found.at(-1)]).to.deep.equal([1000, 1, 1000]);
  });

  it('waits with its end for the transaction of another process', async () => {
    const directory = await freshDirectory();
    const holder = await connect({ directory });
    await holder.knex.raw('create table t (a int)');
    const other = await otherProcess(directory);
    await other.run('begin');
    await other.run('insert into t values (1)');
    const closed = holder.close();
    await other.run('commit');
    await closed;
    await other.end();
    expect(await values(await opened(directory))).to.deep.equal([1]);
  });

  it('may lie deeper than the path of a socket reaches', async () => {
    const directory = path.join(await emptyDirectory(), 'd'.repeat(60), 'e'.repeat(60));
    const database = await opened(directory);
    await database.knex.raw('create table t (a int)');
    const other = await otherProcess(directory);
    await other.run('insert into t values (7)');
    await other.end();
    expect(await values(database)).to.deep.equal([7]);
  });

  it('is reachable by its owner alone', async () => {
    const directory = await freshDirectory();
    fs.chmodSync(directory, 0o755);
    await opened(directory);
    const modes = [directory, path.join(directory, '.s.PGSQL.5432')].map(file => fs.statSync(file).mode & 0o777);
    expect(modes).to.deep.equal([0o700, 0o600]);
  });

  it('of another PostgreSQL is refused untouched', async () => {
    const directory = await freshDirectory();
    fs.writeFileSync(path.join(directory, 'data', 'PG_VERSION'), '17\n');
    const faults = await stopsWith(connect({ directory }));
    expect(faults.map(fault => fault.code)).to.deep.equal(['database_version_differs']);
    expect(whatOf(faults[0])).to.contain('written by PostgreSQL 17 (PostgreSQL 18');
    fs.writeFileSync(path.join(directory, 'data', 'PG_VERSION'), '18\n');
    expect(await (await opened(directory)).version()).to.match(/^18\./);
  });

  it('whose files are damaged is named', async () => {
    const directory = await freshDirectory();
    fs.rmSync(path.join(directory, 'data', 'global'), { recursive: true });
    expect((await stopsWith(connect({ directory }))).map(fault => fault.code)).to.deep.equal(['database_not_opened']);
  });

  it('cannot be where a file is', async () => {
    const file = path.join(await emptyDirectory(), 'file');
    fs.writeFileSync(file, '');
    expect((await stopsWith(connect({ directory: file }))).map(fault => fault.code)).to.deep.equal([
      'database_directory_unusable',
    ]);
  });

  it('that another machine holds is refused, with who holds it', async () => {
    const directory = await freshDirectory();
    const holder = {
      pid: 42,
      host: 'elsewhere',
      boot: 'b',
      started: '1',
      command: 'main.js import',
      socketFolder: directory,
      token: 't',
    };
    fs.writeFileSync(path.join(directory, 'lock.99'), JSON.stringify(holder));
    const [found] = await stopsWith(connect({ directory }));
    expect(found?.code).to.equal('database_locked');
    expect(whatOf(found)).to.match(/process 42 on elsewhere since 20..-..-..T.*Z \(main\.js import\), which does not answer/);
    expect(remedyOf(found)).to.contain(path.join(directory, 'lock.99'));
  });

  it('made by a process that was killed while making it is made anew', async () => {
    const directory = await emptyDirectory();
    fs.mkdirSync(path.join(directory, 'data.unfinished'));
    fs.writeFileSync(path.join(directory, 'data.unfinished', 'PG_VERSION'), '18\n');
    expect(await (await opened(directory)).version()).to.match(/^18\./);
  });
});
