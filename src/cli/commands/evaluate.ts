import type { Command } from 'commander';
import { answer, type Context, optionsOf, several, surroundingsOf } from '../context.js';
import { periodRequest, type PeriodOptions } from '../period-options.js';

/** `plumbline evaluate`. */
export function registerEvaluate(program: Command, context: Context): void {
  program
    .command('evaluate')
    .description('compute every metric and index of a period, and record it')
    .option('--period <period>', '2026-10, 2026-Q4, 2026, 2026-W41 or 2026-10-01..2026-10-15')
    .option('--client <code>', 'a client; can be given several times (else all that have facts)', several)
    .option('--as-of <batch>', 'facts as known at this batch')
    .option('--at <instant>', 'the moment at which open work is judged')
    .option('--all', 'show metrics without data too')
    .option('--strict', 'exit with 1 when a standard is missed')
    .addHelpText('after', '\nExample:\n  plumbline evaluate --period 2026-Q2 --client ACME --json\n')
    .action(async (_options: object, command: Command) => {
      const options = optionsOf<PeriodOptions & { all?: boolean; strict?: boolean }>(command);
      const request = periodRequest(context, options);
      const { withWorkspace } = await import('../../app/open-workspace.js');
      const { evaluateClients } = await import('../../app/evaluate.js');
      const { evaluationsJson } = await import('../../app/evaluation-json.js');
      const { resultTable } = await import('../../app/result-table.js');
      const { evaluations, language } = await withWorkspace(surroundingsOf(context, options), async deps => {
        const made = await evaluateClients(deps, request);
        await deps.database.settle();
        return { evaluations: made, language: deps.workspace.settings.language };
      });
      const tables = evaluations.map(evaluation => resultTable(evaluation, language, options.all));
      answer(context, options, evaluationsJson(request.period, evaluations), tables.join('\n\n'));
      const misses = evaluations.some(({ document }) =>
        document.metrics.some(metric => metric.status === 'missed' || metric.status === 'at_risk'),
      );
      context.finish(options.strict === true && misses ? 1 : 0);
    });
}
