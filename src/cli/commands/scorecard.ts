import { resolve } from 'node:path';
import type { Command } from 'commander';
import { printAnswer, type Context, languagesOf, optionsOf, collectOption } from '../context.js';
import { written } from '../in-workspace.js';
import { periodRequest, type PeriodOptions, revisionOf } from '../period-options.js';
import type { TranslatedCommand } from '../words/translated-command.js';

/** `plumbline scorecard`. */
export function registerScorecard(program: TranslatedCommand, context: Context): void {
  program
    .command('scorecard')
    .description('write the clients’ workbooks of a period, evaluating what is not yet')
    .option('--period <period>', '2026-10, 2026-Q4, 2026, 2026-W41 or 2026-10-01..2026-10-15')
    .option('--client <code>', 'a client; can be given several times (else all that have facts)', collectOption)
    .option('--lang <language>', 'en or zh (else the workspace’s language)')
    .option('--out <dir>', 'where to (else scorecards/ of the workspace)')
    .option('--portfolio', 'one workbook over all clients besides')
    .option('--pdf', 'the pages that are handed over as a PDF besides')
    .option('--revision <number>', 'one that was closed, also when the period has been reopened since')
    .option('--as-of <batch>', 'facts as known at this batch')
    .option('--at <instant>', 'the moment at which open work is judged')
    .addHelpText('after', '\nExample:\n  plumbline scorecard --period 2026-06 --client ACME --lang en,zh\n')
    .action(async (_options: object, command: Command) => {
      const options = optionsOf<
        PeriodOptions & { lang?: string; out?: string; portfolio?: boolean; pdf?: boolean; revision?: string }
      >(command);
      const languages = languagesOf(options.lang);
      const revision = options.revision === undefined ? undefined : revisionOf(options.revision);
      const request = { ...periodRequest(context, options), revision };
      const { writeScorecards } = await import('../../app/scorecards/write-scorecards.js');
      const out = options.out === undefined ? undefined : resolve(context.streams.start, options.out);
      const { answer } = await written(context, options, deps =>
        writeScorecards(deps, {
          ...request,
          language: languages ?? deps.workspace.settings.language,
          out,
          portfolio: options.portfolio === true,
          pdf: options.pdf === true,
        }),
      );
      const { files } = answer;
      printAnswer(context, options, { period: request.period, scorecards: files }, files.map(({ file }) => file).join('\n'));
    });
}
