import type { Migration } from './migration.js';

/**
 * Which process answers a request or takes in the answers of a link, so that those of one that was killed are known; and that a request
 * was carried out though its answer is lost.
 */
export const serviceMarks: Migration = {
  name: 'service-marks',
  sql: `
alter table idempotent_answer add column mark text;
alter table idempotent_answer add column done boolean not null default false;
alter table survey_link add column claimed_by text;`,
};
