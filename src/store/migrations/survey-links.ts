import type { Migration } from './migration.js';

/** Links under which one respondent answers a survey once: only the hash of the token is kept. */
export const surveyLinks: Migration = {
  name: 'survey-links',
  sql: `
create table survey_link (
  hash text not null,
  client text not null,
  wave text not null,
  role text not null,
  created_at bigint not null,
  created_by text not null,
  expires_at bigint not null,
  used_at bigint,
  primary key (client, hash)
);
create index survey_link_hash on survey_link (hash);`,
};
