import { expect } from 'chai';
import type { Database, Transaction } from '../../src/store/connect.js';
import { distribute, hasCitus, stepsToDistribute } from '../../src/store/distribute.js';
import { eachDatabase } from '../support/databases.js';

/** What Citus offers, as far as it is asked: functions that note what they are told. */
const noted = `
  create table pg_dist_partition (logicalrelid regclass, colocated text);
  create table call (what text);
  create function create_distributed_function(name regprocedure) returns void language sql
    as $$ insert into call values (name::text) $$;
  create function create_reference_table(name regclass) returns void language sql
    as $$ insert into pg_dist_partition values (name, null) $$;
  create function create_distributed_table(name regclass, by text, colocate_with text) returns void language plpgsql as $$
    begin
      if not exists (select from pg_attribute where attrelid = name and attname = by) then raise 'no column %', by; end if;
      if exists (
        select from pg_index i where i.indrelid = name and i.indisunique
          and not exists (select from pg_attribute a where a.attrelid = name and a.attname = by and a.attnum = any (i.indkey::int2[]))
      ) then raise 'a unique index of % lacks %', name, by; end if;
      insert into pg_dist_partition values (name, colocate_with);
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
    await database().transaction(async tx => {
      await tx.raw(noted);
      expect(await hasCitus(tx)).to.equal(true);
      await distribute(tx, await stepsToDistribute(tx));
      const found = (await tables(tx)).filter(({ name }) => name !== 'call' && name !== 'pg_dist_partition');
      const spread = found.filter(({ colocated }) => colocated !== null);
      const [first, ...others] = spread;
      expect(spread.map(({ name }) => name)).to.include.members(['fact_shipment', 'fact_reading', 'evaluation', 'batch_client']);
      expect(first?.colocated).to.equal('default');
      expect(others.map(({ colocated }) => colocated)).to.deep.equal(others.map(() => first?.name));
      expect(found.filter(({ colocated }) => colocated === null).map(({ name }) => name)).to.deep.equal([
        'calendar_day',
        'calendar_layout',
        'calendar_span',
      ]);
      expect(found.map(({ name }) => name)).to.not.include.members(['ledger', 'api_key', 'batch']);
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
});
