import type { Migration } from './migration.js';

/** Batches are found by what they brought, so that the same rows in another file need no merge. */
export const batchContent: Migration = {
  name: 'batch-content',
  sql: 'create index batch_content on batch (content_hash) where "new" + changed > 0;',
};
