import { expect } from 'chai';
import type { Database, Transaction } from '../../src/store/connect.js';
import { hasCitus, stepsToDistribute, stepsToUndistribute, takeSteps } from '../../src/store/distribute.js';
import { eachDatabase } from '../support/databases.js';

/** What Citus offers, as far as it is asked: functions that note what they are told. */
const noted = `
  create table pg_dist_node (nodename text, nodeport int, groupid int, isactive boolean, shouldhaveshards boolean, noderole text);
  create table pg_dist_shard (shardid bigint, logicalrelid regclass);
  create table pg_dist_placement (shardid bigint, groupid int);
  create table pg_dist_partition (logicalrelid regclass, colocated text, partmethod text);
  create table call (what text);
  create function create_distributed_function(name regprocedure) returns void language sql
    as $$ insert into call values (name::text) $$;
  create function create_reference_table(name regclass) returns void language sql
    as $$ insert into pg_dist_partition values (name, null, 'n') $$;
  create function undistribute_table(name regclass) returns void language sql
    as $$ delete from pg_dist_partition where logicalrelid = name $$;
  create function truncate_local_data_after_distributing_table(name regclass) returns void language sql
    as $$ insert into call values ('emptied ' || name) $$;
  create function rebalance_table_shards(shard_transfer_mode text) returns void language sql
    as $$ insert into call values ('rebalanced ' || shard_transfer_mode) $$;
  create function create_distributed_table(name regclass, by text, colocate_with text) returns void language plpgsql as $$
    begin
      if not exists (select from pg_attribute where attrelid = name and attname = by) then raise 'no column %', by; end if;
      if exists (
        select from pg_index i where i.indrelid = name and i.indisunique
          and not exists (select from pg_attribute a where a.attrelid = name and a.attname = by and a.attnum = any (i.indkey::int2[]))
      ) then raise 'a unique index of % lacks %', name, by; end if;
      insert into pg_dist_partition values (name, colocate_with, 'h');
    end $$;`;

async function tables(tx: Transaction): Promise<readonly { readonly name: string; readonly colocated: string | null }[]> {
  const { rows } = await tx.raw<{ rows: readonly { name: string; colocated: string | null }[] }>(
    'select logicalrelid::text as name, colocated from pg_dist_partition order by 1',
  );
  return rows;
}

eachDatabase('distributing the tables', (database: () => Database) => {
  it('knows when there is no Citus', async () => {
    expect(await database().transaction(hasCitus)).to.equal(false);
  });

  it('spreads what is kept by client, by client, each with the first; copies the calendars; and finds nothing left to do', async () => {
    await database().transaction(tx => tx.raw(noted));
    await takeSteps(database(), await database().transaction(stepsToDistribute));
    await database().transaction(async tx => {
      expect(await hasCitus(tx)).to.equal(true);
      const found = (await tables(tx)).filter(({ name }) => name !== 'call' && !name.startsWith('pg_dist'));
      const spread = found.filter(({ colocated }) => colocated !== null);
      const [first, ...others] = spread;
      expect(spread.map(({ name }) => name)).to.include.members(['fact_shipment', 'fact_reading', 'evaluation', 'person']);
      expect(first?.colocated).to.equal('default');
      expect(others.map(({ colocated }) => colocated)).to.deep.equal(others.map(() => first?.name));
      expect(found.filter(({ colocated }) => colocated === null).map(({ name }) => name)).to.deep.equal([
        'batch',
        'batch_client',
        'batch_row_client',
        'calendar_day',
        'calendar_layout',
        'calendar_span',
        'known_client',
      ]);
      expect(found.map(({ name }) => name)).to.not.include.members(['ledger', 'api_key', 'rulebook']);
      expect(await stepsToDistribute(tx)).to.deep.equal([]);
    });
  });

  it('takes a table that came later to where the others are', async () => {
    await database().transaction(async tx => {
      await tx.raw('create table later (client text not null, what text)');
      const steps = await stepsToDistribute(tx);
      const [first] = (await tables(tx)).filter(({ colocated }) => colocated === 'default');
      expect(steps.filter(({ does }) => does !== 'function').map(({ sql }) => sql)).to.deep.equal([
        `select create_distributed_table('later', 'client', colocate_with => '${first?.name ?? ''}')`,
      ]);
    });
  });

  it('takes rows from before off the coordinator, gives machines that came since their part, and brings everything back', async () => {
    await database().transaction(tx =>
      tx.raw(`insert into secret (name, value) values ('x', 'x'); create table older (client text not null);
        insert into older values ('ACME');
        insert into pg_dist_shard select 1, 'fact_shipment'; insert into pg_dist_placement values (1, 1);
        insert into pg_dist_node values ('a', 1, 1, true, true, 'primary'), ('b', 1, 2, true, true, 'primary'), ('c', 1, 3, true, false, 'primary')`),
    );
    const steps = (await database().transaction(stepsToDistribute)).filter(({ does }) => ['empty', 'rebalance'].includes(does));
    expect(steps.map(({ does, name }) => [does, name])).to.deep.equal([
      ['empty', 'older'],
      ['rebalance', 'b:1'],
    ]);
    await takeSteps(database(), steps);
    const back = await database().transaction(stepsToUndistribute);
    expect(back.map(({ sql }) => sql)).to.include("select undistribute_table('fact_shipment')");
    await takeSteps(database(), back);
    expect(await database().transaction(stepsToUndistribute)).to.deep.equal([]);
    const { rows } = await database().transaction(tx =>
      tx.raw<{ rows: { what: string }[] }>("select what from call where what ~ ' '"),
    );
    expect(rows.map(({ what }) => what).filter(what => !what.includes('('))).to.deep.equal([
      'emptied older',
      'rebalanced block_writes',
    ]);
  });
});
