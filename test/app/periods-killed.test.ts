import { randomInt } from 'node:crypto';
import { expect } from 'chai';
import { closePeriod, reopenPeriod } from '../../src/app/periods/close.js';
import type { ExclusionBody } from '../../src/app/evaluation/amendments-in-force.js';
import { amendmentsOf } from '../../src/store/amendments.js';
import { connect, type Database, type Transaction } from '../../src/store/connect.js';
import { closedEvaluation } from '../../src/store/evaluations.js';
import { verifyLedger } from '../../src/store/ledger.js';
import { periodStandingOf } from '../../src/store/periods.js';
import { killAfter, killCount, type Where, whenKilled } from '../support/killed.js';
import { depsFor, figure, imported, workspaceOf } from './importing.js';

const program = new URL('endless-closing.ts', import.meta.url);
const clients = ['ACME', 'BETA'];
const period = '2026-06';
const files = {
  'plumbline.yaml': 'time_zone: UTC\n',
  'config/acme.yaml':
    'layout: acme\nfact: shipment\nfields: { client: { column: client }, shipment_no: { column: no }, delivered_at: { column: at }, status: { const: delivered } }\n',
  'june.csv': 'client,no,at\nACME,1,2026-06-30\nBETA,2,2026-06-30\n',
};

async function expectWhole(database: Database): Promise<void> {
  expect(await database.transaction(tx => verifyLedger(tx))).to.equal(undefined);
  const of = (table: string): Promise<number> => figure(database, `select count(*) from ${table}`);
  const [first, other] = await database.transaction(async tx => {
    const both = [];
    for (const client of clients) both.push(await periodStandingOf(tx, client, period));
    for (const { closings } of both) for (const closing of closings) await closedEvaluation(tx, closing);
    return both;
  });
  // Both clients or none, and with every closing its evaluation.
  expect([first?.closings.length, first?.reopenings.length]).to.deep.equal([other?.closings.length, other?.reopenings.length]);
  expect(first?.closings.map(closing => closing.revision)).to.deep.equal(first?.closings.map((_, i) => i + 1));
  const evaluations = await of('evaluation');
  expect(await of("ledger where kind = 'evaluation'")).to.equal(evaluations);
  expect(evaluations).to.be.at.least(2 * (first?.closings.length ?? 0));
  await database.transaction(expectWholeAmendments);
}

/** An accepted dispute has its one exclusion, and that was approved with it; what was revoked was approved before. */
async function expectWholeAmendments(tx: Transaction): Promise<void> {
  const exclusions = await amendmentsOf<ExclusionBody>(tx, { kind: 'exclusion' });
  for (const { number, state } of await amendmentsOf(tx, { kind: 'dispute' })) {
    const made = exclusions.filter(({ body }) => body.dispute === number);
    expect(made.map(one => one.decisions[0]?.kind)).to.deep.equal(state === 'approved' ? ['approval'] : []);
  }
  for (const { state, decisions } of exclusions)
    if (state === 'revoked') expect(decisions.map(({ kind }) => kind)).to.deep.equal(['approval', 'revocation']);
}

async function survives(where: Where): Promise<void> {
  const directory = await workspaceOf(files);
  const using = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    const database = await connect(where);
    return work(database).finally(() => database.close());
  };
  await using(async database => imported(await depsFor(database, directory), 'june.csv', 'acme'));
  for (let run = 0; run < killCount; run++) {
    await killAfter(randomInt(1, 900), program, where, directory);
    await using(expectWhole);
  }
  await using(async database => {
    const deps = { ...(await depsFor(database, directory)), clock: () => Date.UTC(2026, 6, 2) };
    const { state } = await database.transaction(tx => periodStandingOf(tx, 'ACME', period));
    if (state === 'closed') await reopenPeriod(deps, { period, clients, reason: 'at last', actor: 'lin' });
    await closePeriod(deps, { period, clients, waivers: [], actor: 'lin', at: Date.UTC(2026, 6, 9) });
    await expectWhole(database);
  });
}

whenKilled(
  `a process killed while it closes, amends and reopens (${killCount} times; PLUMBLINE_RUNS sets how often)`,
  'leaves nothing half done',
  survives,
);
