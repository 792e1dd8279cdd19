import { expect } from 'chai';
import pg from 'pg';
import { CountingServer } from '../support/database-work.js';
import { plumbline } from '../support/program.js';
import { requires } from '../support/requires.js';
import { workspaceWith } from '../support/workspaces.js';

const header = 'client,no,order,line,ordered,promised,delivered,carrier\n';

/** Orders of two lines in May, or one line more of the order that is named. */
function shipments(count: number, of = 0): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const at = `2026-05-${String((i % 25) + 1).padStart(2, '0')} 12:00`;
    return `ACME,S${of + (i >> 1)},O${of + (i >> 1)},${(i & 1) + 1 + (of > 0 ? 7 : 0)},${at},${at},${at},Carrier ${i % 7}`;
  });
  return `${header}${rows.join('\n')}\n`;
}

const files = (count: number): Readonly<Record<string, string>> => ({
  'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }]\n',
  'config/layouts/shipments.yaml': `layout: shipments
fact: shipment
fields:
  client: { column: client }
  shipment_no: { column: no }
  order_no: { column: order }
  line_no: { column: line }
  status: { const: delivered }
  order_received_at: { column: ordered }
  promised_at: { column: promised }
  delivered_at: { column: delivered }
  carrier: { column: carrier }
`,
  'may.csv': shipments(count),
  'late.csv': shipments(1, 5),
  'later.csv': shipments(1, 9),
});

requires('postgres', 'evaluating a month again after one late row', () => {
  let counting: CountingServer;
  before(async () => {
    const started = await CountingServer.start();
    if (started === undefined) throw new Error('PostgreSQL is not installed');
    counting = started;
  });
  after(() => counting.server.stop());

  /** The rows that the database has in hand for it, where the month has so many facts; percentiles, which rank all values, aside. */
  async function rowsWith(count: number): Promise<number> {
    const name = `again_${count}`;
    await counting.server.run(`create database ${name}`);
    await counting.server.run(`alter database ${name} set enable_seqscan = off`);
    const cwd = await workspaceWith(files(count));
    const env = { DATABASE_URL: counting.server.url(name) };
    const run = async (...args: readonly string[]): Promise<void> => {
      const { code, stderr } = await plumbline({ cwd, env }, ...args);
      expect(code, `${args.join(' ')}: ${stderr}`).to.equal(0);
    };
    await run('db', 'migrate');
    for (const file of ['may.csv', 'late.csv', 'later.csv']) {
      await run('import', file, '--layout', 'shipments');
      const client = new pg.Client({ connectionString: env.DATABASE_URL });
      await client.connect();
      await client.query('analyze');
      await client.end();
      counting.newWork();
      await run('evaluate', '--period', '2026-05');
    }
    const work = counting.newWork().filter(({ sql }) => !sql.includes('percentile_disc'));
    return work.reduce((sum, { rows }) => sum + rows, 0);
  }

  it('reads what changed, however many facts the month has', async () => {
    const [few, many] = [await rowsWith(500), await rowsWith(2000)];
    if (process.env['PLUMBLINE_GROWTH'] !== undefined) console.table({ few, many });
    expect(many).to.be.lessThan(1.2 * few);
    // Counting all facts takes some fifty rows of each.
    expect(many).to.be.lessThan(2 * 2000);
  });
});
