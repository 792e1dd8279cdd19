import type { Migration } from './migration.js';

/** What a layout fills by itself, whatever the file says: JSON, null where it fills nothing so, and of batches from before that was kept. */
export const batchFilled: Migration = {
  name: 'batch-filled',
  sql: 'alter table batch add column filled text;',
};
