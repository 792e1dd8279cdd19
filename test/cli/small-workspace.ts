import { workspaceWith } from '../support/workspaces.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const settings = `time_zone: UTC
clients:
  - { code: ACME, name: { en: Acme Foods, zh: 艾克美食品 } }
  - { code: BETA, name: { en: Beta Parts, zh: 贝塔配件 } }
adopt: paper
`;

const shipments = shipmentLayout('shipments', 'client no status carrier promised delivered', {});

const receipts = shipmentLayout('receipts', 'client no shipped damaged', {});

/** The header of the small shipment files. */
export const head = 'no,client,status,carrier,promised,delivered';

/** ACME in March 2026: three of four on time, one that cannot be judged, one cancelled, one of April. BETA: all of one. */
export const march = `${head}
S1,ACME,delivered,Road,2026-03-02 12:00,2026-03-02 12:00
S2,ACME,delivered,Road,2026-03-03 12:00,2026-03-03 12:00:01
S3,ACME,delivered,Rail,2026-03-04 12:00,2026-03-04 11:00
S4,ACME,delivered,Rail,2026-03-05 12:00,2026-03-01 00:00
S5,ACME,delivered,,,2026-03-31 23:59:59.999
S6,ACME,cancelled,,2026-03-06 12:00,
S7,ACME,delivered,Road,2026-04-01 12:00,2026-04-01 00:00
B1,BETA,delivered,Road,2026-03-02 12:00,2026-03-02 10:00
`;

/** The small workspace: two clients, a layout of shipments and one of their receipts, its database made. */
export const smallWorkspace = (files: Readonly<Record<string, string>> = {}): Promise<string> =>
  workspaceWith({
    'plumbline.yaml': settings,
    'config/layouts/shipments.yaml': shipments,
    'config/layouts/receipts.yaml': receipts,
    'march.csv': march,
    ...files,
  });
