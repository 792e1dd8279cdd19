import { z } from 'zod';
import { draftForm, objectForm } from '../../app/forms/draft-form.js';
import { listObjects } from '../../app/forms/list-objects.js';
import {
  configDraftSchema,
  configFormSchema,
  configObjectSchema,
  configObjectsSchema,
  formKinds,
} from '../../contract/config-forms.js';
import { type Route, route } from '../route.js';

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

/** What is changed of the config in forms. */
export const configFormRoutes: readonly Route[] = [objects, object, draft];
