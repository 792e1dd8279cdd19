import { expect } from 'chai';
import { type EvaluationVerification, verifyEvaluations } from '../../src/app/audit/verify-evaluations.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { evaluationNames } from '../../src/store/audit/stored-evaluations.js';
import type { Transaction } from '../../src/store/connect.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const header = 'client,no,line,order_no,site,promised,delivered';
const files = {
  'plumbline.yaml':
    'time_zone: Asia/Shanghai\nclients:\n  - { code: ACME }\n  - { code: BETA }\n  - { code: CHEN, time_zone: Europe/Berlin }\n',
  'config/layouts/plain.yaml': shipmentLayout('plain', 'client no line order_no site promised delivered', {
    status: 'delivered',
    zone: 'Asia/Shanghai',
  }),
  'config/layouts/readings.yaml': `
layout: readings
fact: reading
fields:
  client:  { column: client }
  item:    { column: item }
  read_at: { column: at, format: yyyy-MM-dd }
  value:   { column: value }
`,
  // The orders of both clients have the same numbers, and lie apart in the order of shipments.
  'june.csv': `${header}
ACME,S1,1,O1,SHA,2026-06-03 12:00,2026-06-03 18:00
ACME,S1,2,O2,SHA,2026-06-03 12:00,2026-06-03 11:00
ACME,S2,1,O1,BJS,2026-06-04 12:00,2026-06-04 11:00
ACME,S3,1,O3,,2026-06-05 12:00,
BETA,S1,1,O1,SHA,2026-06-03 12:00,2026-06-03 10:00
BETA,S2,1,O2,SHA,2026-06-03 12:00,2026-06-03 10:00
BETA,S3,1,O1,BJS,2026-06-03 12:00,2026-06-03 10:00
`,
  'chen.csv': `${header}\nCHEN,S1,1,O1,SHA,2026-06-03 12:00,2026-06-03 18:00\n`,
  'readings.csv': 'client,item,at,value\n*,current_ratio,2026-06-10,2.5\nACME,current_ratio,2026-06-11,1.5\n',
  'later.csv': `${header}\nACME,S2,1,O1,BJS,2026-06-04 12:00,2026-06-04 15:00\n`,
};

/** What is done to the database, and of which clients some evaluation shows it. */
const tamperings: readonly (readonly [sentence: string, change: string, clients: readonly string[]])[] = [
  ['nothing', 'select 1', []],
  [
    'a delivery date',
    `update fact_shipment set delivered_at = promised_at + 1 where client = 'BETA' and shipment_no = 'S2'`,
    ['BETA'],
  ],
  ['a reading of the whole firm', `update fact_reading set value = value + 1 where client = '*'`, ['ACME', 'BETA', 'CHEN']],
  // It came after what was known of its client, and before what was known of others.
  [
    'a planted fact',
    `insert into fact_shipment (client, shipment_no, line_no, batch, row, status, first_at, last_at, promised_at, delivered_at)
     select client, 'S9', '1', 4, 1, status, first_at, last_at, promised_at, delivered_at from fact_shipment where client = 'BETA' and shipment_no = 'S1'`,
    [],
  ],
  ['a version that ended', `update fact_shipment set superseded_by = 4 where client = 'CHEN'`, []],
  [
    'the rules of another client',
    `update evaluation set rulebook = (select min(rulebook) from evaluation where client = 'BETA') where client = 'ACME'`,
    ['ACME'],
  ],
  ['a text that is no document', `update evaluation set body = substring(body from 2) where client = 'BETA'`, ['BETA']],
  [
    'a period that is none',
    `update evaluation set body = replace(body, '"period":"2026-06"', '"period":"juni"') where client = 'CHEN'`,
    ['CHEN'],
  ],
  ['a document that says nothing', `update evaluation set body = 'null' where client = 'CHEN'`, ['CHEN']],
  [
    'a moment that is none',
    `update evaluation set body = replace(body, '"as_of":"2', '"as_of":"x') where client = 'BETA'`,
    ['BETA'],
  ],
  [
    'a batch that is none',
    `update evaluation set body = regexp_replace(body, '"as_of_batch":[0-9]+', '"as_of_batch":"x"') where client = 'CHEN'`,
    ['CHEN'],
  ],
];

class Undone extends Error {}

eachDatabase('evaluations verified together', database => {
  let deps: Deps;

  before(async () => {
    deps = await depsFor(database(), await workspaceOf(files));
    await imported(deps, 'june.csv', 'plain');
    await imported(deps, 'chen.csv', 'plain');
    const evaluate = (period: string, ...clients: string[]) => evaluateClients(deps, { period, clients, actor: 'lin' });
    await evaluate('2026-06', 'ACME', 'BETA');
    await imported(deps, 'readings.csv', 'readings');
    await imported(deps, 'later.csv', 'plain');
    await evaluate('2026-06');
    await evaluate('2026-Q2', 'ACME');
  });

  for (const [sentence, change, clients] of tamperings) {
    it(`are what they are by themselves where ${sentence} was changed`, async () => {
      const names = await database().transaction(tx => evaluationNames(tx));
      expect(
        names
          .map(({ client }) => client)
          .toSorted()
          .join(' '),
      ).to.equal('ACME ACME ACME BETA BETA CHEN');
      const found: EvaluationVerification[][] = [];
      await database()
        .transaction(async tx => {
          await tx.raw(change);
          // One transaction, in which one portion follows the other.
          const inside: Pick<Deps, 'database'> = {
            database: { ...database(), kind: 'embedded', transaction: <T>(work: (of: Transaction) => Promise<T>) => work(tx) },
          };
          const together = await verifyEvaluations(inside, names);
          const alone: EvaluationVerification[] = [];
          for (const name of names) alone.push(...(await verifyEvaluations(inside, [name])));
          found.push([...together], alone);
          throw new Undone();
        })
        .catch((failure: unknown) => {
          if (!(failure instanceof Undone)) throw failure;
        });
      const [together = [], alone = []] = found;
      expect(together).to.deep.equal(alone);
      const touched = new Set(together.flatMap(({ verified, client }) => (verified ? [] : [client])));
      expect([...touched].toSorted()).to.deep.equal(clients);
    });
  }
});
