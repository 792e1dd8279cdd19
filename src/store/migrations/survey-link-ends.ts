import type { Migration } from './migration.js';

/** A link can be taken back before it was answered: by whom and when is kept. */
export const surveyLinkEnds: Migration = {
  name: 'survey-link-ends',
  sql: `
alter table survey_link add column revoked_at bigint;
alter table survey_link add column revoked_by text;`,
};
