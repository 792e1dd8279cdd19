import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { contractChoices } from '../../app/forms/contract-choices.js';
import { contractTemplateFile, draftWorkbook } from '../../app/forms/contract-workbook.js';
import { draftForm, objectForm } from '../../app/forms/draft-form.js';
import { listObjects } from '../../app/forms/list-objects.js';
import { holidayPlaces, publicHolidays } from '../../app/forms/public-holidays.js';
import { receiveFile } from '../../app/imports/receive-file.js';
import {
  configDraftSchema,
  configFormSchema,
  configObjectSchema,
  configObjectsSchema,
  contractChoicesSchema,
  contractDraftSchema,
  formKinds,
} from '../../contract/config-forms.js';
import { holidayPlacesSchema, holidaysAskedSchema, publicHolidaysSchema } from '../../contract/public-holidays.js';
import { clientCode, languageName } from '../../contract/scalars.js';
import { fault } from '../../faults/make.js';
import { serviceFaults } from '../../faults/service.js';
import { Refusal } from '../refusal.js';
import { actorOf, type Route, route } from '../route.js';

const tag = 'Rules';
const writers = ['manager', 'admin'] as const;

const objects = route({
  method: 'get',
  path: '/config/objects',
  tag,
  summary: 'The clients, sites, calendars and contracts that can be changed in forms',
  roles: writers,
  wholeFirm: true,
  answers: { 200: { description: 'By kind, in the order of the files', schema: configObjectsSchema } },
  handle: async ({ deps }) => ({ json: listObjects(deps) }),
});

const object = route({
  method: 'get',
  path: '/config/object',
  tag,
  summary: 'A client, site, calendar or contract in the fields of its form, as its file says it now',
  roles: writers,
  wholeFirm: true,
  query: z.strictObject({
    kind: z.enum(formKinds),
    id: z.string().min(1).max(200).optional().describe('Its code or id; an empty form without it.'),
  }),
  answers: { 200: { description: 'The form', schema: configObjectSchema } },
  handle: async ({ deps, query: { kind, id = null } }) => ({ json: await objectForm(deps, { kind, id }) }),
});

const draft = route({
  method: 'post',
  path: '/config/drafts',
  isHeavy: true,
  tag,
  summary: 'The file of a client, site, calendar or contract as a form would have it; nothing is written',
  roles: writers,
  wholeFirm: true,
  body: configFormSchema,
  answers: {
    200: { description: 'The file, for POST /config/changes', schema: configDraftSchema },
    409: { description: 'The file was changed by somebody else meanwhile' },
  },
  handle: async ({ deps, body }) => ({ json: await draftForm(deps, body) }),
});

const choices = route({
  method: 'get',
  path: '/config/contract-choices',
  tag,
  summary: 'What the form of a contract offers: the rules that can be worded, and the words of comparisons, credits and sheets',
  roles: writers,
  wholeFirm: true,
  answers: { 200: { description: 'In both languages', schema: contractChoicesSchema } },
  handle: async ({ deps }) => ({ json: contractChoices(deps) }),
});

const places = route({
  method: 'get',
  path: '/config/holiday-places',
  isHeavy: true,
  tag,
  summary: 'The countries and regions whose public holidays a calendar can begin with',
  roles: writers,
  wholeFirm: true,
  answers: { 200: { description: 'By country', schema: holidayPlacesSchema } },
  handle: async () => ({ json: await holidayPlaces() }),
});

const holidays = route({
  method: 'get',
  path: '/config/public-holidays',
  isHeavy: true,
  tag,
  summary:
    'The public holidays of a country or region, to begin a calendar with: whole days with their substitute days; nothing is written',
  roles: writers,
  wholeFirm: true,
  query: holidaysAskedSchema,
  answers: {
    200: { description: 'In the order of the days', schema: publicHolidaysSchema },
    400: { description: 'No public holidays are known for this place' },
  },
  handle: async ({ deps, query: { country, region = '', first_year: firstYear, years, lang } }) => ({
    json: await publicHolidays({ country, region, firstYear, years, language: lang ?? deps.workspace.settings.language }),
  }),
});

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const template = route({
  method: 'get',
  path: '/config/contract-template',
  isHeavy: true,
  tag,
  summary: 'The workbook in which a contract is filled in: with the contract of a client, else what holds for it without one',
  roles: writers,
  wholeFirm: true,
  query: z.strictObject({ client: clientCode.optional().describe('Empty cells without it.'), lang: languageName }),
  answers: { 200: { description: 'The workbook', type: xlsx } },
  handle: async ({ deps, query: { client, lang: language } }) => {
    const { file, name, discard } = await contractTemplateFile(deps, { client, language });
    return { file: { path: file, type: xlsx, name }, afterwards: discard };
  },
});

/** A contract of five hundred rows has less. */
const mostBytes = 2_000_000;

const workbook = route({
  method: 'post',
  path: '/config/contract-workbooks',
  tag,
  summary: 'The file of the contract that a filled-in workbook, which is the body, holds; nothing is written',
  roles: writers,
  wholeFirm: true,
  takesFile: true,
  query: z.strictObject({ file: z.string().min(1).max(500).optional().describe('Its name, as messages will show it.') }),
  answers: {
    200: { description: 'The file, for POST /config/changes', schema: contractDraftSchema },
    400: { description: 'What is wrong in it, cell by cell' },
  },
  handle: async ({ deps, query, caller, stream, uploads }) => {
    const tooLarge = (): Error =>
      new Refusal(413, fault(serviceFaults, 'body_too_large', { most: { phrase: 'bytes', count: mostBytes } }));
    const received = await receiveFile(deps, {
      stream,
      file: query.file ?? 'contract.xlsx',
      layout: undefined,
      dryRun: true,
      actor: actorOf(caller),
      key: caller.key,
      most: mostBytes,
      tooLarge,
      arrived: uploads.arrived,
    });
    try {
      return { json: await uploads.heavily(() => draftWorkbook(deps, received.path)) };
    } finally {
      await rm(path.dirname(received.path), { recursive: true, force: true });
    }
  },
});

/** What is changed of the config in forms and workbooks. */
export const configFormRoutes: readonly Route[] = [objects, object, draft, choices, places, holidays, template, workbook];
