import type { Migration } from './migration.js';

/**
 * Which batch's rejected rows a batch imports once more, by their numbers in the source: those that it has taken, and those that it has
 * rejected again. How many rows the list of a batch's rejected rows holds, and of which clients it has some: both not known of batches from
 * before, whose lists hold as many rows as were rejected.
 */
export const batchMends: Migration = {
  name: 'batch-mends',
  sql: `
alter table batch add column mends int;
alter table batch add column mended text[];
alter table batch add column rejected_again text[];
alter table batch add column rejected_rows int;
alter table batch_row_client add column rejected boolean;
create index batch_mends on batch (mends) where mends is not null;`,
};
