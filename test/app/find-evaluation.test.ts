import { expect } from 'chai';
import { resolveEvaluation } from '../../src/app/audit/find-evaluation.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { lastBatchesWithFirm } from '../../src/store/batches.js';
import { eachDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const files = {
  'plumbline.yaml': 'time_zone: UTC\n',
  'config/layouts/plain.yaml': shipmentLayout('plain', 'client no promised delivered', { status: 'delivered' }),
  'config/layouts/readings.yaml': `
layout: readings
fact: reading
fields:
  client:  { column: client }
  item:    { column: item }
  read_at: { column: at, format: yyyy-MM-dd }
  value:   { column: value }
`,
  'june.csv': `client,no,promised,delivered
B,S1,2026-06-03 12:00,2026-06-03 11:00
B:C,S1,2026-06-03 12:00,2026-06-03 11:00
`,
  'readings.csv': 'client,item,at,value\n*,current_ratio,2026-06-10,2.5\n',
};

eachDatabase('evaluations by client and period', database => {
  it('are found where the client’s code has a colon', async () => {
    const deps = await depsFor(database(), await workspaceOf(files));
    await imported(deps, 'june.csv', 'plain');
    const made = await evaluateClients(deps, { period: '2026-06', clients: ['B', 'B:C'], actor: 'lin' });
    const idOf = (given: string): Promise<string> => database().transaction(async tx => (await resolveEvaluation(tx, given)).id);
    for (const { id, document } of made)
      for (const given of [`${document.client}:2026-06`, `${document.client}:2026-06:1`, id])
        expect(await idOf(given)).to.equal(id);
    await imported(deps, 'readings.csv', 'readings');
    const last = await database().transaction(tx => lastBatchesWithFirm(tx, ['B', 'NOBODY']));
    expect([last('B')?.batch, last('NOBODY')?.batch]).to.deep.equal([2, 2]);
  });
});
