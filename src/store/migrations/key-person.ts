import type { Migration } from './migration.js';

/** The person that a key belongs to, who may have several: their keys are one pair of eyes. */
export const keyPerson: Migration = { name: 'key_person', sql: 'alter table api_key add column person text;' };
