import { shipmentLayout } from './shipment-layout.js';

/** What a contract over deliveries by carrier says besides its measures. */
export interface PartsContract {
  readonly measures: string;
  readonly handout?: string;
  readonly more?: string;
}

/** A contract of the client KES, in force from 2026 on. */
export const partsContract = ({ measures, handout = '', more = '' }: PartsContract): string => `contracts:
  - id: kes-2026
    client: KES
    from: 2026-01-01
    measures:
${measures}${handout === '' ? '' : `    handout: ${handout}\n`}${more}`;

/** The measures: deliveries as a whole and by three carriers. */
export const byCarrier = `      - group: Delivery
        metrics:
          - { metric: on_time_delivery, at_least: "80%" }
          - { metric: on_time_delivery, at_least: "90%", minimum: "60%", scope: { carrier: NightStar } }
          - { metric: on_time_delivery, at_least: "95%", scope: { carrier: FedEx } }
          - { metric: on_time_delivery, at_least: "95%", scope: { carrier: UPS } }
`;

/** Deliveries of one carrier on one day: so many in time, so many an hour late. */
function deliveries(day: string, carrier: string, inTime: number, late: number): readonly string[] {
  return Array.from({ length: inTime + late }, (_, i) => {
    const at = i < inTime ? '11:30' : '13:00';
    return `KES,${carrier}-${day}-${i},delivered,${carrier},${day}T12:00:00Z,${day}T${at}:00Z`;
  });
}

/**
 * The deliveries: in March 2026 NightStar 3 of 4, FedEx 4 of 4, UPS 1 of 2; in January 2026 NightStar 1 of 2, FedEx 1 of 1; in March
 * 2025 NightStar 2 of 2, UPS 0 of 1.
 */
export const carrierFile = [
  'client,no,status,carrier,promised,delivered',
  ...deliveries('2026-03-10', 'NightStar', 3, 1),
  ...deliveries('2026-03-11', 'FedEx', 4, 0),
  ...deliveries('2026-03-12', 'UPS', 1, 1),
  ...deliveries('2026-01-10', 'NightStar', 1, 1),
  ...deliveries('2026-01-11', 'FedEx', 1, 0),
  ...deliveries('2025-03-10', 'NightStar', 2, 0),
  ...deliveries('2025-03-11', 'UPS', 0, 1),
  '',
].join('\n');

/** The files of a workspace with such a contract. */
export const partsWorkspace = (contract: PartsContract): Readonly<Record<string, string>> => ({
  'plumbline.yaml': 'time_zone: UTC\nclients: [ { code: KES, name: Kestrel Parts } ]\n',
  'config/shipments.yaml': shipmentLayout('shipments', 'client no status carrier promised delivered', {}),
  'config/contract.yaml': partsContract(contract),
  'deliveries.csv': carrierFile,
});
