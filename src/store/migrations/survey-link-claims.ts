import type { Migration } from './migration.js';

/** A link whose answers are being taken in is nobody else's meanwhile; it is used once they are in. */
export const surveyLinkClaims: Migration = {
  name: 'survey-link-claims',
  sql: 'alter table survey_link add column claimed_at bigint;',
};
