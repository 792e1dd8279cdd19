import { expect } from 'chai';
import { annexOf } from '../../src/app/scorecards/scorecard-of.js';
import { thawRules } from '../../src/evaluation/frozen.js';
import { filledRules } from '../../src/reports/counting-rules.js';
import { rulebookByHash } from '../../src/store/rulebooks.js';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import type { MetricResult } from '../../src/evaluation/document.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const layout = (name: string, fields: string): string => `layout: ${name}
fact: shipment
fields:
  client:      { const: ACME }
  shipment_no: { column: Shipment }
${fields}`;

const contract = `contracts:
  - id: acme
    client: ACME
    from: 2026-01-01
    rules:
      delivered_undamaged: 'coalesce(damaged_qty, none) == 0'
      damaged_or_lost: 'coalesce(damaged_qty + lost_qty, damaged_qty, lost_qty, none)'
    measures:
      - { group: { en: Delivery, zh: 配送 }, metrics: [ { metric: damage_free_delivery }, { metric: transport_damage_rate } ] }
`;

eachDatabase('a contract by which there was no damage where none is recorded', database => {
  let deps: Deps;
  /** Damage-free deliveries, then the share of pieces damaged or lost: what it is made of, and how many could not be judged. */
  const figures = async (): Promise<readonly string[]> => {
    const [made] = await evaluateClients(deps, { period: '2026-05', clients: ['ACME'], actor: 'lin' });
    const said = (one: MetricResult | undefined): string =>
      `${one?.numerator ?? '–'}/${one?.denominator ?? '–'}, ${one?.counts.undetermined}`;
    return ['damage_free_delivery', 'transport_damage_rate'].map(id =>
      said(made?.document.metrics.find(({ metric }) => metric === id)),
    );
  };

  /** What a workbook made now prints of what layouts fill. */
  const printed = async (asOfBatch?: number) => {
    const [made] = await evaluateClients(deps, { period: '2026-05', clients: ['ACME'], actor: 'lin' });
    if (made === undefined) throw new Error('one client was evaluated');
    const transaction = database().transaction.bind(database());
    const rules = thawRules((await transaction(tx => rulebookByHash(tx, made.document.rulebook))) ?? '');
    const known = { ...made.document, as_of_batch: asOfBatch ?? made.document.as_of_batch };
    return (await annexOf(transaction, { evaluation: { ...made, document: known }, rules, madeAt: 0 }, ['en'])).filled ?? [];
  };

  before(async () => {
    const files = {
      'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }]\n',
      'config/contracts/acme.yaml': contract,
      'config/layouts/tms.yaml': layout(
        'tms',
        '  status: { const: delivered }\n  delivered_at: { column: Delivered }\n  shipped_qty: { column: Pieces }\n',
      ),
      'config/layouts/damages.yaml': layout('damages', '  damaged_qty: { column: Damaged }\n'),
      'config/layouts/column.yaml': layout('column', '  damaged_qty: { column: Damaged, missing: { const: 0 } }\n'),
      'column.csv': 'Shipment,Damaged\nS1,\nS2,4\n',
      'tms.csv': 'Shipment,Delivered,Pieces\nS1,2026-05-04,60\nS2,2026-05-05,30\nS3,2026-05-06,10\n',
      'tms2.csv': 'Shipment,Delivered,Pieces\nS1,2026-05-04,60\nS2,2026-05-05,30\nS3,2026-05-07,10\nS4,2026-05-08,100\n',
      'damages.csv': 'Shipment,Damaged\nS2,4\n',
    };
    deps = { ...(await depsFor(database(), await workspaceOf(files))), clock: () => Date.UTC(2026, 5, 20) };
  });

  it('has no figure as long as no file has brought any: nobody records them', async () => {
    await imported(deps, 'tms.csv', 'tms');
    expect(await figures()).to.deep.equal(['–/–, 3', '0/0, 3']);
  });

  it('counts what a file of damages brings, and the others as none', async () => {
    await imported(deps, 'damages.csv', 'damages');
    expect(await figures()).to.deep.equal(['2/3, 0', '4/100, 0']);
  });

  it('keeps them when the deliveries are imported again, and is verified', async () => {
    await imported(deps, 'tms2.csv', 'tms');
    expect(await figures()).to.deep.equal(['3/4, 0', '4/200, 0']);
    expect((await verify(deps)).findings).to.deep.equal([]);
  });

  it('prints what layouts fill by themselves, with the files that are read so and stand', async () => {
    await imported(deps, 'column.csv', 'column');
    const filled = await printed();
    expect(filledRules(filled, 'en')).to.deep.equal([
      ['Status', 'delivered in all rows of the file (tms.csv, tms2.csv)'],
      ['Damaged quantity', '0 where the file has no value (column.csv)'],
    ]);
    expect(filledRules(filled, 'zh')[1]).to.deep.equal(['残损数量', '文件中没有值时为 0（column.csv）']);
    // What the same file says again stands by that.
    await imported(deps, 'column.csv', 'column');
    await withdrawImport(deps, { batch: 4, reason: 'twice', actor: 'lin' });
    expect(filledRules(await printed(6), 'en')[1]).to.deep.equal([
      'Damaged quantity',
      '0 where the file has no value (column.csv)',
    ]);
  });
});
