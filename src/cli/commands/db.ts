import type { Command } from 'commander';
import { answer, type Context, optionsOf, surroundingsOf } from '../context.js';

const example = '\nExamples:\n  plumbline db status\n  DATABASE_URL=postgres://user@host/name plumbline db migrate\n';

/** `plumbline db status|migrate`. */
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
}
