import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { firstInstants } from '../../src/store/recorded.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const layout = (name: string, fields: readonly string[]): string =>
  `layout: ${name}\nfact: shipment\nfields:\n  client: { column: client }\n  shipment_no: { column: no }\n${fields
    .map(field => `  ${field}_at: { column: ${field} }\n`)
    .join('')}`;
const files = {
  'plumbline.yaml':
    'time_zone: UTC\nclients: [{ code: A }, { code: B }, { code: C }, { code: D }, { code: E }, { code: F }, { code: G }]\n',
  'config/contract.yaml': `contracts:
  - { id: b, client: B, from: 2025-01-01, handout: { same_month_last_year: true },
      measures: [{ group: Delivery, metrics: [{ metric: on_time_delivery_due, at_least: "50%" }] }] }
`,
  'config/layouts/whole.yaml': layout('whole', ['promised', 'delivered']),
  'config/layouts/orders.yaml': layout('orders', ['promised']),
};
const head = 'client,no,promised,delivered\n';
const shipments = Array.from({ length: 20 }, (_, i) => `A,${i},2026-05-10 12:00,2026-05-${i < 15 ? '09' : '11'} 10:00\n`).join(
  '',
);

eachDatabase('facts that stand by a batch that said them again', database => {
  for (const [how, again] of [
    ['the same file', shipments],
    ['a file with other bytes', `${shipments}\n`],
  ] as const)
    it(`keep what is recorded of them where the batch that brought them is withdrawn: ${how}`, async () => {
      const deps = await depsFor(database(), await workspaceOf(files));
      const put = async (name: string, text: string, by: string) => {
        await writeFile(path.join(deps.workspace.directory, name), text);
        return imported(deps, name, by);
      };
      const first = await put('whole.csv', head + shipments, 'whole');
      await put('again.csv', head + again, 'whole');
      await withdrawImport(deps, { batch: first.batch ?? 0, reason: 'twice', actor: 'lin' });
      await put('order.csv', 'client,no,promised\nA,50,2026-05-12 12:00\n', 'orders');
      const [made] = await evaluateClients(deps, { period: '2026-05', clients: ['A'], actor: 'lin' });
      const found = made?.document.metrics.find(({ metric }) => metric === 'on_time_delivery_due');
      expect([found?.numerator, found?.denominator]).to.deep.equal(['15', '21']);
    });

  const lastYear = (client: string): string =>
    `${client},1,2025-05-10 12:00,2025-05-09 10:00\n${client},2,2025-05-10 12:00,2025-05-11 10:00\n`;
  const thisYear = (client: string): string => `${client},3,2026-05-10 12:00,2026-05-09 10:00\n`;
  const began = async (deps: Deps, client: string, upTo?: number): Promise<string> => {
    const first = await deps.database.transaction(tx => firstInstants(tx, client, upTo));
    return new Date(first.get('shipment') ?? 0).toISOString().slice(0, 13);
  };

  for (const [client, how, by, again, begin] of [
    ['C', 'nothing', undefined, '', '2026-05-09T10'],
    ['D', 'the same file', 'whole', head + lastYear('D'), '2025-05-09T10'],
    ['E', 'a file with other bytes', 'whole', `${head}${lastYear('E')}\n`, '2025-05-09T10'],
    ['F', 'a file with further rows', 'whole', head + lastYear('F') + thisYear('F'), '2025-05-09T10'],
    ['G', 'a file with some of the columns', 'orders', 'client,no,promised\nG,1,2025-05-10 12:00\n', '2025-05-10T12'],
  ] as const)
    it(`begin when they did where the batch that brought them is withdrawn, and ${how} says them again`, async () => {
      const deps = await depsFor(database(), await workspaceOf(files));
      const put = async (name: string, text: string, layout: string): Promise<number> => {
        await writeFile(path.join(deps.workspace.directory, name), text);
        return (await imported(deps, name, layout)).batch ?? 0;
      };
      const withdraw = (batch: number) => withdrawImport(deps, { batch, reason: 'twice', actor: 'lin' });
      const first = await put('first.csv', head + lastYear(client), 'whole');
      const second = by === undefined ? undefined : await put('again.csv', again, by);
      await withdraw(first);
      const last = await put('this-year.csv', head + thisYear(client), 'whole');
      expect([await began(deps, client, first), await began(deps, client)]).to.deep.equal(['2025-05-09T10', begin]);
      if (second !== undefined) await withdraw(second);
      expect([await began(deps, client, last), await began(deps, client)]).to.deep.equal([begin, '2026-05-09T10']);
    });

  it('have a figure of last year', async () => {
    const deps = await depsFor(database(), await workspaceOf(files));
    const put = async (name: string, text: string): Promise<number> => {
      await writeFile(path.join(deps.workspace.directory, name), head + text);
      return (await imported(deps, name, 'whole')).batch ?? 0;
    };
    const first = await put('first.csv', lastYear('B'));
    await put('again.csv', lastYear('B'));
    await withdrawImport(deps, { batch: first, reason: 'twice', actor: 'lin' });
    await put('this-year.csv', thisYear('B'));
    const [made] = await evaluateClients(deps, { period: '2026-05', clients: ['B'], actor: 'lin' });
    const found = made?.document.metrics.find(({ metric }) => metric === 'on_time_delivery_due');
    expect([found?.last_year?.numerator, found?.last_year?.denominator]).to.deep.equal(['1', '2']);
  });
});
