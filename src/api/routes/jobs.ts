import { z } from 'zod';
import { beginByHand, runByHand } from '../../app/jobs/by-hand.js';
import { jobHistory, listJobs, ranJson } from '../../app/jobs/list.js';
import { type Route, route } from '../route.js';

const instant = z.string().describe('ISO 8601, UTC');
const count = z.int().min(0);
const numbers = z.record(z.string(), z.number()).describe('What was counted, by what it is: files, rows, clients, mails.');
const findings = z.array(z.string()).describe('What a person should look at.');
const log = z.array(z.string());

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
const runSchema = z.strictObject({ ...runFigures, log }).meta({ id: 'JobRun' });
const lastSchema = z.strictObject(runFigures).meta({ id: 'LastJobRun' });
const jobSchema = z
  .strictObject({
    job: z.string(),
    does: z.string(),
    enabled: z.boolean(),
    schedule: z.string().nullable().describe('Five fields of cron; null for one that runs by hand or in a chain.'),
    time_zone: z.string(),
    steps: z.array(z.string()),
    next: instant.nullable(),
    last: lastSchema.nullable(),
  })
  .meta({ id: 'Job' });
const triedSchema = z
  .strictObject({
    run: z.null(),
    job: z.string(),
    due: instant,
    attempt: count,
    outcome: z.enum(['done', 'failed', 'stopped']),
    counts: numbers,
    findings,
    log: log.describe('What it would do.'),
  })
  .meta({ id: 'TriedJobRun' });

const readers = ['manager', 'auditor', 'admin'] as const;
const params = z.strictObject({ job: z.string().min(1).max(64) });

/** GET /jobs and /jobs/{job}/runs, POST /jobs/{job}/run. */
export const jobRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/jobs',
    tag: 'Jobs',
    summary: 'Every job, when it runs next, and how its last run ended',
    roles: readers,
    wholeFirm: true,
    answers: { 200: { description: 'The jobs', schema: z.strictObject({ jobs: z.array(jobSchema) }) } },
    handle: async ({ deps }) => ({ json: { jobs: await listJobs(deps) } }),
  }),
  route({
    method: 'get',
    path: '/jobs/{job}/runs',
    tag: 'Jobs',
    summary: 'What a job did, the newest run first',
    roles: readers,
    wholeFirm: true,
    params,
    query: z.strictObject({
      cursor: z
        .string()
        .regex(/^\d{1,15}$/, 'the next of an earlier answer is expected')
        .optional(),
      limit: z
        .string()
        .regex(/^([1-9]\d?|100)$/, 'a number from 1 to 100 is expected')
        .optional()
        .describe('So many runs, 20 without it.'),
    }),
    answers: {
      200: {
        description: 'Its runs',
        schema: z
          .strictObject({ job: z.string(), runs: z.array(runSchema), next: z.string().nullable() })
          .meta({ id: 'JobRuns' }),
      },
    },
    handle: async ({ deps, params: { job }, query }) => {
      const limit = Number(query.limit ?? 20);
      const before = query.cursor === undefined ? undefined : Number(query.cursor);
      const found = await jobHistory(deps, { job, limit: limit + 1, before });
      const runs = found.slice(0, limit);
      return { json: { job, runs, next: found.length > limit ? String(runs.at(-1)?.run ?? '') : null } };
    },
  }),
  route({
    method: 'post',
    path: '/jobs/{job}/run',
    statementSeconds: 'unlimited',
    tag: 'Jobs',
    summary: 'Run a job once, now, whatever its schedule says',
    roles: ['manager', 'admin'],
    wholeFirm: true,
    params,
    body: z.strictObject({ dry_run: z.boolean().optional().describe('Says what it would do.') }),
    answers: {
      200: { description: 'Tried: what it would do', schema: triedSchema },
      202: {
        description: 'Begun; Location says where its runs are',
        schema: z.strictObject({ job: z.string(), run: z.int() }).meta({ id: 'BegunJobRun' }),
      },
      503: { description: 'It is being run just now' },
    },
    handle: async ({ deps, params: { job }, body, caller, uploads }) => {
      if (body.dry_run === true) {
        const { log: _log, ...silent } = deps;
        return { status: 200, json: ranJson(await runByHand(silent, { job, dryRun: true, actor: caller.name })) };
      }
      const noticed = (failure: unknown): void => deps.log?.(`The run of ${job} was not recorded: ${String(failure)}`);
      const { run, ended } = await beginByHand(deps, { job, actor: caller.name }, noticed);
      uploads.background(() => ended);
      return { status: 202, json: { job, run }, headers: { Location: `/api/v1/jobs/${encodeURIComponent(job)}/runs` } };
    },
  }),
];
