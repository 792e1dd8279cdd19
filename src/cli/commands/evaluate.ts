import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Stop } from '../../faults/stop.js';
import { AnswerInPieces } from '../answer-in-pieces.js';
import { printAnswer, type Context, requireOption, optionsOf, collectOption } from '../context.js';
import { inWorkspace, written } from '../in-workspace.js';
import { useOfEvaluation } from '../../app/workspace/left-out.js';
import { wrongCommand } from '../plumbline-command.js';
import { periodRequest, type PeriodOptions } from '../period-options.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const example = `
Examples:
  plumbline evaluate --period 2026-Q2 --client ACME --json
  plumbline evaluate --period 2026-05 --period 2026-06 --what-if stricter.yaml
`;

type Options = Omit<PeriodOptions, 'period'> & {
  readonly period?: readonly string[];
  readonly all?: boolean;
  readonly strict?: boolean;
  readonly whatIf?: string;
};

/** `plumbline evaluate`. */
export function registerEvaluate(program: TranslatedCommand, context: Context): void {
  program
    .command('evaluate')
    .description('compute every metric and index of a period, and record it')
    .option('--period <period>', '2026-10, 2026-Q4, 2026, 2026-W41 or 2026-10-01..2026-10-15', collectOption)
    .option('--client <code>', 'a client; can be given several times (else all that have facts)', collectOption)
    .option('--as-of <batch>', 'facts as known at this batch')
    .option('--at <instant>', 'the moment at which open work is judged')
    .option('--all', 'show metrics without data too')
    .option('--strict', 'exit with 1 when a standard is missed')
    .option(
      '--what-if <file>',
      'show what past periods would have been with the standards, scales, indexes of this file; writes nothing',
    )
    .addHelpText('after', example)
    .action(async (_options: object, command: Command) => {
      const { period: periods = [], ...given } = optionsOf<Options>(command);
      if (given.whatIf !== undefined) return tryRules(context, given, { file: given.whatIf, periods });
      const [period, ...others] = periods;
      if (others.length > 0) throw oneAtATime(periods);
      const options = { ...given, ...(period === undefined ? {} : { period }) };
      const request = periodRequest(context, options);
      const { evaluateInTurn } = await import('../../app/evaluation/evaluate.js');
      const { printedClient, viewFor } = await import('../text/evaluated-client.js');
      const answer = new AnswerInPieces(context, options, { period: request.period }, 'clients');
      let misses = false;
      const { leftOutJson } = await written(
        context,
        options,
        deps => {
          const { language } = deps.workspace.settings;
          const printing = { json: options.json === true, all: options.all === true, language };
          return evaluateInTurn(deps, request, viewFor(printing), evaluated => {
            answer.add(printedClient(evaluated, printing));
            misses ||= evaluated.seen.misses;
          });
        },
        useOfEvaluation(request.clients),
      );
      answer.end(leftOutJson);
      context.finish(options.strict === true && misses ? 1 : 0);
    });
}

const oneAtATime = (periods: readonly string[]): Stop => wrongCommand({ phrase: 'several_periods', periods });

async function tryRules(
  context: Context,
  options: Omit<Options, 'period'>,
  { file, periods }: { readonly file: string; readonly periods: readonly string[] },
): Promise<void> {
  if (options.asOf !== undefined || options.at !== undefined) throw wrongCommand('what_if_with_times');
  const request = {
    rules: { file: resolve(context.streams.start, file) },
    periods: periods.length === 0 ? [requireOption(undefined, '--period <period>')] : periods,
    clients: options.client ?? [],
  };
  const { whatIf, whatIfJson } = await import('../../app/evaluation/what-if.js');
  const { whatIfText } = await import('../text/what-if.js');
  const { answer, language } = await inWorkspace(context, options, deps => whatIf(deps, request));
  printAnswer(context, options, { what_if: file, ...whatIfJson(answer) }, whatIfText(answer, language));
}
