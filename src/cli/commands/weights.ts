import { resolve } from 'node:path';
import type { Command } from 'commander';
import { actorOf, printAnswer, type Context, requireOption, optionsOf, collectOption } from '../context.js';
import { inWorkspace, written } from '../in-workspace.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const deriveExamples = `
Examples:
  plumbline weights derive --method given --index kpi --weights importance.csv --normalise --dry-run
  plumbline weights derive --method survey --index satisfaction --client ACME --wave 2026-H1 --role client=0.7 --role consignee=0.3
  plumbline weights derive --method ahp --index kpi --matrix chen.csv --matrix lin.xlsx --from 2026-07-01
  plumbline weights derive --method entropy --index kpi --node transport --period 2026-04 --period 2026-05 --period 2026-06
  plumbline weights derive --method mix --mix ahp=0.6 --mix entropy=0.4 --index kpi --matrix chen.csv --period 2026-05 --period 2026-06

A matrix is a table (csv or xlsx) whose first row and first column hold the ids of the children of one node, in the same order; a
cell says how many times as important its row is as its column (3, 1/3). Several files about the same nodes are several experts.
`;

interface DeriveOptions {
  readonly method?: string;
  readonly index?: string;
  readonly node?: string;
  readonly client?: string;
  readonly from?: string;
  readonly matrix?: readonly string[];
  readonly weights?: string;
  readonly wave?: string;
  readonly role?: readonly string[];
  readonly period?: readonly string[];
  readonly mix?: readonly string[];
  readonly normalise?: boolean;
  readonly out?: string;
  readonly dryRun?: boolean;
}

/** `plumbline weights derive`, `show`. */
export function registerWeights(program: TranslatedCommand, context: Context): void {
  const weights = program
    .command('weights')
    .description('the weights of the indexes, and deriving them')
    .addHelpText('after', '\nExample:\n  plumbline weights show --index kpi --client ACME --period 2026-06\n');
  weights
    .command('derive')
    .description('derive weights and write them as a dated file of config, to be reviewed')
    .option('--method <method>', 'given, survey, ahp, entropy or mix')
    .option('--index <id>', 'the index')
    .option('--node <id>', 'the branch whose children are weighed, or the index itself (else every level that the method can)')
    .option('--client <code>', 'the client whose view it is; the weights hold for it alone')
    .option('--from <day>', 'the first day (else the first of next month)')
    .option('--matrix <file>', 'ahp: pairwise comparisons, csv or xlsx; can be given several times', collectOption)
    .option('--weights <file>', 'given: a column of nodes and one of weights, csv or xlsx')
    .option('--normalise', 'given: divide by their sum, for shares of a question that allowed several answers')
    .option('--wave <wave>', 'survey: whose answers about importance')
    .option(
      '--role <role=share>',
      'survey: how much client, consignee, internal, outsider count (else as the wave is configured); can be given several times',
      collectOption,
    )
    .option('--period <period>', 'entropy: an evaluated period; twice or more', collectOption)
    .option('--mix <method=share>', 'mix: a method and its share; twice or more', collectOption)
    .option('--out <file>', 'the file to write (else config/weights/INDEX-DAY.yaml)')
    .option('--dry-run', 'only show old and new weights and their effect on the last period')
    .addHelpText('after', deriveExamples)
    .action((_options: object, command: Command) => derive(command, context));
  weights
    .command('show')
    .description('the weights in force, where they come from, and with a client and a period what they became')
    .option('--index <id>', 'the index (else all)')
    .option('--period <period>', 'as in force on its last day (else today)')
    .option('--client <code>', 'as they hold for a client')
    .addHelpText('after', '\nExample:\n  plumbline weights show --index kpi --client ACME --period 2026-06\n')
    .action((_options: object, command: Command) => show(command, context));
}

async function derive(command: Command, context: Context): Promise<void> {
  const options = optionsOf<DeriveOptions>(command);
  const { parseDayOption, parseMethod, mixOf, rolesOf } = await import('../../app/weights/request.js');
  const path = (file: string): string => resolve(context.streams.start, file);
  const { node, client, wave, period = [], from, weights, out } = options;
  const request = {
    method: parseMethod(requireOption(options.method, '--method <method>')),
    index: requireOption(options.index, '--index <id>'),
    node,
    client,
    wave,
    from: from === undefined ? undefined : parseDayOption(from),
    matrices: (options.matrix ?? []).map(path),
    weights: weights === undefined ? undefined : path(weights),
    roles: rolesOf(options.role ?? []),
    periods: period,
    mix: mixOf(options.mix ?? []),
    normalise: options.normalise === true,
    out: out === undefined ? undefined : path(out),
    dryRun: options.dryRun === true,
    actor: actorOf(context, options),
  };
  const { deriveWeights } = await import('../../app/weights/derive.js');
  const { derivedText } = await import('../text/weights-derive.js');
  const { answer, language } = await written(context, options, deps => deriveWeights(deps, request));
  printAnswer(context, options, answer, derivedText(answer, language));
}

async function show(command: Command, context: Context): Promise<void> {
  const options = optionsOf<{ index?: string; period?: string; client?: string }>(command);
  const { showWeights } = await import('../../app/weights/show.js');
  const { weightsText } = await import('../text/weights-show.js');
  const { index, period, client } = options;
  const { answer, language } = await inWorkspace(context, options, deps => showWeights(deps, { index, period, client }));
  printAnswer(context, options, answer, weightsText(answer, language));
}
