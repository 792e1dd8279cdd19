import type { tenancyFaults, UnfitReader } from '../../tenancy.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { phraseEn } from './phrases.js';

const unfit: Readonly<Record<UnfitReader, string>> = {
  superuser: 'is a superuser',
  bypass: 'bypasses row level security',
  owner: 'owns tables',
  writer: 'may write',
  stranger: 'may not read',
};

/** Faults of what is made for some clients alone, and of keeping clients apart. */
export const tenancyEn: Words<typeof tenancyFaults> = {
  metric_of_other_clients: p => ({
    what: `${phraseEn(p.of)} uses the metric ${quoted(p.metric)}, which is calculated only for ${p.clients.join(', ')}.`,
    remedy: `Limit it to such a client (\`scope: { client: ${p.clients[0] ?? ''} }\`), or add its clients to the \`scope\` of the metric.`,
  }),
  reader_login_unfit: p => ({
    what: `The login ${quoted(p.login)} is not fit to read for keys bound to clients: it ${unfit[p.because]}.`,
    remedy:
      'Give DATABASE_READER_URL a login that is plumbline_reader or a member of it and has no other rights, or leave it out; first migrate the database with the owner’s login.',
  }),
  database_not_migrated: p => ({
    what: `The database lacks ${p.pending === 1 ? 'a migration' : `${p.pending} migrations`}, and the login ${quoted(p.login)} may not create tables.`,
    remedy: 'Migrate it with the login that owns the tables (DATABASE_OWNER_URL).',
  }),
};
