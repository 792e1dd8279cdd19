import type { Migration } from './migration.js';

/**
 * Columns for who started a run of a job and what it found, and a table of when each job was first known: a job does not make
 * up for runs before that.
 */
export const jobs: Migration = {
  name: 'jobs',
  sql: `
alter table job_run
  add column started_by text not null default 'schedule' check (started_by in ('schedule', 'hand', 'chain')),
  add column actor text not null default 'schedule',
  add column findings text not null default '[]';
create unique index job_run_once on job_run (job, due_at, attempt) where started_by = 'schedule';
create table job_known (
  job text primary key,
  known_since bigint not null
);`,
};
