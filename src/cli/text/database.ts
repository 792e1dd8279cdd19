import type { Distribution } from '../../app/database/distribute.js';
import type { DatabaseStatus } from '../../app/database/status.js';

/** How the database is. */
export function databaseStatusText({ kind, version, bound_readers, migrations, batches, last_import }: DatabaseStatus): string {
  const applied = migrations.filter(({ appliedAt }) => appliedAt !== null).length;
  const schema =
    applied === migrations.length ? 'up to date' : `${migrations.length - applied} migrations to apply (plumbline db migrate)`;
  const readers =
    bound_readers === 'own_login' ? 'a separate login' : 'a role of the one login (DATABASE_READER_URL sets a separate one)';
  return [
    `Database: ${kind}, PostgreSQL ${version}`,
    ...(kind === 'server' ? [`Readers:  keys bound to clients read with ${readers}`] : []),
    `Schema:   ${schema}`,
    `Batches:  ${batches ?? 'known after the migrations'}${last_import === null ? '' : `, the last committed ${last_import}`}`,
  ].join('\n');
}

/** A distribution: its statements, as they can be read, kept or run by hand. */
export function distributionText({ dry_run, steps }: Distribution): string {
  if (steps.length === 0) return 'Everything is distributed already.';
  const count = (does: Distribution['steps'][number]['does']): number => steps.filter(step => step.does === does).length;
  const done = `${count('distribute')} tables by client, ${count('reference')} copied to every machine, ${count('function')} functions`;
  return [...steps.map(({ sql }) => `${sql};`), '', `${dry_run ? 'Would distribute' : 'Distributed'} ${done}.`].join('\n');
}
