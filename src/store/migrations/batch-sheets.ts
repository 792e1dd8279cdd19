import type { Migration } from './migration.js';

/** The sheets that a batch read, one below the other, where its source had several; a row's number says which of them it stands in. */
export const batchSheets: Migration = { name: 'batch-sheets', sql: 'alter table batch add column sheets text[];' };
