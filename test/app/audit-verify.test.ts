import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { rerun } from '../../src/app/audit/rerun.js';
import { type Verification, verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { canonicalJson } from '../../src/evaluation/canonical.js';
import type { Evaluation } from '../../src/evaluation/document.js';
import type { Database } from '../../src/store/connect.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';
import { whatOf } from '../support/worded.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const layout = shipmentLayout('plain', 'client no line site promised delivered', { status: 'delivered', zone: 'Asia/Shanghai' });
const damage = shipmentLayout('damage', 'client no line shipped damaged', { zone: 'Asia/Shanghai' });
const readings = `
layout: readings
fact: reading
fields:
  client:  { column: client }
  item:    { column: item }
  read_at: { column: at, format: yyyy-MM-dd }
  value:   { column: value }
`;

const files = {
  'plumbline.yaml': 'time_zone: Asia/Shanghai\nclients:\n  - { code: ACME }\n  - { code: BETA }\n',
  'config/layouts/plain.yaml': layout,
  'config/layouts/damage.yaml': damage,
  'config/layouts/readings.yaml': readings,
  'june.csv': `client,no,line,site,promised,delivered
ACME,S1,1,SHA,2026-06-03 12:00,2026-06-03 18:00
ACME,S1,2,SHA,2026-06-03 12:00,2026-06-03 11:00
ACME,S2,1,BJS,2026-06-04 12:00,2026-06-04 11:00
ACME,S3,1,,2026-06-05 12:00,
ACME,S0,1,SHA,2026-05-05 12:00,2026-05-05 11:00
BETA,B1,1,SHA,2026-06-03 12:00,2026-06-03 10:00
ACME,S4,1,BJS,2026-06-04 12:00,2026-06-04 11:00
`,
  'damage.csv': 'client,no,line,shipped,damaged\nACME,S1,1,10,2\nACME,S2,1,40,0\n',
  'readings.csv': 'client,item,at,value\n*,current_ratio,2026-06-10,2.5\nACME,current_ratio,2026-06-11,1.5\n',
  'later.csv': 'client,no,line,site,promised,delivered\nACME,S2,1,BJS,2026-06-04 12:00,2026-06-04 15:00\n',
};

/** Runs SQL, and undoes it after the work. */
async function touching<T>(database: Database, change: string, undo: string, work: () => Promise<T>): Promise<T> {
  await database.transaction(tx => tx.raw(change.replaceAll('?', '\\?')));
  try {
    return await work();
  } finally {
    await database.transaction(tx => tx.raw(undo.replaceAll('?', '\\?')));
  }
}

const codes = ({ findings }: Verification): readonly string[] => [...new Set(findings.map(({ code }) => code))];

eachDatabase('audit verify and rerun', database => {
  let deps: Deps;
  let directory: string;
  let june: Evaluation;

  before(async () => {
    directory = await workspaceOf(files);
    deps = await depsFor(database(), directory);
    await imported(deps, 'june.csv', 'plain');
    await imported(deps, 'damage.csv', 'damage');
    await imported(deps, 'readings.csv', 'readings');
    [june] = (await evaluateClients(deps, { period: '2026-06', clients: ['ACME'], actor: 'lin' })) as [Evaluation];
    await evaluateClients(deps, { period: '2026-06', clients: ['BETA'], actor: 'lin' });
    await imported(deps, 'later.csv', 'plain');
    await evaluateClients(deps, { period: '2026-06', clients: ['ACME'], actor: 'lin' });
    await withdrawImport(deps, { batch: 4, reason: 'wrong', actor: 'lin' });
    await evaluateClients(deps, { period: '2026-Q2', clients: [], actor: 'lin' });
  });

  it('finds nothing where nothing was touched, over corrections, withdrawals, several clients and readings of the whole firm', async () => {
    const all = await verify(deps);
    expect(all.findings).to.deep.equal([]);
    expect({
      verified: all.verified,
      batches: all.batches,
      evaluations: all.evaluations.length,
      ledger: { ...all.ledger, head: all.ledger.head?.entry },
    }).to.deep.equal({
      verified: true,
      batches: 5,
      evaluations: 5,
      ledger: { entries: 10, intact: true, head: 10 },
    });
    const one = await verify(deps, june.id.slice(0, 6));
    expect(one.evaluations.map(({ evaluation, verified }) => [evaluation, verified])).to.deep.equal([[june.id, true]]);
    expect(one.batches).to.equal(3);
  });

  const fact = (values: string): string => `update fact_shipment set ${values} where client = 'ACME' and shipment_no = 'S4'`;
  const delivered = Date.UTC(2026, 5, 4, 3);
  const promised = Date.UTC(2026, 5, 4, 4);
  // Planted facts are later than every evaluated period, so that figures alone cannot show them.
  const day = 86_400_000 * 60;

  it('finds a changed delivery date, by both evaluators, and names metric, field and both figures', async () => {
    const late = promised + 1;
    const first = await touching(
      database(),
      fact(`delivered_at = ${late}, first_at = ${promised}, last_at = ${late}`),
      fact(`delivered_at = ${delivered}, first_at = ${delivered}, last_at = ${promised}`),
      () => verify(deps, june.id),
    );
    expect(codes(first)).to.deep.equal(['batch_facts_altered', 'evaluation_not_reproduced']);
    expect(first.verified).to.equal(false);
    const reproduced = first.findings.filter(({ code }) => code === 'evaluation_not_reproduced').map(whatOf);
    expect(reproduced).to.have.length(2);
    expect(reproduced[0]).to.contain('by SQL').and.contain('ACME').and.contain('2026-06');
    expect(reproduced[1]).to.contain('row by row');
    expect(first.evaluations[0]?.difference).to.include({ by: 'sql', metric: 'otif', field: 'counts.failed' });
    expect(Number(first.evaluations[0]?.difference?.found)).to.equal(Number(first.evaluations[0]?.difference?.expected) + 1);
  });

  const changes: readonly (readonly [sentence: string, change: string, undo: string, codes: readonly string[]])[] = [
    [
      'one byte of a text in a fact',
      fact(`site = 'BJT'`),
      fact(`site = 'BJS'`),
      ['batch_facts_altered', 'evaluation_not_reproduced'],
    ],
    [
      'a quantity that a later batch carried over',
      `update fact_shipment set damaged_qty = 1 where client = 'ACME' and shipment_no = 'S2' and batch = 4`,
      `update fact_shipment set damaged_qty = 0 where client = 'ACME' and shipment_no = 'S2' and batch = 4`,
      ['fact_altered', 'evaluation_not_reproduced'],
    ],
    [
      'a fact kept under another time',
      `update fact_shipment set last_at = 1 where shipment_no = 'S0'`,
      `update fact_shipment set last_at = ${Date.UTC(2026, 4, 5, 4)} where shipment_no = 'S0'`,
      ['fact_altered', 'evaluation_not_reproduced'],
    ],
    [
      'a version that is ended for nothing',
      `update fact_shipment set superseded_by = 3 where shipment_no = 'S0'`,
      `update fact_shipment set superseded_by = null where shipment_no = 'S0'`,
      ['fact_altered', 'evaluation_not_reproduced'],
    ],
    [
      'a row number',
      `update fact_shipment set row = 99 where shipment_no = 'S0'`,
      `update fact_shipment set row = 6 where shipment_no = 'S0'`,
      ['batch_facts_altered'],
    ],
    [
      'a batch’s file',
      `update batch set file = 'x.csv' where batch = 1`,
      `update batch set file = (select body::json->>'file' from ledger where kind = 'import' order by entry limit 1) where batch = 1`,
      ['batch_record_altered'],
    ],
    [
      'whose rejected rows a batch mends',
      `update batch set mends = 1, mended = '{2}', rejected_again = '{}' where batch = 2`,
      `update batch set mends = null, mended = null, rejected_again = null where batch = 2`,
      ['batch_record_altered'],
    ],
    [
      'one byte of an entry of the ledger',
      `update ledger set actor = 'lim' where entry = 2`,
      `update ledger set actor = 'lin' where entry = 2`,
      ['ledger_broken', 'batch_record_altered'],
    ],
    [
      'an entry taken out of the ledger',
      `update ledger set entry = 1000 where entry = 2`,
      `update ledger set entry = 2 where entry = 1000`,
      ['ledger_broken'],
    ],
    [
      'one byte of the frozen rules',
      `update rulebook set body = replace(body, '"grace":"minutes(0)"', '"grace":"minutes(9)"')`,
      `update rulebook set body = replace(body, '"grace":"minutes(9)"', '"grace":"minutes(0)"')`,
      ['rules_altered'],
    ],
    [
      'the revision of an evaluation',
      `update evaluation set revision = 7 where client = 'BETA' and period = '2026-06'`,
      `update evaluation set revision = 1 where client = 'BETA' and period = '2026-06'`,
      ['evaluation_record_altered'],
    ],
    [
      'the state of an evaluation',
      `update evaluation set state = 'closed' where client = 'BETA' and period = '2026-06'`,
      `update evaluation set state = 'provisional' where client = 'BETA' and period = '2026-06'`,
      ['evaluation_record_altered'],
    ],
    [
      'the stretch of time that a batch touched',
      `update batch_client set last_at = last_at + 1 where batch = 1 and client = 'BETA'`,
      `update batch_client set last_at = last_at - 1 where batch = 1 and client = 'BETA'`,
      ['batch_clients_altered'],
    ],
    [
      'since when a client has facts',
      `update known_client set first_batch = first_batch + 1 where client = 'BETA'`,
      `update known_client set first_batch = first_batch - 1 where client = 'BETA'`,
      ['batch_clients_altered'],
    ],
    ...[
      ['of a batch that never was', 0],
      ['of a batch that is yet to come', 99],
      ['of a batch that brought another kind', 3],
    ].map(
      ([sentence, batch]) =>
        [
          `a planted fact ${sentence}`,
          `insert into fact_shipment (client, shipment_no, line_no, batch, row, status, first_at, last_at, promised_at, delivered_at)
           values ('ACME', 'S9', '1', ${batch}, 1, 'delivered', ${delivered + day}, ${promised + day}, ${promised + day}, ${delivered + day})`,
          `delete from fact_shipment where shipment_no = 'S9'`,
          ['facts_unbrought'],
        ] as const,
    ),
  ];
  for (const [sentence, change, undo, wanted] of changes) {
    it(`finds ${sentence}`, async () => {
      const found = await touching(database(), change, undo, () => verify(deps));
      expect(codes(found)).to.deep.equal(wanted);
      expect(found.verified).to.equal(false);
    });
  }

  it('finds one digit of a stored document, and what it was', async () => {
    const body = canonicalJson(june.document);
    const at = body.indexOf('"as_of_batch":3');
    const changed = `${body.slice(0, at)}"as_of_batch":2${body.slice(at + 15)}`;
    const set = (text: string): string => `update evaluation set body = '${text.replaceAll("'", "''")}' where id = '${june.id}'`;
    const found = await touching(database(), set(changed), set(body), () => verify(deps, june.id));
    expect(codes(found)).to.include('evaluation_altered').and.include('evaluation_not_reproduced');
  });

  it('says where a stored value differs from both evaluators', async () => {
    const result = june.document.metrics.find(({ value: one }) => one !== null);
    if (result === undefined) throw new Error('no value');
    const other = {
      ...june.document,
      metrics: june.document.metrics.map(one => (one === result ? { ...one, value: 0.123 } : one)),
    };
    const set = (text: string): string => `update evaluation set body = '${text.replaceAll("'", "''")}' where id = '${june.id}'`;
    const found = await touching(database(), set(canonicalJson(other)), set(canonicalJson(june.document)), () =>
      verify(deps, june.id),
    );
    expect(found.evaluations[0]?.difference).to.deep.equal({
      by: 'sql',
      metric: result.metric,
      field: 'value',
      character: null,
      expected: '0.123',
      found: String(result.value),
    });
  });

  it('finds an evaluation that is gone', async () => {
    const [kept] = (
      await database().transaction(tx =>
        tx.raw<{ rows: Record<string, unknown>[] }>(`select * from evaluation where client = 'BETA' and period = '2026-06'`),
      )
    ).rows;
    await database().transaction(tx => tx('evaluation').where({ client: 'BETA', period: '2026-06' }).delete());
    try {
      expect(codes(await verify(deps))).to.deep.equal(['evaluation_missing']);
    } finally {
      await database().transaction(tx => tx('evaluation').insert(kept));
    }
  });

  it('runs an evaluation again to the same bytes, whatever config says by then', async () => {
    await writeFile(
      path.join(directory, 'config', 'changed.yaml'),
      'standards:\n  - { metric: on_time_delivery, at_least: "10%", from: 2026-01-01, params: { grace: "days(3)" } }\n',
    );
    const changed = await depsFor(database(), directory);
    expect(await rerun(changed, june.id)).to.equal(canonicalJson(june.document));
    expect((await verify(changed)).findings).to.deep.equal([]);
  });

  it('names the nearest evaluation where there is none', async () => {
    const stop = await stopOf(rerun(deps, 'ACMEE:2026-06'));
    expect(stop.exitCode).to.equal(2);
    expect(stop.faults[0]).to.include({ code: 'evaluation_unknown' });
    expect(whatOf(stop.faults[0])).to.contain('Did you mean ACME:2026-06?');
  });
});
