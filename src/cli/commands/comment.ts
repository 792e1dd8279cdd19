import type { Command } from 'commander';
import { actorOf, printAnswer, type Context, requireOption, optionsOf } from '../context.js';
import { inWorkspace, written } from '../in-workspace.js';
import type { TranslatedCommand } from '../words/translated-command.js';
import { clientNeeded } from './amendments.js';

interface Options {
  client?: string;
  period?: string;
  metric?: string;
  text?: string;
}

/** `plumbline comment add`, `list`, `remove`. */
export function registerComment(program: TranslatedCommand, context: Context): void {
  const comment = program
    .command('comment')
    .description('what is said beside the figures of a period, for the client to read')
    .addHelpText('after', '\nExample:\n  plumbline comment list --client ACME --period 2026-06\n');
  comment
    .command('add')
    .description('write a comment on a period or on a metric of it, in the place of the one before')
    .option('--client <code>', 'the client')
    .option('--period <period>', 'the period')
    .option('--metric <id>', 'a metric (else the whole period)')
    .option('--text <text>', 'what is to be said')
    .addHelpText(
      'after',
      '\nExample:\n  plumbline comment add --client ACME --period 2026-06 --metric on_time_delivery --text "the dock of RTM1 was closed for two days"\n',
    )
    .action((_options: object, command: Command) =>
      write(command, context, options => requireOption(options.text, '--text <text>')),
    );
  comment
    .command('list')
    .description('the comments that stand')
    .option('--client <code>', 'of this client only')
    .option('--period <period>', 'of this period only')
    .action((_options: object, command: Command) => list(command, context));
  comment
    .command('remove')
    .description('take a comment away; the ledger keeps it')
    .option('--client <code>', 'the client')
    .option('--period <period>', 'the period')
    .option('--metric <id>', 'a metric (else the whole period)')
    .action((_options: object, command: Command) => write(command, context, () => ''));
}

async function write(command: Command, context: Context, textOf: (options: Options) => string): Promise<void> {
  const options = optionsOf<Options>(command);
  const request = {
    client: clientNeeded(options),
    period: requireOption(options.period, '--period <period>'),
    metric: options.metric ?? null,
    text: textOf(options),
    actor: actorOf(context, options),
  };
  const { writeComment } = await import('../../app/periods/comments.js');
  const { commentWrittenText } = await import('../text/comments.js');
  const { answer, language } = await written(context, options, deps => writeComment(deps, request));
  printAnswer(context, options, answer, commentWrittenText(answer, language));
}

async function list(command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command);
  const { listComments } = await import('../../app/periods/comments.js');
  const { commentsText } = await import('../text/comments.js');
  const { client, period } = options;
  const found = await inWorkspace(context, options, deps => listComments(deps, { client, period }));
  printAnswer(context, options, { comments: found.answer }, commentsText(found.answer, found.language, found.zone));
}
