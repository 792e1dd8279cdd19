import { expect } from 'chai';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { workspaceOf } from '../app/importing.js';
import { freshServerUrl } from '../support/databases.js';
import { requires } from '../support/requires.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { serving } from './serving.js';

requires('postgres', 'a service that has just started', () => {
  it('has read the documents that the portfolio shows before anybody asks for them', async () => {
    const url = await freshServerUrl();
    const directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\n',
      'config/layouts/shipments.yaml': shipmentLayout('shipments', 'client no promised delivered'),
      'june.csv': 'client,no,promised,delivered\nACME,1,2026-06-10T12:00:00Z,2026-06-10T11:00:00Z\n',
    });
    const surroundings = { start: directory, workspace: directory, env: { DATABASE_URL: url }, clock: Date.now };
    const first = await serving(directory, { surroundings });
    const deps = first.running.workspace.deps();
    await importFile(deps, { path: `${directory}/june.csv`, layout: 'shipments', dryRun: false, actor: 'lin' });
    await evaluateClients(deps, { period: '2026-06', clients: [], actor: 'lin' });
    const key = await first.key({ role: 'manager' });
    await first.close();
    const second = await serving(directory, { surroundings });
    try {
      await second.running.service.background.ended();
      const read: string[] = [];
      second.running.workspace.deps().database.knex.on('query', ({ sql }: { sql: string }) => read.push(sql));
      const answer = await second.ask('/portfolio', { key });
      expect(((await answer.json()) as { clients: readonly unknown[] }).clients.length).to.equal(1);
      expect(read.length).to.be.greaterThan(0);
      expect(read.filter(sql => sql.includes('"body"'))).to.deep.equal([]);
    } finally {
      await second.close();
    }
  });
});
