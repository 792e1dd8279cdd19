import type { Command } from 'commander';
import { printAnswer, type Context, optionsOf, surroundingsOf } from '../context.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const example = '\nExamples:\n  plumbline metrics list\n  plumbline metrics show on_time_delivery\n';

const rules = `
Rules that no definition repeats:
  A day that was promised or due holds until its last moment; a time is taken as it is written.
  An undated fact is counted in the periods that its other dates touch, from the earliest to the latest of them.
  A total is 0 where facts of its kind are dated in the period and do not count, no data where there are none.
  Fewer judged than min_population: value and gap are shown, there is no score.
  A metric on trial is not scored; its weight goes to its siblings, and coverage does not miss it.
  Coverage is the share of the declared weights that has a score, whatever amplifies them.
  The shortfall is empty where all judged facts together would not reach the level.
`;

/** `plumbline metrics list|show`. */
export function registerMetrics(program: TranslatedCommand, context: Context): void {
  const metrics = program.command('metrics').description('the metrics that hold here').addHelpText('after', example);
  metrics
    .command('list')
    .description('every metric: id, name, kind, unit')
    .addHelpText('after', example)
    .action(async (_options: object, command: Command) => {
      const options = optionsOf(command);
      const { listMetrics } = await import('../../app/workspace/list-metrics.js');
      const { metricsTable } = await import('../text/metrics.js');
      const listed = await listMetrics(surroundingsOf(context, options));
      printAnswer(context, options, { metrics: listed.metrics }, metricsTable(listed.metrics, listed.language));
    });
  metrics
    .command('show')
    .description('one metric in words and as expressions, with its standards')
    .addHelpText('after', example + rules)
    .argument('<metric>', 'its id or a printed name')
    .action(async (name: string, _options: object, command: Command) => {
      const options = optionsOf(command);
      const { stringify } = await import('yaml');
      const { showMetric } = await import('../../app/workspace/list-metrics.js');
      const shown = await showMetric(surroundingsOf(context, options), name);
      printAnswer(
        context,
        options,
        shown,
        stringify({ metrics: [shown.metric], ...(shown.standards.length === 0 ? {} : { standards: shown.standards }) }),
      );
    });
}
