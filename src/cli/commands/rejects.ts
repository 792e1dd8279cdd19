import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { WhichRejects } from '../../app/imports/settle-rejects.js';
import { fault } from '../../faults/make.js';
import { rejectFaults } from '../../faults/rejects.js';
import { Stop } from '../../faults/stop.js';
import { usageFaults } from '../../faults/usage.js';
import { actorOf, type Context, optionsOf, printAnswer, requireOption } from '../context.js';
import { inWorkspace, written } from '../in-workspace.js';
import { wrongCommand } from '../plumbline-command.js';
import { rowsNamed } from '../rows-named.js';
import { terminalLanguage } from '../streams.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const examples = `
Examples:
  plumbline rejects list                                          batches with rejected rows
  plumbline rejects list 7                                        the rejected rows of a batch, each with its faults
  plumbline rejects mend 7 rejects/7.csv --dry-run                what the corrected file would change
  plumbline rejects settle 7 --rows 17,18 --reason "test orders"  nobody will mend these; it stays visible
  plumbline rejects settle 7 --fault client_unknown --reason "orders of another depot"
  plumbline rejects settle 7 --left --reason "orders of the test system"
  plumbline rejects reopen 7 --rows 17                            to mend after all
`;

/** `plumbline rejects list`, `mend`, `settle`, `reopen`. */
export function registerRejects(program: TranslatedCommand, context: Context): void {
  const rejects = program
    .command('rejects')
    .description('rejected rows: list them, mend them, settle what nobody will mend')
    .addHelpText('after', examples);
  rejects
    .command('list')
    .description('batches with rejected rows, or the rejected rows of one')
    .argument('[batch]', 'its number')
    .option('--all', 'also what is mended or settled')
    .action((batch: string | undefined, _options: object, command: Command) =>
      batch === undefined ? listBatches(command, context) : listRows(batch, command, context),
    );
  rejects
    .command('mend')
    .description('import the corrected file of rejected rows as a batch that mends the first')
    .argument('<batch>', 'its number')
    .argument('<file>', 'the corrected file of rejected rows')
    .option('--dry-run', 'do everything, then take it back')
    .option('--replace-later', 'also replace facts that a later batch brought')
    .action((batch: string, file: string, _options: object, command: Command) => mend(batch, file, command, context));
  rejects
    .command('settle')
    .description('say of rejected rows that nobody will mend them, and why')
    .argument('<batch>', 'its number')
    .option('--rows <rows>', 'which rows, by their numbers in the source, separated by commas')
    .option('--fault <code>', 'all rows left to mend that were rejected for it')
    .option('--column <name>', 'with --fault: only where it is in this column')
    .option('--left', 'all rows that are left to mend')
    .option('--reason <text>', 'why; it stays visible')
    .action((batch: string, _options: object, command: Command) => settle(batch, command, context));
  rejects
    .command('reopen')
    .description('make settled rows rows to mend again')
    .argument('<batch>', 'its number')
    .option('--rows <rows>', 'which rows, by their numbers in the source, separated by commas')
    .action((batch: string, _options: object, command: Command) => reopen(batch, command, context));
}

interface Options {
  readonly dryRun?: boolean;
  readonly replaceLater?: boolean;
  readonly all?: boolean;
  readonly rows?: string;
  readonly fault?: string;
  readonly column?: string;
  readonly left?: boolean;
  readonly reason?: string;
}

function batchOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Stop(2, [fault(usageFaults, 'batch_number', { given: text })]);
  return Number(text);
}

async function listBatches(command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command);
  const { importsWithRejects } = await import('../../app/imports/list-imports.js');
  const { rejectBatchesText } = await import('../text/rejects.js');
  const { answer, language } = await inWorkspace(context, options, deps => importsWithRejects(deps, options.all === true));
  printAnswer(context, options, { imports: answer }, rejectBatchesText(answer, language));
}

async function listRows(text: string, command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command);
  const batch = batchOf(text);
  const { rejectedRowsShown } = await import('../../app/imports/rejected-rows.js');
  const { rejectedRowsText } = await import('../text/rejects.js');
  const asked = { batch, clients: 'all', after: 0, limit: mostShown, isOpenOnly: options.all !== true } as const;
  const { answer, language, zone } = await inWorkspace(context, options, deps => thereOf(batch, rejectedRowsShown(deps, asked)));
  printAnswer(context, options, answer, rejectedRowsText(answer, language, zone));
}

async function mend(text: string, file: string, command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command);
  const batch = batchOf(text);
  const request = {
    batch,
    path: resolve(context.streams.start, file),
    actor: actorOf(context, options),
    dryRun: options.dryRun === true,
    replacesLater: options.replaceLater === true,
  };
  const { mendFromFile } = await import('../../app/imports/mend-from-file.js');
  const { batchJson } = await import('../../app/imports/imported-batch.js');
  const { mendedText } = await import('../text/rejects.js');
  const { answer, language } = await written(context, options, deps => thereOf(batch, mendFromFile(deps, request)));
  const { imported, left_out } = answer;
  const { repeatedText } = await import('../text/repeated-faults.js');
  const { streams } = context;
  if (options.json !== true)
    for (const found of [...imported.warnings, ...imported.errors])
      streams.stderr(`${repeatedText(found, terminalLanguage(streams.env))}\n`);
  printAnswer(context, options, { batches: [batchJson(imported)], left_out }, mendedText(answer, language));
  // What is tried comes to the same end as what is done.
  const wouldBeRefused = (imported.replaces?.facts ?? 0) > 0 && !request.replacesLater;
  context.finish(imported.rows.rejected > 0 || wouldBeRefused ? 1 : 0);
}

/** More are read in the file of rejected rows. */
const mostShown = 1000;

async function settle(text: string, command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command);
  const batch = batchOf(text);
  const request = {
    batch,
    clients: 'all',
    which: whichOf(options),
    reason: requireOption(options.reason?.trim(), '--reason <text>'),
    actor: actorOf(context, options),
  } as const;
  const { settleRejects } = await import('../../app/imports/settle-rejects.js');
  const { settledText } = await import('../text/rejects.js');
  const { answer, language } = await written(context, options, deps => thereOf(batch, settleRejects(deps, request)));
  printAnswer(context, options, answer, settledText(answer, language));
}

function whichOf({ rows, fault: code, column, left }: Options): WhichRejects {
  const isOne = [rows, code, left].filter(one => one !== undefined).length === 1;
  if (!isOne || (column !== undefined && code === undefined)) throw wrongCommand('rows_fault_or_left');
  if (left === true) return { left };
  return code === undefined ? { rows: rowsOf(rows) } : { fault: { code, column } };
}

const rowsOf = (given: string | undefined): readonly string[] => rowsNamed(requireOption(given, '--rows <rows>'));

async function reopen(text: string, command: Command, context: Context): Promise<void> {
  const options = optionsOf<Options>(command);
  const batch = batchOf(text);
  const request = { batch, clients: 'all', rows: rowsOf(options.rows), actor: actorOf(context, options) } as const;
  const { reopenRejects } = await import('../../app/imports/settle-rejects.js');
  const { reopenedText } = await import('../text/rejects.js');
  const { answer, language } = await written(context, options, deps => thereOf(batch, reopenRejects(deps, request)));
  printAnswer(context, options, answer, reopenedText(answer, language));
}

/** What was found of a batch's rejected rows. Stops where there is no list of them. */
async function thereOf<T>(batch: number, work: Promise<T | undefined>): Promise<T> {
  const found = await work;
  if (found === undefined) throw new Stop(2, [fault(rejectFaults, 'rejects_none', { batch })]);
  return found;
}
