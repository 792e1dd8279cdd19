import type { Migration } from './migration.js';

/** How a batch's file was read, so that the same file need not be read again: the batch that repeats another one names it. */
export const batchReadings: Migration = {
  name: 'batch-readings',
  sql: `
alter table batch add column bytes bigint, add column reading text, add column repeats int;
create index batch_read on batch (bytes) where reading is not null;
create index batch_repeats on batch (repeats) where repeats is not null;`,
};
