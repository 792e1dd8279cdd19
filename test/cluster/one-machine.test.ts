import { expect } from 'chai';
import { connect } from '../../src/store/connect.js';
import { stepsToDistribute } from '../../src/store/distribute.js';
import { CountingServer } from '../support/database-work.js';
import { plumbline } from '../support/program.js';
import { requires } from '../support/requires.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { workspaceWith } from '../support/workspaces.js';

const machines = 8;
const clients = ['ACME', 'BETA', 'GAMMA', 'DELTA'];
const shipments = `client,no,site,carrier,promised,delivered\n${clients
  .flatMap(client =>
    Array.from(
      { length: 40 },
      (_, i) => `${client},S${i},SHA,DHL,2026-05-05T12:00:00Z,2026-05-05T${i % 10 === 0 ? 13 : 11}:00:00Z`,
    ),
  )
  .join('\n')}\n`;

const config = {
  'plumbline.yaml': `time_zone: UTC\nadopt: paper\nclients: [${clients.map(code => `{ code: ${code} }`).join(', ')}]\n`,
  'config/layouts/shipments.yaml': shipmentLayout('shipments', 'client no site carrier promised delivered'),
  'may.csv': shipments,
};

/** What is done for one client. */
const steps = [
  'evaluate --period 2026-05 --client ACME',
  'improvement --period 2026-05 --client ACME',
  'scorecard --period 2026-05 --client ACME --out out',
  'period close --period 2026-05 --client ACME --dry-run',
  'period close --period 2026-05 --client ACME --as lin',
  'audit verify ACME:2026-05',
  'audit explain ACME:2026-05 on_time_delivery --membership failed',
];

/** What asks every machine even for one client, and why. */
const fanOuts: readonly (readonly [what: RegExp, reason: string])[] = [
  [
    /^select "client", "id", "period", "revision", "ledger" from "evaluation" order by/,
    'every evaluation must stand in the ledger',
  ],
  [/"?f?\.?batch"? = (?:\$)?1\b/, 'a file brings facts of many clients, and its content is hashed as a whole'],
  [/^select distinct on \(f\.batch\)/, 'facts of a batch that is not in the ledger may be anybody’s'],
];

// The tables that `db distribute` spreads are partitioned by client here as they are spread over the machines of a cluster there, so that
// the plans show what a statement needs from more than one of them.
requires('postgres', 'what one client needs lies on one machine of a cluster', () => {
  let counting: CountingServer;
  const reads = new Map<string, readonly (readonly [sql: string, partitions: readonly string[]])[]>();

  before(async function () {
    this.timeout(240_000);
    const started = await CountingServer.start();
    if (started === undefined) throw new Error('PostgreSQL is not installed');
    counting = started;
    await counting.server.run('create database parted');
    const env = { DATABASE_URL: counting.server.url('parted') };
    const cwd = await workspaceWith(config);
    const run = async (step: string): Promise<void> => {
      const { code, stderr } = await plumbline({ cwd, env }, ...step.split(' '));
      if (code !== 0) throw new Error(`${step} ended with ${code}: ${stderr}`);
    };
    await run('db migrate');
    await partition(env.DATABASE_URL);
    await run('import may.csv --layout shipments');
    for (const step of steps) {
      counting.newWork();
      await run(step);
      const found = counting.newWork().map(({ sql, read }) => [sql, read.filter(name => /_on_\d$/.test(name))] as const);
      reads.set(
        step,
        found.filter(([, partitions]) => partitions.length > 0),
      );
    }
  });
  after(() => counting.server.stop());

  const asksSeveral = ([sql, partitions]: readonly [string, readonly string[]]): boolean =>
    machinesOf(partitions) > 1 && !fanOuts.some(([what]) => what.test(sql));
  const machinesOf = (partitions: readonly string[]): number => new Set(partitions.map(name => name.slice(-1))).size;

  for (const step of steps) {
    it(step, () => {
      const found = reads.get(step) ?? [];
      expect(found.length).to.be.above(0);
      expect(found.filter(asksSeveral).map(([sql]) => sql)).to.deep.equal([]);
    });
  }

  it('whatever else asks every machine is still asked', () => {
    const sent = [...reads.values()].flat().map(([sql]) => sql);
    expect(fanOuts.filter(([what]) => !sent.some(sql => what.test(sql)))).to.deep.equal([]);
  });
});

/** Partitions every table by client that a cluster would spread. */
async function partition(url: string): Promise<void> {
  const database = await connect({ url });
  await database.transaction(async tx => {
    const planned = await stepsToDistribute(tx);
    for (const { name } of planned.filter(({ does }) => does === 'distribute')) {
      await tx.raw(`alter table ${name} rename to ${name}_whole`);
      await tx.raw(`create table ${name} (like ${name}_whole including all) partition by hash (client)`);
      for (let i = 0; i < machines; i++) {
        await tx.raw(`create table ${name}_on_${i} partition of ${name} for values with (modulus ${machines}, remainder ${i})`);
      }
    }
  });
  await database.close();
}
