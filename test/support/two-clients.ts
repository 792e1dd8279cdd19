import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { closePeriod, reopenPeriod } from '../../src/app/periods/close.js';
import { shipmentLayout } from './shipment-layout.js';

/** Two clients, one of which looks one level deep, with a standard each and a layout named after a client. */
export const twoClientsFiles: Readonly<Record<string, string>> = {
  'plumbline.yaml': `organisation: { en: Demo, zh: 示例 }
time_zone: UTC
clients:
  - { code: ACME, name: { en: Acme, zh: 艾克美 }, segment: food, depth: 1 }
  - { code: "Beta, 贝塔", name: { en: Beta, zh: 贝塔 } }
`,
  'config/layouts/beta_secret.yaml': shipmentLayout('beta_secret', 'client no line site promised delivered consignee'),
  'config/rules.yaml': `sources:
  - { id: beta_sha, client: "Beta, 贝塔", fact: shipment, every: month }
standards:
  - { metric: on_time_delivery, at_least: "60%", from: 2026-01-01, scope: { client: ACME } }
  - { metric: on_time_delivery, at_least: "77%", from: 2026-01-01, scope: { client: "Beta, 贝塔" } }
  - { metric: damage_free_delivery, at_least: "90%", from: 2026-01-01, scope: { segment: food } }
  - { metric: otif, at_least: "91%", from: 2026-01-01, scope: { segment: chemicals } }
`,
};

/** The other client's code: no part of it may be seen by the first. */
export const beta = 'Beta, 贝塔';

/** When everything of these happens. */
export const july = Date.UTC(2026, 6, 10);

const head = 'client,no,line,site,promised,delivered,consignee\n';

function shipment(client: string, no: string, day: string, { late = false, line = '1', consignee = '' } = {}): string {
  return `"${client}",${no},${line},SHA,${day}T12:00:00Z,${day}T${late ? '13' : '11'}:00:00Z,${consignee}\n`;
}

/**
 * What became of them: May of the first was closed, reopened after a late file, and closed again as revision 2; June was closed and
 * reopened, and is evaluated anew as revision 2; July is provisional. Of the second May is closed and June provisional.
 */
export async function twoClients(deps: Deps): Promise<void> {
  const load = async (name: string, ...rows: readonly string[]): Promise<void> => {
    const file = path.join(deps.workspace.directory, name);
    await writeFile(file, head + rows.join(''));
    await importFile(deps, { path: file, layout: 'beta_secret', dryRun: false, actor: 'lin' });
  };
  const close = (client: string, period: string) =>
    closePeriod(deps, {
      period,
      clients: [client],
      waivers: [{ source: 'beta_sha', reason: 'a strike' }].slice(client === beta ? 0 : 1),
      actor: 'lin',
    });
  const reopen = (period: string) => reopenPeriod(deps, { period, clients: ['ACME'], reason: 'late receipts', actor: 'wu' });
  const evaluate = (client: string, period: string) => evaluateClients(deps, { period, clients: [client], actor: 'lin' });
  const ofAcme = (day: string, from: number, count: number, late = 0): string[] =>
    Array.from({ length: count }, (_, i) => shipment('ACME', `A${from + i}`, day, { late: i < late, consignee: 'Ms Wu' }));
  await load(
    'spring.csv',
    ...ofAcme('2026-05-05', 100, 4, 1),
    ...ofAcme('2026-06-05', 200, 10, 4),
    // One shipment of three lines, of which two are late.
    ...['1', '2', '3'].map(line => shipment('ACME', 'A300', '2026-06-06', { late: line !== '1', line })),
    ...ofAcme('2026-07-02', 400, 2),
  );
  await load('beta-secret.csv', shipment(beta, 'B1', '2026-05-05'), shipment(beta, 'B2', '2026-06-05', { late: true }));
  await close('ACME', '2026-05');
  await close(beta, '2026-05');
  await load('late.csv', shipment('ACME', 'A110', '2026-05-07', { late: true }));
  await reopen('2026-05');
  await close('ACME', '2026-05');
  await close('ACME', '2026-06');
  await reopen('2026-06');
  await load('june.csv', shipment('ACME', 'A301', '2026-06-09'));
  await evaluate('ACME', '2026-06');
  await evaluate('ACME', '2026-07');
  await evaluate(beta, '2026-06');
}
