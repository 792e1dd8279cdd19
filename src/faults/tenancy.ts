import { type Entry, error, quoted } from './fault.js';

/** What a login must not be that reads for single clients. */
export type UnfitReader = 'superuser' | 'bypass' | 'owner' | 'writer' | 'stranger';

function unfit(because: UnfitReader): string {
  if (because === 'superuser') return 'is a superuser';
  if (because === 'bypass') return 'passes by row level security';
  if (because === 'owner') return 'owns tables';
  if (because === 'writer') return 'may write';
  return 'may not read';
}

/** Faults of what is made for some clients alone, and of keeping clients apart. */
export const tenancyFaults = {
  metric_of_other_clients: error<{ of: string; metric: string; clients: readonly string[] }>(p => ({
    what: `${p.of} uses the metric ${quoted(p.metric)}, which is computed for ${p.clients.join(', ')} alone.`,
    remedy: `Limit it to such a client (\`scope: { client: ${p.clients[0] ?? ''} }\`), or name its clients in the \`scope\` of the metric too.`,
  })),
  reader_login_unfit: error<{ login: string; because: UnfitReader }>(p => ({
    what: `The login ${quoted(p.login)} is not fit to read for keys bound to clients: it ${unfit(p.because)}.`,
    remedy:
      'Give DATABASE_READER_URL a login that is plumbline_reader or a member of it and nothing more, or leave it out; migrate the database with the owner’s login before.',
  })),
  database_not_migrated: error<{ pending: number; login: string }>(p => ({
    what: `The database lacks ${p.pending === 1 ? 'a migration' : `${p.pending} migrations`}, and the login ${quoted(p.login)} may not make tables.`,
    remedy: 'Migrate it with the login that owns the tables (DATABASE_OWNER_URL): `plumbline db migrate`.',
  })),
} as const satisfies Record<string, Entry<never>>;
