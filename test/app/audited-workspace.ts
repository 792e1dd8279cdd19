import type { Deps } from '../../src/app/deps.js';
import type { Database } from '../../src/store/connect.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const settings = `organisation: { en: Demo, zh: 示例 }
time_zone: Asia/Shanghai
clients:
  - { code: ACME, name: { en: Acme, zh: 艾克美 } }
`;

const files = {
  'config/layouts/plain.yaml': shipmentLayout('plain', 'client no site promised delivered', {
    status: 'delivered',
    zone: 'Asia/Shanghai',
  }),
  'months.csv': `client,no,site,promised,delivered
ACME,S1,SHA,2026-06-03 12:00,2026-06-03 18:00
ACME,S2,SHA,2026-06-04 12:00,2026-06-04 11:00
ACME,S3,BJS,2026-06-05 12:00,2026-06-05 11:00
ACME,S4,BJS,2026-05-05 12:00,2026-05-05 11:00
ACME,S5,BJS,2026-05-06 12:00,2026-05-06 13:00
ACME,S6,BJS,2026-04-06 12:00,2026-04-06 11:00
`,
};

/** A client with three months of deliveries, two of three in time in June; lines for plumbline.yaml can be added. */
export async function auditedWorkspace(database: Database, more = ''): Promise<Deps> {
  const deps = await depsFor(database, await workspaceOf({ ...files, 'plumbline.yaml': settings + more }));
  await imported(deps, 'months.csv', 'plain');
  return deps;
}
