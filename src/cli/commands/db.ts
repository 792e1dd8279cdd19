import type { Command } from 'commander';
import { answer, type Context, optionsOf, surroundingsOf } from '../context.js';

const example = '\nExamples:\n  plumbline db status\n  DATABASE_URL=postgres://user@host/name plumbline db migrate\n';

/** `plumbline db status|migrate|backup|restore`. */
export function registerDb(program: Command, context: Context): void {
  const db = program.command('db').description('the database').addHelpText('after', example);
  db.command('status')
    .description('kind, version, migrations, batches')
    .addHelpText('after', example)
    .action(async (_options: object, command: Command) => {
      const options = optionsOf(command);
      const { databaseStatus, statusText } = await import('../../app/database-status.js');
      const status = await databaseStatus(surroundingsOf(context, options));
      answer(context, options, status, statusText(status));
    });
  db.command('migrate')
    .description('bring the schema up to date (every command does so on its own)')
    .addHelpText('after', example)
    .action(async (_options: object, command: Command) => {
      const options = optionsOf(command);
      const { migrateDatabase } = await import('../../app/database-status.js');
      const applied = await migrateDatabase(surroundingsOf(context, options));
      const words =
        applied.length === 0
          ? 'The schema is up to date.'
          : applied.map(({ version, name }) => `Applied ${version} ${name}.`).join('\n');
      answer(context, options, { applied }, words);
    });
  db.command('backup')
    .description('copy the embedded database to a new folder, while nobody can write')
    .argument('<dir>', 'the folder')
    .addHelpText('after', '\nExample:\n  plumbline db backup /srv/backup/2026-07-01\n\nA server is backed up with pg_dump.\n')
    .action(async (directory: string, _options: object, command: Command) => {
      const options = optionsOf(command);
      const { backUp } = await import('../../app/backup.js');
      const made = await backUp(surroundingsOf(context, options), directory);
      answer(context, options, made, `Copied ${made.files} files with ${made.batches} batches to ${made.directory}.`);
    });
  db.command('restore')
    .description('put a backup in the place of the embedded database, which is kept beside it')
    .argument('<dir>', 'the folder that `db backup` made')
    .addHelpText('after', '\nExample:\n  plumbline db restore /srv/backup/2026-07-01\n')
    .action(async (directory: string, _options: object, command: Command) => {
      const options = optionsOf(command);
      const { restore } = await import('../../app/backup.js');
      const made = await restore(surroundingsOf(context, options), directory);
      const kept = made.kept === null ? '' : ` What was there is in ${made.kept}.`;
      answer(context, options, made, `Restored ${made.batches} batches from ${directory}.${kept}`);
    });
}
