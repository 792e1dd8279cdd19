import type { Migration } from './migration.js';

/** How many facts that came later a batch of mended rows has replaced, because somebody said that it may; null where it replaced none. */
export const mendsReplaced: Migration = {
  name: 'mends-replaced',
  sql: 'alter table batch add column replaced_later int;',
};
