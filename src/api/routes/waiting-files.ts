import { z } from 'zod';
import { recogniseField, recogniseFile } from '../../app/imports/recognise-file.js';
import { bringFromInbox } from '../../app/imports/from-inbox.js';
import { importWaiting } from '../../app/imports/import-waiting.js';
import { listInbox } from '../../app/imports/inbox.js';
import { tryLayout } from '../../app/imports/try-layout.js';
import { uploadState } from '../../app/imports/uploads.js';
import { addPiece, beginWaiting, findWaiting, forgetWaiting, waitingFiles, wholeFile } from '../../app/imports/waiting-files.js';
import { uploadSchema } from '../../contract/imports.js';
import { inboxChoiceSchema, inboxSchema } from '../../contract/inbox.js';
import {
  fieldAnswerSchema,
  fieldRequestSchema,
  newFileSchema,
  proposalRequestSchema,
  recognisedSchema,
  trialRequestSchema,
  trialSchema,
  waitingFileSchema,
  waitingFilesSchema,
  waitingImportSchema,
} from '../../contract/waiting-files.js';
import { messageOf } from '../../faults/expected.js';
import { fault } from '../../faults/make.js';
import { serviceFaults } from '../../faults/service.js';
import { Refusal } from '../refusal.js';
import { actorOf, type Caller, type Route, route } from '../route.js';

const ofFiles = { tag: 'Imports', roles: ['manager', 'admin'], wholeFirm: true } as const;
const params = z.strictObject({ file: z.string().min(1).max(100).describe('The id of a file that waits.') });
const placeOf = (caller: Caller, { file }: { readonly file: string }) => ({ id: file, key: caller.key });
const broughtBy = ({ key, name }: Caller) => ({ key, by: name });

/** Refuses a file that is larger than files may be here. */
const sizeCheck =
  (mostBytes: number) =>
  (bytes: number): void => {
    if (bytes > mostBytes)
      throw new Refusal(413, fault(serviceFaults, 'body_too_large', { most: { phrase: 'bytes', count: mostBytes } }));
  };

/** What a draft may be large: as much as a file of config that is sent. */
const draftBytes = 400_000;

const list = route({
  ...ofFiles,
  method: 'get',
  path: '/files',
  summary: 'The files of yours that were brought and wait to be imported, newest first',
  answers: { 200: { description: 'Also those that have not arrived whole', schema: waitingFilesSchema } },
  handle: async ({ deps, caller }) => ({ json: { files: await waitingFiles(deps, caller.key) } }),
});

const begin = route({
  ...ofFiles,
  method: 'post',
  path: '/files',
  summary: 'Begin to bring a file, which is then sent in pieces, or go on with one that broke off; it waits a week at most',
  body: newFileSchema,
  answers: { 201: { description: 'Its id, and how much of it is here', schema: waitingFileSchema } },
  handle: async ({ deps, body, caller, uploads: { mostBytes, mostWaiting } }) => {
    sizeCheck(mostBytes)(body.bytes);
    return { status: 201, json: await beginWaiting(deps, { ...broughtBy(caller), ...body, mostInAll: mostWaiting }) };
  },
});

const inbox = route({
  ...ofFiles,
  method: 'get',
  path: '/inbox',
  summary: 'The files of the workspace’s inbox, which nobody has imported, newest first',
  answers: { 200: { description: 'A hundred at most', schema: inboxSchema } },
  handle: async ({ deps }) => ({ json: await listInbox(deps) }),
});

const choose = route({
  ...ofFiles,
  method: 'post',
  path: '/inbox',
  isHeavy: true,
  summary: 'Let a file of the inbox wait like one that was brought; it stays in the inbox until it is imported',
  body: inboxChoiceSchema,
  answers: {
    201: { description: 'It waits, whole', schema: waitingFileSchema },
    409: { description: 'It is not in the inbox any more, or is not whole yet' },
  },
  handle: async ({ deps, body: { file }, caller, uploads: { mostBytes, mostWaiting } }) => ({
    status: 201,
    json: await bringFromInbox(deps, {
      ...broughtBy(caller),
      file,
      mostInAll: mostWaiting,
      checkSize: sizeCheck(mostBytes),
    }),
  }),
});

const one = route({
  ...ofFiles,
  method: 'get',
  path: '/files/{file}',
  summary: 'How much of a file has arrived',
  params,
  answers: { 200: { description: 'The file', schema: waitingFileSchema } },
  handle: async ({ deps, params: of, caller }) => ({ json: (await findWaiting(deps, placeOf(caller, of))).shown }),
});

const piece = route({
  ...ofFiles,
  method: 'post',
  path: '/files/{file}/pieces',
  summary: 'Send a piece of a file, which is the body; what arrives of one that breaks off is kept',
  params,
  query: z.strictObject({
    from: z
      .string()
      .regex(/^\d{1,13}$/, messageOf('a_number'))
      .describe('The byte of the file that it begins with, from 0: `arrived` of the answer before.'),
  }),
  takesFile: true,
  answers: {
    200: { description: 'How much of it is here now', schema: waitingFileSchema },
    409: { description: 'It does not begin where the pieces before end' },
  },
  handle: async ({ deps, params: of, query, caller, stream, uploads: { arrived } }) => ({
    json: await addPiece(deps, { ...placeOf(caller, of), from: Number(query.from), stream, arrived }),
  }),
});

const forget = route({
  ...ofFiles,
  method: 'delete',
  path: '/files/{file}',
  summary: 'Take a file away that waits',
  params,
  answers: { 204: { description: 'It is gone' } },
  handle: async ({ deps, params: of, caller }) => {
    await forgetWaiting(deps, placeOf(caller, of));
    return { status: 204 };
  },
});

const propose = route({
  ...ofFiles,
  method: 'post',
  path: '/files/{file}/proposal',
  isHeavy: true,
  summary: 'What a file is seen to be, and a layout for it',
  params,
  body: proposalRequestSchema,
  answers: { 200: { description: 'Recognised from its first thousand rows', schema: recognisedSchema } },
  handle: async ({ deps, params: of, body, caller }) => {
    const path = await wholeFile(deps, placeOf(caller, of));
    const { shown } = await findWaiting(deps, placeOf(caller, of));
    return { json: { file: shown.file, ...(await recogniseFile(deps, { path, ...body })) } };
  },
});

const field = route({
  ...ofFiles,
  method: 'post',
  path: '/files/{file}/field',
  isHeavy: true,
  summary: 'How a column fills a field that it was chosen for',
  params,
  body: fieldRequestSchema,
  answers: { 200: { description: 'Its forms of dates, its decimal sign, its values', schema: fieldAnswerSchema } },
  handle: async ({ deps, params: of, body, caller }) => ({
    json: await recogniseField(deps, { path: await wholeFile(deps, placeOf(caller, of)), ...body }),
  }),
});

const trial = route({
  ...ofFiles,
  method: 'post',
  path: '/files/{file}/trial',
  isHeavy: true,
  bodyBytes: draftBytes,
  statementSeconds: 'unlimited',
  summary: 'What a layout that is not saved yet would make of a file; nothing is kept of it',
  params,
  body: trialRequestSchema,
  answers: {
    200: { description: 'Tried on the first rows, or refused with what is wrong in the layout', schema: trialSchema },
    202: { description: 'All rows are being tried; Location says where the outcome will be', schema: trialSchema },
  },
  handle: async ({ deps, params: of, body, caller, uploads: { background, inTurn, faultsOf } }) => {
    const path = await wholeFile(deps, placeOf(caller, of));
    const json = await tryLayout(deps, { ...body, path, key: caller.key, actor: actorOf(caller), background, inTurn, faultsOf });
    return json.upload === null
      ? { status: 200, json }
      : { status: 202, json, headers: { Location: `/api/v1/uploads/${json.upload}` } };
  },
});

const take = route({
  ...ofFiles,
  method: 'post',
  path: '/files/{file}/import',
  statementSeconds: 'unlimited',
  summary: 'Import a file that waits, by a layout of the workspace; once it is imported it waits no more, unless it is kept',
  params,
  body: waitingImportSchema,
  answers: { 202: { description: 'Location says where its progress is', schema: uploadSchema } },
  handle: async ({ deps, params: of, body, caller, uploads: { background, inTurn, faultsOf } }) => {
    const { key, clients } = caller;
    const request = { key, clients, layout: body.layout, dryRun: false, actor: actorOf(caller), inTurn, faultsOf };
    const id = await importWaiting(deps, { ...placeOf(caller, of), keep: body.keep === true }, request, background);
    const json = await uploadState(deps, { id, key });
    if (json === undefined) throw new Error(`upload ${id} is gone`);
    return { status: 202, json, headers: { Location: `/api/v1/uploads/${id}` } };
  },
});

/** GET and POST /files and /inbox, and what is asked of a file that waits. */
export const waitingFileRoutes: readonly Route[] = [list, begin, inbox, choose, one, piece, forget, propose, field, trial, take];
