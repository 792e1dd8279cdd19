import { z } from 'zod';
import type { Label, Language } from '../../facts/label.js';
import { choice, label, list, record, scalar, whole, words } from '../shape.js';

const depthLevel = z.union([whole(1, 9, 'a level'), choice(['all'])], { error: 'a level from 1, or all' });

const client = record('a client such as { code: ACME, name: Acme Foods }', {
  code: words('a code'),
  name: label.exactOptional(),
  label: label.exactOptional(),
  segment: words('a segment').exactOptional(),
  time_zone: words('a time zone').exactOptional(),
  calendar: words('the id of a calendar').exactOptional(),
  depth: z
    .union([depthLevel, z.record(z.string(), depthLevel)], {
      error: 'a level such as 2, all, or one per branch such as { cost: 1 }',
    })
    .exactOptional(),
});

const site = record('a site such as { code: SHA1, time_zone: Asia/Shanghai }', {
  code: words('a code'),
  name: label.exactOptional(),
  label: label.exactOptional(),
  time_zone: words('a time zone').exactOptional(),
  calendar: words('the id of a calendar').exactOptional(),
});

const database = scalar('embedded, or a postgres:// URL', text =>
  text === 'embedded' || /^postgres(ql)?:\/\/./.test(text) ? text : undefined,
);

const serverUrl = scalar('a postgres:// URL', text => (/^postgres(ql)?:\/\/./.test(text) ? text : undefined));

const accessRole = choice(['client', 'manager', 'auditor', 'admin']);

const oidc = record(
  'a trusted issuer such as { issuer: https://id.example.com, audience: plumbline, roles: { quality: manager } }',
  {
    issuer: words('the issuer of its tokens, as their claim iss says it'),
    audience: words('the audience that its tokens are for, as their claim aud says it'),
    keys: words('the URL of its keys (JWKS), or a file with them beside plumbline.yaml').exactOptional(),
    role_claim: words('the claim that holds the roles').exactOptional(),
    roles: z.record(z.string(), accessRole, { error: 'a map from values of the claim to roles, such as { quality: manager }' }),
    clients_claim: words('the claim that holds the codes of clients').exactOptional(),
    name_claim: words('the claim that holds the name').exactOptional(),
  },
);

/** The shape of plumbline.yaml. */
export const settingsShape = record('a map of settings', {
  organisation: label.exactOptional(),
  time_zone: words('a time zone').exactOptional(),
  language: choice<Language>(['en', 'zh']).exactOptional(),
  database: database.exactOptional(),
  database_reader: serverUrl.exactOptional(),
  database_owner: serverUrl.exactOptional(),
  clients: list('a list of clients', client).nullable().exactOptional(),
  sites: list('a list of sites', site).nullable().exactOptional(),
  on_unknown_client: choice(['reject', 'register']).exactOptional(),
  dispute_days: whole(0, 3650, 'a number of days').exactOptional(),
  clients_see: choice(['closed', 'provisional']).exactOptional(),
  oidc: oidc.exactOptional(),
});

/** plumbline.yaml as written. */
export type WrittenSettings = z.infer<typeof settingsShape>;

/** The name of a client or site: its name, its label, else its code. */
export const nameOf = (given: { readonly code: string; readonly name?: Label; readonly label?: Label }): Label =>
  given.name ?? given.label ?? { en: given.code, zh: given.code };
