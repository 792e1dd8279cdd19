import type { Migration } from './migration.js';

/** Keys of the service, their sessions and answers that must not be given twice; the history of jobs. */
export const service: Migration = {
  name: 'service',
  sql: `
create table api_key (
  id text primary key,
  hash text not null unique,
  name text not null,
  role text not null check (role in ('client', 'manager', 'auditor', 'admin')),
  clients text[] not null default '{}',
  created_at bigint not null,
  created_by text not null,
  expires_at bigint,
  last_used_at bigint,
  revoked_at bigint,
  revoked_by text
);
create table session (
  hash text primary key,
  key_id text not null references api_key (id),
  created_at bigint not null,
  expires_at bigint not null
);
create table idempotent_answer (
  key_id text not null,
  idempotency_key text not null,
  request_hash text not null,
  status integer,
  headers text,
  body text,
  made_at bigint not null,
  primary key (key_id, idempotency_key)
);
create table upload (
  id text primary key,
  key_id text not null,
  layout text not null,
  file text not null,
  state text not null check (state in ('running', 'done', 'failed')),
  started_at bigint not null,
  ended_at bigint,
  answer text
);
create table job_run (
  id bigint generated always as identity primary key,
  job text not null,
  due_at bigint not null,
  started_at bigint not null,
  ended_at bigint,
  attempt integer not null,
  outcome text check (outcome in ('done', 'failed', 'stopped')),
  counts text not null default '{}',
  log text not null default ''
);
create index job_run_job on job_run (job, id);
create table job_watermark (
  job text primary key,
  watermark text not null,
  run bigint not null
);`,
};
