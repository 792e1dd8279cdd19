import type { Command } from 'commander';
import { actorOf, printAnswer, type Context, requireOption, optionsOf } from '../context.js';
import { written } from '../in-workspace.js';
import { addDecisions, addLists, clientNeeded } from './amendments.js';
import type { TranslatedCommand } from '../words/translated-command.js';

interface Options {
  client?: string;
  period?: string;
  metric?: string;
  value?: string;
  reason?: string;
  evidence?: string;
  dryRun?: boolean;
}

/** `plumbline override request`, `approve`, `refuse`, `revoke`, `list`, `show`. */
export function registerOverride(program: TranslatedCommand, context: Context): void {
  const override = program
    .command('override')
    .description('agree on a metric’s value for a period, in the open; the calculated one is shown next to it')
    .addHelpText('after', '\nExample:\n  plumbline override list --client ACME\n');
  override
    .command('request')
    .description('request an override; nothing changes until somebody else approves it')
    .option('--client <code>', 'the client')
    .option('--period <period>', 'the period, as it is evaluated')
    .option('--metric <id>', 'the metric')
    .option('--value <value>', 'the value in the metric’s unit, such as 97.5% or 12.5')
    .option('--reason <text>', 'why')
    .option('--evidence <text>', 'what it refers to: minutes, a document, a mail')
    .option('--dry-run', 'only show what it would change')
    .addHelpText(
      'after',
      '\nExample:\n  plumbline override request --client ACME --period 2026-06 --metric stock_intact --value 99.8% --reason "recount agreed with the client" --evidence "minutes of 2026-07-05"\n',
    )
    .action((_options: object, command: Command) => request(command, context));
  addDecisions(override, context, 'override');
  addLists(override, context, 'override');
}

async function request(command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command);
  const asked = {
    client: clientNeeded(options),
    period: requireOption(options.period, '--period <period>'),
    metric: requireOption(options.metric, '--metric <id>'),
    value: requireOption(options.value, '--value <value>'),
    reason: requireOption(options.reason, '--reason <text>'),
    evidence: options.evidence ?? '',
    actor: actorOf(context, options),
    dryRun: options.dryRun === true,
  };
  const { requestOverride } = await import('../../app/amendments/request.js');
  const { requestedText } = await import('../text/amendment-effects.js');
  const { answer, language } = await written(context, options, deps => requestOverride(deps, asked));
  printAnswer(context, options, { ...answer, dry_run: asked.dryRun }, requestedText('override', answer, language));
}
