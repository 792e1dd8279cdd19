import { expect } from 'chai';
import { eachDatabase } from '../support/databases.js';

eachDatabase('a database', database => {
  it('gives int8 as a number, numeric and date as text', async () => {
    const { rows } = await database().knex.raw("select 5::int8 as a, 1.50::numeric as b, date '2024-01-02' as c");
    expect(rows).to.deep.equal([{ a: 5, b: '1.50', c: '2024-01-02' }]);
  });
});
