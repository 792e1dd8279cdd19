import { connect } from '../../../src/store/connect.js';
import { loadRows } from './loading.js';

// Run as a program of its own, to be killed: loads a file that never ends, and says when the database has taken in a part of it.
const [, , where = ''] = process.argv;
const database = await connect(where.startsWith('postgres') ? { url: where } : { directory: where });
const lane = 'long '.repeat(20_000);
let row = 1;
await loadRows(
  database,
  { kind: 'transport_demand', mapped: ['client', 'demand_no', 'lane'] },
  (async function* () {
    for (;;) {
      row++;
      if (row === 400) process.stdout.write('halfway\n');
      yield [{ row, values: { client: 'killed', demand_no: String(row), lane } }];
    }
  })(),
  () => row,
);
