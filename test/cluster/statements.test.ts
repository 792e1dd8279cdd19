import { expect } from 'chai';
import pg from 'pg';
import { stepsToDistribute } from '../../src/store/distribute.js';
import { connect } from '../../src/store/connect.js';
import { CountingServer } from '../support/database-work.js';
import { plumbline } from '../support/program.js';
import { requires } from '../support/requires.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { workspaceWith } from '../support/workspaces.js';

const clients = ['ACME', 'BETA'];
const shipments = (late: number): string =>
  `client,no,site,carrier,promised,delivered\n${clients
    .flatMap(client =>
      Array.from({ length: 40 }, (_, i) => {
        const hour = i % 10 === late ? 13 : 11;
        return `${client},S${i},SHA,DHL,2026-05-05T12:00:00Z,2026-05-05T${hour}:00:00Z`;
      }),
    )
    .join('\n')}\n`;

const config = {
  'plumbline.yaml': `time_zone: UTC\nadopt: paper\nclients: [${clients.map(code => `{ code: ${code} }`).join(', ')}]\n`,
  'config/layouts/shipments.yaml': shipmentLayout('shipments', 'client no site carrier promised delivered'),
  'may.csv': shipments(0),
  'corrected.csv': shipments(5),
};

/** Each step and what it is, after which facts were imported, corrected, evaluated, handed over, closed, verified and taken back. */
const steps = [
  'import may.csv --layout shipments',
  'import may.csv --layout shipments',
  'evaluate --period 2026-05',
  'import corrected.csv --layout shipments',
  'evaluate --period 2026-05',
  'scorecard --period 2026-05 --out out',
  'period close --period 2026-05 --as lin',
  'audit verify',
  'import withdraw 3 --reason wrong',
];

/** What Citus refuses, or answers wrongly, in a statement over tables that are spread over its machines, and what to write instead. */
const refused: readonly (readonly [what: RegExp, instead: string])[] = [
  [/\bctid\b/, 'name rows by a column of their own'],
  [/\bfor (?:no key )?update\b/, 'take a lock by its number'],
  [/\bgrouping sets\b|\bgroup by (?:cube|rollup)\b/, 'one select for each grouping, with `union all`'],
  [/set_config\('plumbline\./, 'use `set local`, which reaches the machines'],
  [/\bon conflict (?:do|\((?!client\b))/, 'name a unique index that begins with the client'],
  [
    /^\s*(?:with \w+ as \()?(?:update|delete)\b[^;]*\bexists \(select from pg_temp\./,
    'gather what the subquery finds in a temporary table, and join that',
  ],
];

requires('postgres', 'statements over tables that can be spread over a cluster', () => {
  let counting: CountingServer;
  let spread: readonly string[] = [];
  const statements = new Set<string>();

  before(async function () {
    this.timeout(240_000);
    const started = await CountingServer.start();
    if (started === undefined) throw new Error('PostgreSQL is not installed');
    counting = started;
    await counting.server.run('create database cluster');
    const env = { DATABASE_URL: counting.server.url('cluster') };
    const cwd = await workspaceWith(config);
    await plumbline({ cwd, env }, 'db', 'migrate');
    counting.newWork();
    for (const step of steps) {
      const { code, stderr } = await plumbline({ cwd, env }, ...step.split(' '));
      if (code !== 0) throw new Error(`${step} ended with ${code}: ${stderr}`);
    }
    for (const { sql } of counting.newWork()) statements.add(sql);
    const database = await connect({ url: env.DATABASE_URL });
    const planned = await database.transaction(stepsToDistribute);
    spread = planned.filter(({ does }) => does === 'distribute').map(({ name }) => name);
    await database.close();
  });
  after(() => counting.server.stop());

  const ofSpread = (): readonly string[] => {
    const named = new RegExp(`\\b(?:${spread.join('|')})\\b`);
    return [...statements].filter(sql => named.test(sql));
  };

  it('are seen at all', () => {
    expect(spread).to.include.members(['fact_shipment', 'evaluation']);
    expect(ofSpread().length).to.be.above(20);
  });

  it('have nothing that a cluster refuses', () => {
    const found = ofSpread().flatMap(sql => refused.filter(([what]) => what.test(sql)).map(([, instead]) => ({ sql, instead })));
    expect(found).to.deep.equal([]);
  });

  it('policies look into no other table by a subquery, and unique indexes have the client', async () => {
    const client = new pg.Client({ connectionString: counting.server.url('cluster') });
    await client.connect();
    const { rows: policies } = await client.query<{ name: string }>(
      `select polrelid::regclass || ' ' || polname as name from pg_policy
       where concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) ~* 'select'`,
    );
    const { rows: indexes } = await client.query<{ name: string }>(
      `select i.indexrelid::regclass::text as name from pg_index i
       where i.indisunique and i.indrelid = any ($1::regclass[]) and not exists (
         select from pg_attribute a where a.attrelid = i.indrelid and a.attname = 'client' and a.attnum = any (i.indkey::int2[]))`,
      [spread],
    );
    await client.end();
    expect([policies, indexes]).to.deep.equal([[], []]);
  });
});
