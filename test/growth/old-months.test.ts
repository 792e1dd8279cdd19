import { expect } from 'chai';
import { spanClasses } from '../../src/facts/span-classes.js';
import type { Calendar } from '../../src/facts/place.js';
import { compileMetric } from '../../src/metrics/compile.js';
import { within } from '../../src/metrics/scan-view.js';
import { connect, type Database } from '../../src/store/connect.js';
import { clientsOfBatch, misplacedVersion, unmappedChange } from '../../src/store/audit/checks.js';
import type { Batch } from '../../src/store/batches.js';
import { contentHash } from '../../src/store/facts/content-hash.js';
import { reachOf } from '../../src/store/scan-view.js';
import { migrate } from '../../src/store/migrate.js';
import { CountingServer } from '../support/database-work.js';
import { metric } from '../support/one-metric.js';
import { inZone } from '../support/tallying.js';
import { requires } from '../support/requires.js';

const day = 86_400_000;
const months = 48;
const perMonth = 500;
const begin = Date.UTC(2022, 0, 1);
const monthOf = (number: number): { readonly from: number; readonly to: number } => ({
  from: Date.UTC(2022, number, 1),
  to: Date.UTC(2022, number + 1, 1),
});

const workingDaysLater = 'end_of_day(add_working_days(order_received_at, is_missing(customs_due_at) ? 3 : 4))';
const office: Calendar = {
  id: 'office',
  weekdays: [1, 2, 3, 4, 5],
  hours: [[9 * (day / 24), 17 * (day / 24)]],
  holidays: [['2022-12-24', '2023-01-06']],
  working: [],
};

/** Four years of one client's shipments beside another's, a batch a month; every tenth lasts three months, every hundredth two years. */
const history = `insert into fact_shipment (client, shipment_no, line_no, order_received_at, delivered_at, first_at, last_at, batch, row)
  select client, 'S' || n, '1', begins, begins + lasts, begins, begins + lasts, 1 + n / ${perMonth}, n % ${perMonth}
  from (values ('ACME'), ('OTHER')) as owner(client), generate_series(0, ${months * perMonth - 1}) as fact(n),
    lateral (select ${begin} + (n * ${Math.round((365.25 / 12) * day)}::bigint / ${perMonth}) as begins,
      case when n % 100 = 0 then 730 when n % 10 = 0 then 90 else 3 end * ${day}::bigint as lasts) as times`;

requires('postgres', 'the work for one month of a long history', () => {
  let counting: CountingServer;
  let database: Database;
  before(async () => {
    const started = await CountingServer.start();
    if (started === undefined) throw new Error('PostgreSQL is not installed');
    counting = started;
    await counting.server.run('create database history');
    database = await connect({ url: counting.server.url('history') });
    await migrate(database);
    await database.knex.raw(history);
    await database.knex.raw('analyze fact_shipment');
    counting.newWork();
  });
  after(async () => {
    await database.close();
    await counting.server.stop();
  });

  /** The rows that the database has in hand for a piece of work. */
  async function rowsFor(work: () => Promise<unknown>): Promise<number> {
    await work();
    return counting.newWork().reduce((sum, { rows }) => sum + rows, 0);
  }

  for (const [which, number] of [
    ['the first', 0],
    ['one in the middle', months / 2],
    ['the last', months - 1],
  ] as const) {
    it(`reads hardly more than the facts of ${which}`, async () => {
      const view = { ...monthOf(number), reach: { before: 0, after: 0 } };
      const facts = `select from fact_shipment f where f.client = 'ACME' and`;
      const { from, to } = view;
      const plain = await database.knex.raw<{ rows: unknown[] }>(`${facts} f.last_at >= ${from} and f.first_at < ${to}`);
      counting.newWork();
      const rows = await rowsFor(async () => {
        const { rows: found } = await database.knex.raw<{ rows: unknown[] }>(`${facts} ${within(view, 'f')}`);
        expect(found.length).to.equal(plain.rows.length);
      });
      // Twice what it finds, for an index and the table; what lasts up to a month later; a tenth of a year; a hundredth of all.
      const others = perMonth * (2 + (2 * spanClasses.years) / spanClasses.months / 10 + (2 * months) / 100);
      expect(rows).to.be.lessThan(3 * plain.rows.length + 2 * others);
      expect(rows).to.be.lessThan((months * perMonth) / 4);
    });
  }

  it('reads a month and some weeks where a contract counts working days', async () => {
    const { parts } = compileMetric(metric({ kind: 'total', of: 'shipment', dated: workingDaysLater }), []);
    const reach = reachOf(
      parts.map(part => ({ part })),
      { ...inZone('UTC'), calendar: office },
    );
    if (reach === undefined) throw new Error('all facts are read');
    const view = { ...monthOf(months / 2), reach };
    const rows = await rowsFor(() =>
      database.knex.raw(`select from fact_shipment f where f.client = 'ACME' and ${within(view, 'f')}`),
    );
    expect(rows).to.be.greaterThan(perMonth);
    expect(rows).to.be.lessThan((months * perMonth) / 4);
  });

  it('looks at the facts of a batch alone to hold it against its record', async () => {
    const batch: Batch = {
      batch: 7,
      kind: 'shipment',
      layout: null,
      file: null,
      sha256: null,
      mapped: ['order_received_at', 'delivered_at'],
      actor: 'lin',
      committed_at: 0,
      rows: { read: 0, new: 0, changed: 0, unchanged: 0, rejected: 0, skipped: 0 },
      repeated: null,
      withdraws: null,
      reason: null,
      content_hash: '',
      withdrawn_by: null,
    };
    const rows = await rowsFor(() =>
      database.transaction(async tx => {
        await contentHash(tx, batch);
        expect(await misplacedVersion(tx, batch)).to.equal(undefined);
        expect(await unmappedChange(tx, batch)).to.equal(undefined);
        expect((await clientsOfBatch(tx, batch)).touched.length).to.equal(2);
      }),
    );
    // Both clients' facts of it, in the few steps of each of the four questions.
    expect(rows).to.be.lessThan(25 * 2 * perMonth);
    expect(rows).to.be.lessThan(months * perMonth);
  });
});
