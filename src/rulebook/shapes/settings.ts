import { z } from 'zod';
import type { Label, Language } from '../../facts/label.js';
import { addressRange, choice, day, flag, label, list, record, scalar, whole, words } from '../shape.js';
import { messageOf } from '../../faults/expected.js';
import { suchAs } from '../../faults/phrase.js';
import { adopted } from './library.js';
import { sizeOrUnlimited } from './size.js';

const depthLevel = z.union([whole(1, 9, 'a_level'), choice(['all'])], { error: messageOf('a_level_or_all') });

const client = record(suchAs('a_client', '{ code: ACME, name: Acme Foods }'), {
  code: words('a_code'),
  name: label.exactOptional(),
  label: label.exactOptional(),
  segment: words('a_segment').exactOptional(),
  time_zone: words('a_time_zone').exactOptional(),
  calendar: words('the_id_of_a_calendar').exactOptional(),
  depth: z
    .union([depthLevel, z.record(z.string(), depthLevel)], {
      error: messageOf('a_level_or_one_per_branch'),
    })
    .exactOptional(),
});

const site = record(suchAs('a_site', '{ code: SHA1, time_zone: Asia/Shanghai }'), {
  code: words('a_code'),
  name: label.exactOptional(),
  label: label.exactOptional(),
  time_zone: words('a_time_zone').exactOptional(),
  calendar: words('the_id_of_a_calendar').exactOptional(),
});

const database = scalar('embedded_or_postgres_url', text =>
  text === 'embedded' || /^postgres(ql)?:\/\/./.test(text) ? text : undefined,
);

const serverUrl = scalar('a_postgres_url', text => (/^postgres(ql)?:\/\/./.test(text) ? text : undefined));

const accessRole = choice(['client', 'manager', 'auditor', 'admin']);

const oidc = record(
  suchAs('a_trusted_issuer', '{ issuer: https://id.example.com, audience: plumbline, roles: { quality: manager } }'),
  {
    issuer: words('the_issuer_of_tokens'),
    audience: words('the_audience_of_tokens'),
    keys: words('the_url_of_keys').exactOptional(),
    role_claim: words('the_claim_that_holds_the_roles').exactOptional(),
    roles: z.record(z.string(), accessRole, { error: messageOf(suchAs('roles_by_claim', '{ quality: manager }')) }),
    clients_claim: words('the_claim_that_holds_the_codes_of_clients').exactOptional(),
    name_claim: words('the_claim_that_holds_the_name').exactOptional(),
  },
);

const plausibleDates = record(suchAs('the_plausible_days', '{ from: 1990-01-01, years_ahead: 2 }'), {
  from: day.exactOptional(),
  years_ahead: whole(0, 200, 'a_number_of_years').exactOptional(),
});

const dailyUpload = record(suchAs('the_daily_upload', '{ client: 100 MB, bound: 20 GB, unbound: unlimited }'), {
  client: sizeOrUnlimited.exactOptional(),
  bound: sizeOrUnlimited.exactOptional(),
  unbound: sizeOrUnlimited.exactOptional(),
});

const handout = record(suchAs('a_house_style', '{ logo: logo.png, colour: "#1F4E79", font: Arial }'), {
  logo: words('the_file_of_a_logo').exactOptional(),
  colour: scalar(suchAs('a_colour', '"#1F4E79"'), text =>
    /^#[0-9A-Fa-f]{6}$/.test(text.trim()) ? text.trim().slice(1).toUpperCase() : undefined,
  ).exactOptional(),
  font: scalar(suchAs('a_font', 'Arial'), text =>
    /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u.test(text.trim()) ? text.trim() : undefined,
  ).exactOptional(),
});

/** The shape of plumbline.yaml. */
export const settingsShape = record('a_map_of_settings', {
  organisation: label.exactOptional(),
  time_zone: words('a_time_zone').exactOptional(),
  language: choice<Language>(['en', 'zh']).exactOptional(),
  database: database.exactOptional(),
  database_reader: serverUrl.exactOptional(),
  database_owner: serverUrl.exactOptional(),
  clients: list('a_list_of_clients', client).nullable().exactOptional(),
  sites: list('a_list_of_sites', site).nullable().exactOptional(),
  on_unknown_client: choice(['reject', 'register']).exactOptional(),
  plausible_dates: plausibleDates.exactOptional(),
  adopt: adopted.exactOptional(),
  dispute_days: whole(0, 3650, 'a_number_of_days').exactOptional(),
  clients_see: choice(['closed', 'provisional']).exactOptional(),
  rules_four_eyes: flag.exactOptional(),
  handout: handout.exactOptional(),
  oidc: oidc.exactOptional(),
  daily_upload: dailyUpload.exactOptional(),
  trust_proxy: list('a_list_of_addresses', addressRange).exactOptional(),
});

/** plumbline.yaml as written. */
export type WrittenSettings = z.infer<typeof settingsShape>;

/** The name of a client or site: its name, its label, else its code. */
export const nameOf = (given: { readonly code: string; readonly name?: Label; readonly label?: Label }): Label =>
  given.name ?? given.label ?? { en: given.code, zh: given.code };
