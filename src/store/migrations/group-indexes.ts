import type { Migration } from './migration.js';

/**
 * The other lines of an order are found by its number, as those of a shipment are by the key. An index holds no text of any length: what is
 * longer than a part of a key may be is left out, and compared instead (`metrics/groups-of-several.ts`).
 */
export const groupIndexes: Migration = {
  name: 'group-indexes',
  sql: `create index fact_shipment_order on fact_shipment (client, order_no) where octet_length(order_no) <= 400;`,
};
