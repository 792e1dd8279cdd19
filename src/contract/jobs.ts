import { z } from 'zod';
import type { Answer, Request } from './answer.js';
import { faultSchema } from './fault.js';
import { count, instant } from './scalars.js';

const numbers = z.record(z.string(), z.number()).describe('What was counted, by what it is: files, rows, clients, mails.');
const findingSchema = z
  .strictObject({
    about: z
      .array(z.string())
      .describe('What it concerns, from outside to inside: the step of a chain; the file, query, client or address.'),
    fault: faultSchema,
  })
  .meta({ id: 'JobFinding' });
export type JobFinding = Answer<typeof findingSchema>;

const findings = z.array(findingSchema).describe('What a person should look at.');
const log = z.array(z.string()).describe('What it did, line by line, for operators: in English.');

const runFigures = {
  run: z.int().nullable().describe('Its number; null for one that was only tried.'),
  job: z.string(),
  due: instant.describe('What “previous month” was relative to.'),
  started_at: instant,
  ended_at: instant.nullable(),
  seconds: z.number().nullable(),
  attempt: count,
  outcome: z.enum(['running', 'done', 'failed', 'stopped']),
  started_by: z.enum(['schedule', 'hand', 'chain']),
  actor: z.string(),
  counts: numbers,
  findings,
};

/** A run of a job, with its log. */
const runSchema = z.strictObject({ ...runFigures, log }).meta({ id: 'JobRun' });
export type RunView = Answer<typeof runSchema>;

const lastSchema = z.strictObject(runFigures).meta({ id: 'LastJobRun' });
export type LastRun = Answer<typeof lastSchema>;

const jobSchema = z
  .strictObject({
    job: z.string(),
    does: z.enum(['import_inbox', 'import_sql', 'fetch', 'evaluate', 'scorecards', 'remind', 'mail', 'chain']),
    enabled: z.boolean(),
    schedule: z.string().nullable().describe('Five fields of cron; null for one that runs by hand or in a chain.'),
    time_zone: z.string(),
    steps: z.array(z.string()),
    next: instant.nullable(),
    last: lastSchema.nullable(),
  })
  .meta({ id: 'Job' });
export type Job = Answer<typeof jobSchema>;

/** GET /jobs. */
export const jobsSchema = z.strictObject({ jobs: z.array(jobSchema) });
export type Jobs = Answer<typeof jobsSchema>;

/** GET /jobs/{job}/runs. */
export const jobRunsSchema = z
  .strictObject({ job: z.string(), runs: z.array(runSchema), next: z.string().nullable() })
  .meta({ id: 'JobRuns' });
export type JobRuns = Answer<typeof jobRunsSchema>;

/** POST /jobs/{job}/run. */
export const runRequestSchema = z.strictObject({ dry_run: z.boolean().optional().describe('Says what it would do.') });
export type RunRequest = Request<typeof runRequestSchema>;

/** POST /jobs/{job}/run, only tried. */
export const triedRunSchema = z
  .strictObject({
    run: z.null(),
    job: z.string(),
    due: instant,
    attempt: count,
    outcome: z.enum(['done', 'failed', 'stopped']),
    counts: numbers,
    findings,
    log: log.describe('What it would do, in English.'),
  })
  .meta({ id: 'TriedJobRun' });
export type TriedRun = Answer<typeof triedRunSchema>;

/** POST /jobs/{job}/run, begun. */
export const startedRunSchema = z.strictObject({ job: z.string(), run: z.int() }).meta({ id: 'BegunJobRun' });
export type StartedRun = Answer<typeof startedRunSchema>;
