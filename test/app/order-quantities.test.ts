import { expect } from 'chai';
import { explain } from '../../src/app/audit/explain.js';
import { trace } from '../../src/app/audit/trace.js';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { evidenceFor } from '../../src/app/evaluation/evidence.js';
import type { Evaluation, MetricResult } from '../../src/evaluation/document.js';
import { eachDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const settings = `time_zone: UTC
clients:
  - { code: PO, name: Per order }
  - { code: PP, name: Per product }
  - { code: PL, name: Per line }
`;

const rule = (client: string, is: string): string => `  - id: ${client}-2026
    client: ${client}
    from: 2026-01-01
    rules: { delivered_in_full: '${is}' }
    measures: [{ group: Delivery, metrics: [{ metric: otif, at_least: "95%" }, { metric: in_full_delivery }] }]
`;
const contracts = `contracts:
${rule('PO', 'sum_of(delivered_qty) >= largest_of(ordered_qty)')}${rule('PP', 'sum_of(delivered_qty, product) >= largest_of(ordered_qty, product)')}`;

/** A receipt list that repeats what the order asked for on each of its lines. */
const lines = [
  ['6 and 4 of 10', 'O1', 'A', '10', '6'],
  ['', 'O1', 'A', '10', '4'],
  ['6 and 3 of 10', 'O2', 'A', '10', '6'],
  ['', 'O2', 'A', '10', '3'],
  ['10 of 10 and 10 of 20', 'O3', 'A', '10', '10'],
  ['', 'O3', 'B', '20', '10'],
  ['10 and 5 of 10 of each product', 'O4', 'A', '10', '10'],
  ['', 'O4', 'B', '10', '5'],
  ['6 and nobody knows', 'O5', 'A', '10', '6'],
  ['', 'O5', 'A', '10', ''],
  ['ordered stands on the first line alone', 'O6', 'A', '10', '6'],
  ['', 'O6', 'A', '', '4'],
  ['the second line is late', 'O7', 'A', '10', '6', 'late'],
  ['', 'O7', 'A', '10', '4'],
  ['a line alone', 'O8', 'A', '10', '10'],
  ['twice 5.25 of 10.5', 'O9', 'A', '10.5', '5.25'],
  ['', 'O9', 'A', '10.5', '5.25'],
] as const;

const file = (client: string): string =>
  [
    'client,no,order_no,product,ordered_qty,delivered_qty,promised,delivered',
    ...lines.map(([, order, product, ordered, received, when], i) => {
      const delivered = when === 'late' ? '2026-05-09T10:00:00Z' : '2026-05-04T10:00:00Z';
      return `${client},${client}${i + 1},${order},${product},${ordered},${received},2026-05-05T18:00:00Z,${delivered}`;
    }),
  ].join('\n');

eachDatabase('Orders whose quantity is repeated on every line', database => {
  let deps: Deps;
  let made: readonly Evaluation[] = [];

  before(async () => {
    const directory = await workspaceOf({
      'plumbline.yaml': settings,
      'config/contracts.yaml': contracts,
      'config/receipts.yaml': shipmentLayout(
        'receipts',
        'client no order_no product ordered_qty delivered_qty promised delivered',
      ),
      'PO.csv': file('PO'),
      'PP.csv': file('PP'),
      'PL.csv': file('PL'),
    });
    deps = await depsFor(database(), directory);
    for (const client of ['PO', 'PP', 'PL']) await imported(deps, `${client}.csv`, 'receipts');
    made = await evaluateClients(deps, { period: '2026-05', clients: ['PO', 'PP', 'PL'], actor: 'lin' });
  });

  const evaluated = (client: string): Evaluation =>
    made.find(({ document }) => document.client === client) ?? expect.fail(`${client} was not evaluated`);
  const resultOf = ({ document }: Evaluation, id: string): MetricResult =>
    document.metrics.find(({ metric }) => metric === id) ?? expect.fail(`no ${id}`);
  const because = async (of: Evaluation, memberships: string, language: 'en' | 'zh' = 'en'): Promise<readonly string[]> => {
    const { facts } = await explain(deps, { evaluation: of.id, metric: 'otif', memberships, language });
    return (facts?.rows ?? []).map(row => `${String(row['order_no'])}: ${row.because}`);
  };

  it('are in full by their lines alone, where nothing says that the lines belong together', async () => {
    const otif = resultOf(evaluated('PL'), 'otif');
    expect(otif).to.deep.include({ numerator: '1', denominator: '9' });
    expect(otif.counts).to.include({ passed: 1, failed: 8, undetermined: 0 });
  });

  it('are in full by what the lines bring together, where the contract says so', async () => {
    const otif = resultOf(evaluated('PO'), 'otif');
    // O1, O3, O4, O8 and O9; short is O2, late O7; of O5 and O6 a quantity is not known.
    expect(otif).to.deep.include({ numerator: '5', denominator: '7' });
    expect(otif.counts).to.include({ passed: 5, failed: 2, undetermined: 2 });
  });

  it('are in full by product, where the contract names it: what is over of one makes up for nothing of another', async () => {
    const otif = resultOf(evaluated('PP'), 'otif');
    expect(otif.counts).to.include({ passed: 3, failed: 4, undetermined: 2 });
  });

  it('leave a shipment of one line as it is', async () => {
    const byOrder = resultOf(evaluated('PO'), 'in_full_delivery');
    const byLine = resultOf(evaluated('PL'), 'in_full_delivery');
    expect(byOrder.counts).to.deep.equal(byLine.counts);
    expect(byOrder.counts.failed).to.be.greaterThan(0);
  });

  it('say of each line why the order failed, with the sum and the quantity that it was held against', async () => {
    const ofOrders = evaluated('PO');
    expect(await because(ofOrders, 'failed')).to.deep.equal([
      'O2: sum of delivered quantity 9 is less than ordered quantity 10',
      'O2: sum of delivered quantity 9 is less than ordered quantity 10',
      'O7: delivered 2026-05-09 10:00 after promised 2026-05-05 18:00',
    ]);
    expect(await because(ofOrders, 'undetermined')).to.deep.equal([
      'O5: delivered quantity is missing',
      'O5: delivered quantity is missing in another line of the order',
      'O6: ordered quantity is missing in another line of the order',
      'O6: ordered quantity is missing',
    ]);
    expect(await because(ofOrders, 'failed', 'zh')).to.deep.equal([
      'O2: 送达数量合计 9 小于 订购数量 10',
      'O2: 送达数量合计 9 小于 订购数量 10',
      'O7: 送达时间 2026-05-09 10:00 晚于 承诺送达时间 2026-05-05 18:00',
    ]);
    expect((await because(ofOrders, 'undetermined', 'zh')).slice(0, 2)).to.deep.equal([
      'O5: 缺少送达数量',
      'O5: 本订单的另一行缺少送达数量',
    ]);
    expect(await because(evaluated('PP'), 'failed')).to.deep.equal([
      'O2: sum of delivered quantity 9 (product "A") is less than ordered quantity 10',
      'O2: sum of delivered quantity 9 (product "A") is less than ordered quantity 10',
      'O3: delivered quantity 10 is less than ordered quantity 20',
      'O4: delivered quantity 5 is less than ordered quantity 10',
      'O7: delivered 2026-05-09 10:00 after promised 2026-05-05 18:00',
    ]);
  });

  it('are listed with the same reasons by the database, and traced from a fact', async () => {
    const ofOrders = evaluated('PO');
    const { rulebook } = deps.workspace;
    const client = rulebook.clients.find(({ code }) => code === 'PO') ?? expect.fail('no client');
    const asked = { rulebook, client, limit: 100, languages: ['en'] } as const;
    const lists = await database().transaction(tx => evidenceFor(tx, ofOrders, asked));
    const listed = lists.filter(({ metric }) => metric === 'otif').flatMap(({ rows }) => rows.map(row => row.because?.en ?? ''));
    const explained = [...(await because(ofOrders, 'failed')), ...(await because(ofOrders, 'undetermined'))];
    expect(listed.toSorted()).to.deep.equal(explained.map(text => text.slice('O1: '.length)).toSorted());
    const traced = await trace(deps, { number: 'PO4', client: 'PO' });
    expect(JSON.stringify(traced)).to.include('sum of delivered quantity 9 is less than ordered quantity 10');
  });

  it('come to the same figures by SQL and fact by fact', async () => {
    for (const client of ['PO', 'PP', 'PL'])
      expect((await verify(deps, evaluated(client).id)).findings, client).to.deep.equal([]);
  });
});
