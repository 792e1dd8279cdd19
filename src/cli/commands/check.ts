import type { Command } from 'commander';
import { formatFault } from '../../faults/fault.js';
import { Stop } from '../../faults/stop.js';
import { answer, type Context, optionsOf, surroundingsOf } from '../context.js';

/** `plumbline check`. */
export function registerCheck(program: Command, context: Context): void {
  program
    .command('check')
    .description('find every fault of the workspace’s config at once')
    .action(async (_options: object, command: Command) => {
      const options = optionsOf(command);
      const { checkNearest } = await import('../../app/check-config.js');
      const report = await checkNearest(surroundingsOf(context, options));
      if (!report.ok && options.json !== true) throw new Stop(2, report.faults);
      const counts = Object.entries(report.summary).map(([kind, count]) => `${count} ${kind}`);
      for (const warning of report.faults) context.streams.talk(`${formatFault(warning)}\n`);
      answer(context, options, report, `No faults in ${report.directory}: ${counts.join(', ')}.`);
      if (!report.ok) throw new Stop(2, []);
    });
}
