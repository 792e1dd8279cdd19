import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect } from 'chai';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { refusalOf } from '../../src/api/refusal.js';
import { Stop } from '../../src/faults/stop.js';
import type { Transaction } from '../../src/store/connect.js';
import { inPages } from '../../src/store/pages.js';
import { connectionLostStop } from '../../src/store/server.js';
import { eachDatabase } from '../support/databases.js';

const failure = (code: string, message = 'so it says', more: object = {}): Error =>
  Object.assign(new Error(`select 1 - ${message}`), { code }, more);
const codeOf = (problem: unknown): string | undefined => connectionLostStop(problem, 'db:5432/plumbline')?.faults[0]?.code;

/** A SQLSTATE each, of the classes 08, 25, 28, 40, 53, 55, 57 and 58, and what they are to whoever asked. */
const states: Readonly<Record<string, string>> = {
  '08000': 'database_lost',
  '08003': 'database_lost',
  '08006': 'database_lost',
  '08P01': 'database_lost',
  '25006': 'database_refused',
  '28P01': 'database_refused',
  '40001': 'database_cancelled',
  '40P01': 'database_cancelled',
  '53000': 'database_refused',
  '53100': 'database_disk_full',
  '53200': 'database_refused',
  '53300': 'database_refused',
  '53400': 'database_refused',
  '55P03': 'database_cancelled',
  '57000': 'database_lost',
  '57014': 'database_cancelled',
  '57P01': 'database_lost',
  '57P02': 'database_lost',
  '57P03': 'database_lost',
  '57P05': 'database_lost',
  '58000': 'database_refused',
  '58030': 'database_refused',
};

describe('What a database says while it, or a machine of it, is away', () => {
  for (const [state, code] of Object.entries(states))
    it(`SQLSTATE ${state} is ${code}`, () => expect(codeOf(failure(state))).to.equal(code));

  it('is known by its words where the cluster has no code for it', () => {
    const cluster = 'connection to the remote node citus@10.0.0.3:5432 failed with the following error: Connection refused';
    expect(codeOf(failure('XX000', cluster))).to.equal('database_lost');
    expect(codeOf(failure('XX000', 'could not find any healthy placement for shard 102008'))).to.equal('database_lost');
    expect(codeOf(failure('08006', cluster))).to.equal('database_lost');
    expect(codeOf(failure('58030', 'could not extend file: No space left on device'))).to.equal('database_disk_full');
  });

  it('names the machine that was being asked, where only the context does', () => {
    const asked = failure('08006', 'server closed the connection unexpectedly', {
      where: 'while executing command on 10.0.0.3:5432',
    });
    expect(JSON.stringify(connectionLostStop(asked, 'db')?.faults[0]?.params)).to.contain('10.0.0.3:5432: server closed');
  });

  it('is known through what was made of it', () => {
    expect(codeOf(new Error('the copy failed', { cause: failure('57P01') }))).to.equal('database_lost');
    const refused = failure('ECONNREFUSED', 'connect ECONNREFUSED', { syscall: 'connect' });
    expect([codeOf(refused), codeOf(failure('ECONNREFUSED', 'connect'))]).to.deep.equal(['database_unreachable', undefined]);
  });

  it('is not what a bug of ours says', () => {
    const bugs = ['42601', '42P01', '42703', '22012', '23505', '25P02', 'XX000', '0A000', ''].map(code => failure(code));
    expect([...bugs, new TypeError('x is not a function'), 'a text'].map(codeOf)).to.deep.equal(
      [...bugs, 0, 0].map(() => undefined),
    );
  });
});

eachDatabase('What the surroundings end', database => {
  const raising = (state: string): string => `do $$ begin raise exception using errcode = '${state}', message = 'away'; end $$`;
  const failing =
    "create or replace function pg_temp.away(int) returns int language plpgsql as $$ begin if $1 > 2 then raise exception using errcode = '08006', message = 'away'; end if; return $1; end $$";
  const stopOf = async (work: (tx: Transaction) => Promise<unknown>): Promise<Stop> => {
    const failed: unknown = await database()
      .transaction(work)
      .then(
        () => undefined,
        (problem: unknown) => problem,
      );
    if (!(failed instanceof Stop)) throw new Error(`no Stop but ${String(failed)}`);
    return failed;
  };

  for (const [state, code] of Object.entries(states))
    it(`is the surroundings' fault, exit 3 and 503, in a transaction: ${state}`, async () => {
      const stop = await stopOf(tx => tx.raw(raising(state)));
      const { status, headers, faults } = refusalOf(stop, 'r');
      expect([stop.exitCode, stop.faults[0]?.code, status, headers['Retry-After']]).to.deep.equal([3, code, 503, '5']);
      expect(faults.map(one => one.code)).to.deep.equal(['service_unavailable']);
    });

  it('is so in the middle of a cursor', async () => {
    const stop = await stopOf(async tx => {
      await tx.raw(failing);
      const read: unknown[] = [];
      for await (const row of inPages(tx, 'select pg_temp.away(n) as n from generate_series(1, 5) as n', [], 1)) read.push(row);
      return read;
    });
    expect(stop.faults[0]?.code).to.equal('database_lost');
  });

  it('is so in the middle of a COPY', async () => {
    const stop = await stopOf(async tx => {
      await tx.raw(
        "create temp table arriving (a int); create function pg_temp.away_row() returns trigger language plpgsql as $$ begin if new.a > 2 then raise exception using errcode = '57P01', message = 'away'; end if; return new; end $$; create trigger away before insert on arriving for each row execute function pg_temp.away_row()",
      );
      // knex keeps pg's own connection of a transaction to itself; COPY needs it.
      const connection = await (tx.client as { acquireConnection(): Promise<pg.Client> }).acquireConnection();
      await pipeline(Readable.from([Buffer.from('1\n2\n3\n4\n')]), connection.query(copyFrom('copy arriving from stdin')));
    });
    expect(stop.faults[0]?.code).to.equal('database_lost');
  });
});
