import type { Improvement } from '../../contract/improvement.js';
import type { Command } from 'commander';
import { printAnswer, type CommonOptions, type Context, requireOption, optionsOf } from '../context.js';
import { written, type WorkspaceAnswer } from '../in-workspace.js';
import { clientNeeded } from './amendments.js';
import type { TranslatedCommand } from '../words/translated-command.js';

interface Options extends CommonOptions {
  client?: string;
  period?: string;
}

/** `plumbline improvement` and `plumbline credits`. */
export function registerImprovement(program: TranslatedCommand, context: Context): void {
  const asked = (command: TranslatedCommand): TranslatedCommand =>
    command
      .option('--client <code>', 'the client')
      .option('--period <period>', '2026-10, 2026-Q4, 2026, 2026-W41 or 2026-10-01..2026-10-15');
  asked(program.command('improvement').description('what to improve first, where the failures lie, and what follows from them'))
    .addHelpText('after', '\nExample:\n  plumbline improvement --period 2026-06 --client ACME\n')
    .action(async (_options: object, command: Command) => {
      const { improvementText } = await import('../text/improvement.js');
      const options = optionsOf<Options>(command);
      const { answer, language } = await found(context, options);
      printAnswer(context, options, answer, improvementText(answer, language));
    });
  asked(program.command('credits').description('the service credits of a period, with the facts behind them'))
    .addHelpText('after', '\nExample:\n  plumbline credits --period 2026-06 --client ACME --json\n')
    .action(async (_options: object, command: Command) => {
      const { creditsText } = await import('../text/improvement.js');
      const options = optionsOf<Options>(command);
      const { answer, language } = await found(context, options);
      const { client, period, evaluation, credits, credits_elsewhere: elsewhere, events } = answer;
      const others = elsewhere === undefined ? {} : { credits_elsewhere: elsewhere };
      printAnswer(context, options, { client, period, evaluation, credits, ...others, events }, creditsText(answer, language));
    });
}

async function found(context: Context, options: Options): Promise<WorkspaceAnswer<Improvement>> {
  const request = {
    client: clientNeeded(options),
    period: requireOption(options.period, '--period <period>'),
  };
  const { improvementFor } = await import('../../app/improvement/show.js');
  return written(context, options, deps => improvementFor(deps, request));
}
