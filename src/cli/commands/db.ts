import type { Command } from 'commander';
import { printAnswer, type Context, optionsOf, surroundingsOf } from '../context.js';
import { say } from '../../words/say.js';
import { terminalLanguage } from '../streams.js';
import { untilStopped } from '../until-stopped.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const example = '\nExamples:\n  plumbline db status\n  DATABASE_URL=postgres://user@host/name plumbline db migrate\n';

/** `plumbline db status|migrate|url|distribute|undistribute|backup|restore`. */
export function registerDb(program: TranslatedCommand, context: Context): void {
  const language = terminalLanguage(context.streams.env);
  const db = program.command('db').description('the database').addHelpText('after', example);
  db.command('status')
    .description('kind, version, migrations, batches, machines')
    .addHelpText('after', example)
    .action(async (_options: object, command: Command) => {
      const options = optionsOf(command);
      const { databaseStatus } = await import('../../app/database/status.js');
      const { databaseStatusText } = await import('../text/database.js');
      const status = await databaseStatus(surroundingsOf(context, options));
      printAnswer(context, options, status, databaseStatusText(status, language));
    });
  db.command('migrate')
    .description('bring the schema up to date (every command does so on its own)')
    .addHelpText('after', example)
    .action(async (_options: object, command: Command) => {
      const options = optionsOf(command);
      const { migrateDatabase } = await import('../../app/database/status.js');
      const applied = await migrateDatabase(surroundingsOf(context, options));
      const words =
        applied.length === 0
          ? say(language, 'The schema is up to date.', '表结构已是最新。')
          : applied
              .map(({ version, name }) => say(language, `Applied ${version} ${name}.`, `已执行迁移 ${version} ${name}。`))
              .join('\n');
      printAnswer(context, options, { applied }, words);
    });
  registerUrl(db, context);
  registerDistribute(db, context);
  registerBackup(db, context);
}

function registerBackup(db: TranslatedCommand, context: Context): void {
  const language = terminalLanguage(context.streams.env);
  db.command('backup')
    .description('copy the embedded database to a new folder, while nobody can write')
    .argument('<dir>', 'the folder')
    .addHelpText('after', '\nExample:\n  plumbline db backup /srv/backup/2026-07-01\n\nA server is backed up with pg_dump.\n')
    .action(async (directory: string, _options: object, command: Command) => {
      const options = optionsOf(command);
      const { backUp } = await import('../../app/database/backup.js');
      const made = await backUp(surroundingsOf(context, options), directory);
      const { files, batches, directory: to } = made;
      const words = say(
        language,
        `Copied ${files} files with ${batches} batches to ${to}.`,
        `已将 ${files} 个文件（含 ${batches} 个批次）复制到 ${to}。`,
      );
      printAnswer(context, options, made, words);
    });
  db.command('restore')
    .description('put a backup in the place of the embedded database, which is kept beside it')
    .argument('<dir>', 'the folder that `db backup` made')
    .addHelpText('after', '\nExample:\n  plumbline db restore /srv/backup/2026-07-01\n')
    .action(async (directory: string, _options: object, command: Command) => {
      const options = optionsOf(command);
      const { restore } = await import('../../app/database/backup.js');
      const made = await restore(surroundingsOf(context, options), directory);
      const { batches, kept } = made;
      const words = say(
        language,
        `Restored ${batches} batches from ${directory}.${kept === null ? '' : ` What was there is in ${kept}.`}`,
        `已从 ${directory} 恢复 ${batches} 个批次。${kept === null ? '' : `原有数据保存在 ${kept}。`}`,
      );
      printAnswer(context, options, made, words);
    });
}

function registerUrl(db: TranslatedCommand, context: Context): void {
  db.command('url')
    .description('where psql and other programs reach the database, with its password if it has one')
    .option('--hold', 'open the embedded database and keep it open until this is stopped')
    .addHelpText(
      'after',
      '\nExamples:\n  psql "$(plumbline db url)"\n  plumbline db url --hold &\n\nWhat is written past Plumbline is found by plumbline audit verify.\n',
    )
    .action(async (_options: object, command: Command) => {
      const options = optionsOf<{ hold?: boolean }>(command);
      const surroundings = surroundingsOf(context, options);
      const { databaseAddress, holdDatabase } = await import('../../app/database/address.js');
      const tell = (address: { readonly url: string }): void => printAnswer(context, options, address, address.url);
      if (options.hold === true) await holdDatabase(surroundings, tell, untilStopped());
      else tell(await databaseAddress(surroundings));
    });
}

function registerDistribute(db: TranslatedCommand, context: Context): void {
  db.command('distribute')
    .description('spread the tables over the machines of a Citus cluster, by client')
    .option('--dry-run', 'show the statements, change nothing of the tables')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://user@coordinator/name plumbline db distribute --dry-run\n')
    .action(async (_options: object, command: Command) => {
      const options = optionsOf<{ dryRun?: boolean }>(command);
      const { distributeDatabase } = await import('../../app/database/distribute.js');
      const { distributionText } = await import('../text/database.js');
      const made = await distributeDatabase(surroundingsOf(context, options), options.dryRun === true);
      printAnswer(context, options, made, distributionText(made, terminalLanguage(context.streams.env)));
    });
  db.command('undistribute')
    .description('bring the tables of a Citus cluster back to its coordinator')
    .option('--dry-run', 'show the statements, change nothing of the tables')
    .addHelpText('after', '\nExample:\n  DATABASE_URL=postgres://user@coordinator/name plumbline db undistribute --dry-run\n')
    .action(async (_options: object, command: Command) => {
      const options = optionsOf<{ dryRun?: boolean }>(command);
      const { undistributeDatabase } = await import('../../app/database/distribute.js');
      const { undistributionText } = await import('../text/database.js');
      const made = await undistributeDatabase(surroundingsOf(context, options), options.dryRun === true);
      printAnswer(context, options, made, undistributionText(made, terminalLanguage(context.streams.env)));
    });
}
