import { expect } from 'chai';
import type { Database, Transaction } from '../../src/store/connect.js';
import { enableRowSecurity, restrictedTo } from '../../src/store/row-security.js';
import { eachDatabase } from '../support/databases.js';

const shipment = (client: string) => ({ client, shipment_no: 'S1', line_no: '1', batch: 1, row: 1 });

eachDatabase('what a session may see', database => {
  before(() => database().transaction(tx => tx('fact_shipment').insert(['ACME', 'BETA', '*'].map(shipment))));

  const clientsIn = async (
    one: Database,
    work = (tx: Transaction) => tx('fact_shipment').select('client'),
  ): Promise<string[]> => {
    const rows: { client: string }[] = await one.transaction(work);
    return rows.map(row => row.client).toSorted();
  };

  it('is kept by the database itself', async () => {
    expect(await enableRowSecurity(database())).to.equal(undefined);
  });

  it('holds rows of its clients and of the whole firm alone, even in a select without any condition', async () => {
    expect(await clientsIn(restrictedTo(database(), ['ACME'], { hold: 'role', does: 'read' }))).to.deep.equal(['*', 'ACME']);
    expect(await clientsIn(restrictedTo(database(), ['ACME', 'BETA'], { hold: 'role', does: 'read' }))).to.deep.equal([
      '*',
      'ACME',
      'BETA',
    ]);
    expect(await clientsIn(restrictedTo(database(), [], { hold: 'role', does: 'read' }))).to.deep.equal(['*']);
    expect(await clientsIn(database())).to.deep.equal(['*', 'ACME', 'BETA']);
  });

  it('lets a code with quotes, commas and braces be one code', async () => {
    const odd = `A","B{}'`;
    await database().transaction(tx => tx('fact_shipment').insert(shipment(odd)));
    expect(await clientsIn(restrictedTo(database(), [odd], { hold: 'role', does: 'read' }))).to.deep.equal(['*', odd]);
    await database().transaction(tx => tx('fact_shipment').where({ client: odd }).delete());
  });

  it('covers every table that is kept by client', async () => {
    const { rows } = await database().knex.raw<{ rows: { name: string }[] }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'client' and not a.attisdropped
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity`,
    );
    expect(rows).to.deep.equal([]);
  });

  it('lets nothing be written for another client, and no key or secret be read', async () => {
    const acme = restrictedTo(database(), ['ACME'], { hold: 'role', does: 'read' });
    const refused = async (work: (tx: Transaction) => PromiseLike<unknown>): Promise<string> => {
      try {
        await acme.transaction(async tx => work(tx));
      } catch (problem) {
        return problem instanceof Error && 'code' in problem ? String(problem.code) : String(problem);
      }
      return 'done';
    };
    expect(await refused(tx => tx('fact_shipment').insert({ ...shipment('BETA'), shipment_no: 'S2' }))).to.equal('42501');
    for (const table of ['api_key', 'session', 'secret']) expect(await refused(tx => tx(table).select('*'))).to.equal('42501');
    expect(await refused(tx => tx('fact_shipment').where({ client: 'BETA' }).delete())).to.equal('42501');
    expect(await clientsIn(database())).to.contain('BETA');
  });

  it('ends with its transaction', async () => {
    await clientsIn(restrictedTo(database(), ['ACME'], { hold: 'role', does: 'read' }));
    expect(await clientsIn(database())).to.deep.equal(['*', 'ACME', 'BETA']);
  });
});
