import { importShown, rejectsFile } from '../../app/imports/list-imports.js';
import { mendRejects } from '../../app/imports/mend-rejects.js';
import { rejectsWorded } from '../../app/imports/rejects-worded.js';
import { rejectedRowsShown } from '../../app/imports/rejected-rows.js';
import { reopenRejects, settleRejects, type WhichRejects } from '../../app/imports/settle-rejects.js';
import { importAnswerSchema } from '../../contract/imports.js';
import {
  mendingSchema,
  mostMended,
  rejectedRowsSchema,
  reopenedRejectsSchema,
  reopeningSchema,
  settledRejectsSchema,
  settlingSchema,
} from '../../contract/rejects.js';
import { languageName } from '../../contract/scalars.js';
import { z } from 'zod';
import { messageOf } from '../../faults/expected.js';
import { actorOf, type Route, route } from '../route.js';
import { batchParams, importNotFound } from './imports.js';

const readers = ['manager', 'auditor', 'admin'] as const;
const writers = ['manager', 'admin'] as const;

const rejects: Route = route({
  method: 'get',
  path: '/imports/{batch}/rejects.csv',
  tag: 'Imports',
  summary: 'The rejected rows of a batch, each with its reason',
  roles: readers,
  params: batchParams,
  query: z.strictObject({ lang: languageName }),
  answers: { 200: { description: 'CSV in UTF-8', type: 'text/csv' } },
  handle: async ({ deps, params: { batch }, query: { lang }, caller, uploads }) => {
    const shown = await importShown(deps, Number(batch), caller.clients);
    if (shown?.rejects === null || shown === undefined) throw importNotFound(batch);
    const name = `rejects-${Number(batch)}.csv`;
    const path =
      lang === undefined
        ? rejectsFile(deps, Number(batch))
        : await rejectsWorded(deps, Number(batch), lang, work => uploads.heavily(work));
    return { file: { path, type: 'text/csv; charset=utf-8', name } };
  },
});

const rejectedRows: Route = route({
  method: 'get',
  path: '/imports/{batch}/rejects',
  isHeavy: true,
  tag: 'Imports',
  summary: 'The rejected rows of a batch, cell by cell, a page of them',
  roles: readers,
  params: batchParams,
  query: z.strictObject({
    cursor: z
      .string()
      .regex(/^\d{1,9}$/, messageOf('a_cursor'))
      .optional()
      .describe('The `next` of the page before.'),
    limit: z.coerce.number().int().min(1).max(mostMended).optional().describe('50 if nothing else is said.'),
    state: z.enum(['to_mend', 'all']).optional().describe('`all` has those too that were imported once more or settled.'),
  }),
  answers: { 200: { description: 'A page of rows', schema: rejectedRowsSchema } },
  handle: async ({ deps, params: { batch }, query: { cursor = '0', limit = 50, state = 'to_mend' }, caller }) => {
    const asked = {
      batch: Number(batch),
      clients: caller.clients,
      after: Number(cursor),
      limit,
      isOpenOnly: state === 'to_mend',
    };
    const json = await rejectedRowsShown(deps, asked);
    if (json === undefined) throw importNotFound(batch);
    return { json };
  },
});

const mend: Route = route({
  method: 'post',
  path: '/imports/{batch}/rejects',
  statementSeconds: 'unlimited',
  tag: 'Imports',
  summary: 'Import rejected rows of a batch once more, as they were mended, as a batch of its own',
  roles: writers,
  params: batchParams,
  body: mendingSchema,
  asService: true,
  answers: {
    200: { description: 'Tried: what would happen', schema: importAnswerSchema },
    201: {
      description: 'Imported; what is still wrong was rejected again, and stands in the list of the new batch',
      schema: importAnswerSchema,
    },
    409: {
      description:
        'Not imported: a row was imported once more or settled already, the list is another one, the batch was withdrawn, or later facts would be replaced',
    },
  },
  handle: async ({ deps, params: { batch }, body: { rows, dry_run: dryRun, replace_later: replacesLater }, caller, uploads }) => {
    const json = await mendRejects(deps, {
      batch: Number(batch),
      clients: caller.clients,
      rows,
      dryRun,
      replacesLater,
      actor: actorOf(caller),
      key: caller.key,
      inTurn: uploads.inTurn,
      faultsOf: uploads.faultsOf,
      most: Number.POSITIVE_INFINITY,
      tooLarge: () => new Error('a body in memory is never too large for the disk'),
    });
    if (json === undefined) throw importNotFound(batch);
    const made = json.batches[0]?.batch;
    if (made == null) return { status: 200, json };
    return { status: 201, json, headers: { Location: `/api/v1/imports/${made}` } };
  },
});

const settle: Route = route({
  method: 'post',
  path: '/imports/{batch}/rejects/settle',
  isHeavy: true,
  tag: 'Imports',
  summary: 'Settle rejected rows that nobody will mend, with a reason',
  roles: writers,
  params: batchParams,
  body: settlingSchema,
  asService: true,
  answers: {
    200: { description: 'Settled, in the ledger', schema: settledRejectsSchema },
    409: { description: 'A row was imported once more or settled already, none has the fault, or the batch was withdrawn' },
  },
  handle: async ({ deps, params: { batch }, body: { reason, rows, fault, left }, caller }) => {
    const which: WhichRejects = left === true ? { left } : fault === undefined ? { rows: rows ?? [] } : { fault };
    const json = await settleRejects(deps, {
      batch: Number(batch),
      clients: caller.clients,
      which,
      reason,
      actor: actorOf(caller),
    });
    if (json === undefined) throw importNotFound(batch);
    return { json };
  },
});

const reopen: Route = route({
  method: 'post',
  path: '/imports/{batch}/rejects/reopen',
  isHeavy: true,
  tag: 'Imports',
  summary: 'Make settled rows rows to mend again',
  roles: writers,
  params: batchParams,
  body: reopeningSchema,
  asService: true,
  answers: {
    200: { description: 'To mend again, in the ledger', schema: reopenedRejectsSchema },
    409: { description: 'A row is not settled, or the batch was withdrawn' },
  },
  handle: async ({ deps, params: { batch }, body: { rows }, caller }) => {
    const json = await reopenRejects(deps, { batch: Number(batch), clients: caller.clients, rows, actor: actorOf(caller) });
    if (json === undefined) throw importNotFound(batch);
    return { json };
  },
});

/** The rejected rows of a batch: read, mended, settled. */
export const rejectRoutes: readonly Route[] = [rejects, rejectedRows, mend, settle, reopen];
