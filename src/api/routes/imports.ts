import { z } from 'zod';
import { receiveFile, type UploadRequest } from '../../app/imports/receive-file.js';
import { importReceived, uploadState } from '../../app/imports/uploads.js';
import { importShown, importsShown } from '../../app/imports/list-imports.js';
import { importDetails } from '../../app/imports/import-details.js';
import { withdrawShown } from '../../app/imports/withdraw-import.js';
import { importDetailsSchema, withdrawalSchema, withdrawnImportSchema } from '../../contract/import-details.js';
import { messageOf } from '../../faults/expected.js';
import { fault } from '../../faults/make.js';
import { serviceFaults } from '../../faults/service.js';
import { Refusal } from '../refusal.js';
import { actorOf, type Route, route } from '../route.js';
import { importAnswerSchema, importPageSchema, importSchema, uploadSchema } from '../../contract/imports.js';

const batchNumber = z
  .string()
  .regex(/^\d{1,9}$/, messageOf('a_number'))
  .meta({ description: 'The number of a batch.' });
export const batchParams = z.strictObject({ batch: batchNumber });
const readers = ['manager', 'auditor', 'admin'] as const;
const writers = ['manager', 'admin'] as const;

const upload: Route = route({
  method: 'post',
  path: '/imports',
  statementSeconds: 'unlimited',
  tag: 'Imports',
  summary: 'Import a file, which is the body: whole or not at all',
  roles: writers,
  query: z.strictObject({
    layout: z.string().min(1).max(200).optional().describe('How its columns are read; without it a layout is proposed.'),
    file: z.string().min(1).max(500).optional().describe('Its name, as the records will show it.'),
    dry_run: z.enum(['true', 'false', '1', '0']).optional().describe('Does everything and takes it back.'),
  }),
  takesFile: true,
  asService: true,
  answers: {
    200: { description: 'Tried: what would happen, with the first rejected rows', schema: importAnswerSchema },
    201: { description: 'Imported', schema: importAnswerSchema },
    202: { description: 'Arrived (Prefer: respond-async); Location says where its progress is', schema: uploadSchema },
  },
  handle: async ({ deps, query, caller, stream, uploads, header }) => {
    const dryRun = query.dry_run === 'true' || query.dry_run === '1';
    const most = uploads.mostBytes;
    const tooLarge = (): Error =>
      new Refusal(413, fault(serviceFaults, 'body_too_large', { most: { phrase: 'bytes', count: most } }));
    if (Number(header('content-length') ?? 0) > most) throw tooLarge();
    const { layout, file } = query;
    const request: UploadRequest = {
      stream,
      layout,
      file,
      dryRun,
      most,
      tooLarge,
      arrived: uploads.arrived,
      actor: actorOf(caller),
      key: caller.key,
      clients: caller.clients,
      inTurn: uploads.inTurn,
      faultsOf: uploads.faultsOf,
    };
    const received = await receiveFile(deps, request);
    if (/(?:^|,)\s*respond-async\s*(?:,|;|$)/i.test(header('prefer') ?? '')) {
      uploads.background(() => importReceived(deps, request, received));
      const json = await uploadState(deps, { id: received.id, key: caller.key });
      if (json === undefined) throw new Error(`upload ${received.id} is gone`);
      return {
        status: 202,
        json,
        headers: { Location: `/api/v1/uploads/${received.id}`, 'Preference-Applied': 'respond-async' },
      };
    }
    const json = await importReceived(deps, request, received);
    const [batch] = json.batches;
    if (dryRun || batch?.batch === null || batch === undefined) return { status: 200, json };
    return { status: 201, json, headers: { Location: `/api/v1/imports/${batch.batch}` } };
  },
});

const progress: Route = route({
  method: 'get',
  path: '/uploads/{upload}',
  tag: 'Imports',
  summary: 'How far an upload is, and what became of it',
  roles: writers,
  params: z.strictObject({ upload: z.string().max(100) }),
  asService: true,
  answers: { 200: { description: 'The upload', schema: uploadSchema } },
  handle: async ({ deps, params: { upload: id }, caller }) => {
    const json = await uploadState(deps, { id, key: caller.clients === 'all' ? undefined : caller.key });
    if (json === undefined) throw new Refusal(404, fault(serviceFaults, 'upload_unknown', { given: id }));
    return { json };
  },
});

const list: Route = route({
  method: 'get',
  path: '/imports',
  tag: 'Imports',
  summary: 'What was imported and withdrawn, newest first',
  roles: readers,
  query: z.strictObject({
    cursor: z
      .string()
      .regex(/^\d{1,9}$/, messageOf('a_cursor'))
      .optional()
      .describe('The `next` of the page before.'),
    limit: z.coerce.number().int().min(1).max(500).optional().describe('50 if nothing else is said.'),
  }),
  answers: { 200: { description: 'A page of batches', schema: importPageSchema } },
  handle: async ({ deps, query: { cursor, limit = 50 }, caller }) => {
    const before = cursor === undefined ? undefined : Number(cursor);
    const { imports, next } = await importsShown(deps, { clients: caller.clients, before, limit });
    return { json: { imports, next: next === null ? null : String(next) } };
  },
});

const one: Route = route({
  method: 'get',
  path: '/imports/{batch}',
  tag: 'Imports',
  summary: 'One batch',
  roles: readers,
  params: batchParams,
  answers: { 200: { description: 'The batch', schema: importSchema } },
  handle: async ({ deps, params: { batch }, caller }) => {
    const json = await importShown(deps, Number(batch), caller.clients);
    if (json === undefined) throw importNotFound(batch);
    return { json };
  },
});

const details: Route = route({
  method: 'get',
  path: '/imports/{batch}/details',
  isHeavy: true,
  tag: 'Imports',
  summary: 'One batch, with the clients whose facts it changed and what its rows were rejected for',
  roles: readers,
  params: batchParams,
  answers: { 200: { description: 'The batch', schema: importDetailsSchema } },
  handle: async ({ deps, params: { batch }, caller }) => {
    const json = await importDetails(deps, Number(batch), caller.clients);
    if (json === undefined) throw importNotFound(batch);
    return { json };
  },
});

const withdraw: Route = route({
  method: 'post',
  path: '/imports/{batch}/withdraw',
  isHeavy: true,
  statementSeconds: 'unlimited',
  tag: 'Imports',
  summary: 'Take an imported batch back, in the open, as a batch of its own; or say what that would come to',
  roles: ['admin'],
  params: batchParams,
  body: withdrawalSchema,
  asService: true,
  answers: {
    200: { description: 'Tried: what would happen', schema: withdrawnImportSchema },
    201: { description: 'Taken back, in the ledger', schema: withdrawnImportSchema },
    409: { description: 'The batch was withdrawn already, or is a withdrawal' },
  },
  handle: async ({ deps, params: { batch }, body: { reason = '', dry_run: dryRun }, caller }) => {
    const asked = { batch: Number(batch), clients: caller.clients, reason, dryRun, actor: actorOf(caller) };
    const json = await withdrawShown(deps, asked);
    if (json === undefined) throw importNotFound(batch);
    if (json.batch === null) return { status: 200, json };
    return { status: 201, json, headers: { Location: `/api/v1/imports/${json.batch}` } };
  },
});

export const importNotFound = (batch: string): Refusal =>
  new Refusal(404, fault(serviceFaults, 'import_not_here', { given: batch }));

/** Files in, and what became of them. */
export const importRoutes: readonly Route[] = [upload, progress, list, one, details, withdraw];
