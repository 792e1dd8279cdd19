import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Deps } from '../../app/deps.js';
import type { ImportedBatch } from '../../app/imports/imported-batch.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { usageFaults } from '../../faults/usage.js';
import { faultJson } from '../../faults/worded.js';
import {
  actorOf,
  printAnswer,
  type CommonOptions,
  type Context,
  requireOption,
  optionsOf,
  surroundingsOf,
  faultsText,
} from '../context.js';
import { written } from '../in-workspace.js';
import { leftOutJson, useOfImport, useOfSettings, useOfWithdrawal } from '../../app/workspace/left-out.js';
import { wrongCommand } from '../plumbline-command.js';
import { type Streams, terminalLanguage } from '../streams.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const examples = `
Examples:
  plumbline import inbox/june.csv --layout shipments --dry-run   show what would happen
  plumbline import inbox/june.csv --layout shipments
  plumbline import withdraw 7 --reason "wrong month"

Rejected rows go to rejects/<batch>.csv with the reason beside each row; the exit code is then 1.
`;

/** `plumbline import FILE…` and `plumbline import withdraw BATCH`. */
export function registerImport(program: TranslatedCommand, context: Context): void {
  const command = program
    .command('import')
    .description('import source files, each as one batch: whole or not at all')
    .argument('<files...>', 'the files')
    .option('--layout <name>', 'how the files’ columns are read')
    .option('--dry-run', 'do everything, then take it back')
    .addHelpText('after', examples)
    .action((files: readonly string[], _options: object, self: Command) => importFiles(files, self, context));
  command
    .command('withdraw')
    .description('take an imported batch back, in the open, as a batch of its own')
    .addHelpText('after', '\nExample:\n  plumbline import withdraw 7 --reason "wrong month"\n')
    .argument('<batch>', 'its number')
    .option('--reason <text>', 'why; it stays visible')
    .action((batch: string, _options: object, self: Command) => withdraw(batch, self, context));
}

type ImportOptions = CommonOptions & { readonly layout?: string; readonly dryRun?: boolean };

async function importFiles(files: readonly string[], command: Command, context: Context): Promise<void> {
  const options = optionsOf<ImportOptions>(command);
  const { withWorkspace } = await import('../../app/workspace/open-workspace.js');
  const { importSummary } = await import('../text/import-summary.js');
  const { batchJson } = await import('../../app/imports/imported-batch.js');
  const { progressBar } = await import('../progress.js');
  const bar = progressBar(context.streams, options.json === true);
  const paths = files.map(file => resolve(context.streams.start, file));
  const use = options.layout === undefined ? useOfSettings : useOfImport(options.layout);
  const { batches, stopped, language, leftOut } = await withWorkspace(
    { ...surroundingsOf(context, options), progress: bar.report, use },
    async deps => ({
      ...(await imported(deps, paths, {
        options,
        actor: actorOf(context, options),
        streams: context.streams,
        stopBar: bar.stop,
      })),
      language: deps.workspace.settings.language,
      leftOut: leftOutJson(deps.workspace),
    }),
  );
  const json = { batches: batches.map(batchJson), ...leftOut };
  if (stopped === undefined) {
    printAnswer(context, options, json, importSummary(batches, language));
    context.finish(batches.some(batch => batch.rows.rejected > 0) ? 1 : 0);
    return;
  }
  printAnswer(
    context,
    options,
    { ...json, exit: stopped.exitCode, faults: stopped.faults.map(faultJson) },
    importSummary(batches, language),
  );
  context.streams.stderr(`${faultsText(context.streams, stopped.faults)}\n`);
  context.finish(stopped.exitCode);
}

interface Import {
  readonly options: ImportOptions;
  readonly actor: string;
  readonly streams: Streams;
  readonly stopBar: () => void;
}

/** The files imported one by one; where one stops after others are done, those and why it stopped. */
async function imported(
  deps: Deps,
  paths: readonly string[],
  { options, actor, streams, stopBar }: Import,
): Promise<{ readonly batches: readonly ImportedBatch[]; readonly stopped?: Stop }> {
  const { importFile } = await import('../../app/imports/import-file.js');
  const { repeatedText } = await import('../text/repeated-faults.js');
  const language = terminalLanguage(streams.env);
  const { filesReadable } = await import('../../app/imports/readable-files.js');
  await filesReadable(deps, paths, options.layout);
  const batches: ImportedBatch[] = [];
  try {
    for (const path of paths) {
      const batch = await importFile(deps, {
        path,
        layout: options.layout,
        dryRun: options.dryRun === true,
        actor,
        clients: 'all',
      });
      stopBar();
      if (options.json !== true)
        for (const found of [...batch.warnings, ...batch.errors]) streams.stderr(`${repeatedText(found, language)}\n`);
      batches.push(batch);
    }
    await deps.database.settle();
    return { batches };
  } catch (problem) {
    if (!(problem instanceof Stop) || batches.length === 0) throw problem;
    // What stopped the import may be the database itself; then that is what is to be reported.
    await deps.database.settle().catch(() => undefined);
    return { batches, stopped: problem };
  } finally {
    stopBar();
  }
}

async function withdraw(text: string, command: Command, context: Context): Promise<void> {
  const options = optionsOf<{ reason?: string; layout?: string; dryRun?: boolean }>(command);
  // The options of `import` reach this far; one that were passed over would do what it was meant to prevent.
  if (options.dryRun === true || options.layout !== undefined) throw wrongCommand('withdraw_takes_no_options');
  const reason = requireOption(options.reason, '--reason <text>');
  if (!/^\d{1,9}$/.test(text)) throw new Stop(2, [fault(usageFaults, 'batch_number', { given: text })]);
  const { withdrawImport } = await import('../../app/imports/withdraw-import.js');
  const { withdrawnText } = await import('../text/import-summary.js');
  const request = { batch: Number(text), reason, actor: actorOf(context, options) };
  const { answer, language } = await written(context, options, deps => withdrawImport(deps, request), useOfWithdrawal);
  printAnswer(context, options, answer, withdrawnText(answer, language));
}
