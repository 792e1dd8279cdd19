import type { Command } from 'commander';
import { Stop } from '../../faults/stop.js';
import { faultJson } from '../../faults/worded.js';
import { printAnswer, type Context, optionsOf, surroundingsOf, faultsText } from '../context.js';
import { terminalLanguage } from '../streams.js';
import type { TranslatedCommand } from '../words/translated-command.js';

/** `plumbline check`. */
export function registerCheck(program: TranslatedCommand, context: Context): void {
  program
    .command('check')
    .description('find every error of the workspace’s config at once')
    .addHelpText('after', '\nExample:\n  plumbline check --workspace acme\n')
    .action(async (_options: object, command: Command) => {
      const options = optionsOf(command);
      const { checkNearest } = await import('../../app/workspace/check-config.js');
      const report = await checkNearest(surroundingsOf(context, options));
      if (!report.ok && options.json !== true) throw new Stop(2, report.faults);
      const { checkedText } = await import('../text/check.js');
      for (const found of report.faults) context.streams.stderr(`${faultsText(context.streams, [found])}\n`);
      printAnswer(
        context,
        options,
        { ...report, faults: report.faults.map(faultJson) },
        checkedText(report, terminalLanguage(context.streams.env)),
      );
      context.finish(report.ok ? 0 : 2);
    });
}
