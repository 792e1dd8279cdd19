import { expect } from 'chai';
import type { ClientBase } from 'pg';
import { CopiedLines } from '../../../src/store/audit/copied-lines.js';
import type { Transaction } from '../../../src/store/connect.js';
import { eachDatabase } from '../../support/databases.js';

// knex types its client as any; within a transaction this is the transaction's own pg connection.
const copied = async (tx: Transaction, statement: string): Promise<AsyncGenerator<Buffer>> =>
  ((await tx.client.acquireConnection()) as ClientBase).query(new CopiedLines(statement)).lines();

const many = 30_000;
/** More than waits in buffers, and one line that is longer than a buffer. */
const numbers = `copy (select i, repeat('x', case i when 77 then 100000 else 30 end) from generate_series(1, ${many}) i) to stdout`;

eachDatabase('Lines of COPY', database => {
  const answers = async (tx: Transaction): Promise<unknown> => (await tx.raw<{ rows: unknown[] }>('select 1 as one')).rows[0];

  it('come whole, all of them and in order', async () => {
    await database().transaction(async tx => {
      let [count, longest] = [0, 0];
      for await (const lines of await copied(tx, numbers)) {
        expect(lines.at(-1)).to.equal(10);
        for (const line of lines.toString().trimEnd().split('\n')) {
          expect(Number(line.split('\t')[0])).to.equal(++count);
          longest = Math.max(longest, line.length);
        }
      }
      expect([count, longest]).to.deep.equal([many, 100_003]);
      expect(await answers(tx)).to.deep.equal({ one: 1 });
    });
  });

  it('leave the connection of use when nobody wants the rest', async () => {
    await database().transaction(async tx => {
      for await (const lines of await copied(tx, numbers)) {
        expect(lines.length).to.be.above(0);
        break;
      }
      expect(await answers(tx)).to.deep.equal({ one: 1 });
    });
  });

  it('end with the failure of the statement', async () => {
    const statement = 'copy (select 1 / (i - 20000) from generate_series(1, 30000) i) to stdout';
    const failed = await database()
      .transaction(async tx => {
        let read = 0;
        for await (const lines of await copied(tx, statement)) read += lines.length;
        return read;
      })
      .catch((failure: unknown) => failure);
    expect(failed).to.be.an.instanceOf(Error).with.property('message').that.includes('division by zero');
    expect(await database().transaction(answers)).to.deep.equal({ one: 1 });
  });
});
