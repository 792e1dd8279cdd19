import { z } from 'zod';
import { messageOf } from '../../faults/expected.js';
import { beginByHand, runByHand } from '../../app/jobs/by-hand.js';
import { jobHistory, listJobs, finishedRunJson } from '../../app/jobs/list.js';
import { jobRunsSchema, jobsSchema, runRequestSchema, startedRunSchema, triedRunSchema } from '../../contract/jobs.js';
import { actorOf, type Route, route } from '../route.js';

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
    answers: { 200: { description: 'The jobs', schema: jobsSchema } },
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
        .regex(/^\d{1,15}$/, messageOf('the_next_of_an_earlier_answer'))
        .optional(),
      limit: z
        .string()
        .regex(/^([1-9]\d?|100)$/, messageOf({ phrase: 'whole_number', least: 1, most: 100 }))
        .optional()
        .describe('So many runs, 20 without it.'),
    }),
    answers: {
      200: {
        description: 'Its runs',
        schema: jobRunsSchema,
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
    body: runRequestSchema,
    answers: {
      200: { description: 'Tried: what it would do', schema: triedRunSchema },
      202: {
        description: 'Begun; Location says where its runs are',
        schema: startedRunSchema,
      },
      409: { description: 'It is being run just now' },
    },
    handle: async ({ deps, params: { job }, body, caller, uploads }) => {
      if (body.dry_run === true) {
        const { log: _log, ...silent } = deps;
        return { status: 200, json: finishedRunJson(await runByHand(silent, { job, dryRun: true, actor: actorOf(caller) })) };
      }
      const noticed = (failure: unknown): void => deps.log?.(`The run of ${job} was not recorded: ${String(failure)}`);
      const { run, ended } = await beginByHand(deps, { job, actor: actorOf(caller) }, noticed);
      uploads.background(() => ended);
      return { status: 202, json: { job, run }, headers: { Location: `/api/v1/jobs/${encodeURIComponent(job)}/runs` } };
    },
  }),
];
