import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const layout = (name: string, fields: readonly string[]): string =>
  `layout: ${name}\nfact: shipment\nfields:\n  client: { column: client }\n  shipment_no: { column: no }\n${fields
    .map(field => `  ${field}_at: { column: ${field} }\n`)
    .join('')}`;
const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients:\n  - { code: A, name: { en: A, zh: A } }\n',
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
});
