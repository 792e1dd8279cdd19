import type { Migration } from './migration.js';

/** How many rows of a batch's file say the same as one before them in it; not known of batches from before, whose `unchanged` holds them. */
export const batchRepeated: Migration = { name: 'batch-repeated', sql: 'alter table batch add column repeated bigint;' };
