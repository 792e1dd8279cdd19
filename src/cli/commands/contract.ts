import { resolve } from 'node:path';
import type { Command } from 'commander';
import { faultJson } from '../../faults/worded.js';
import { wrongCommand } from '../plumbline-command.js';
import { type Context, faultsText, languageOf, optionsOf, printAnswer, requireOption, surroundingsOf } from '../context.js';
import { written } from '../in-workspace.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const examples = `
Examples:
  plumbline contract list --client ACME
  plumbline contract show --client ACME --on 2026-06-30
  plumbline contract draft --client ACME --out config/contracts/acme.yaml
  plumbline contract template --client ACME --out acme.xlsx
  plumbline contract import acme.xlsx --dry-run
`;

interface Options {
  readonly client?: string;
  readonly on?: string;
  readonly out?: string;
  readonly lang?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** `plumbline contract list|show|draft|template|import`. */
export function registerContract(program: TranslatedCommand, context: Context): void {
  const contract = program
    .command('contract')
    .description('what was agreed with clients: levels, rules, credits, hand-out')
    .addHelpText('after', examples);
  const command = (name: string) => contract.command(name).addHelpText('after', examples);
  const client = ['--client <code>', 'of one client'] as const;
  const on = ['--on <day>', 'as it holds on a day such as 2026-06-30 (else today)'] as const;
  command('list')
    .description('every contract: for whom, from when until when')
    .option(...client)
    .option('--on <day>', 'only those in force on a day such as 2026-06-30')
    .action((_options: object, given: Command) => list(context, given));
  command('show')
    .description('what holds by a contract, in words')
    .argument('[contract]', 'its number; else the one in force for the client')
    .option(...client)
    .option(...on)
    .action((name: string | undefined, _options: object, given: Command) => show(context, given, name));
  command('draft')
    .description('what holds for a client without a contract, written as one')
    .option(...client)
    .option(...on)
    .option('--out <file>', 'write it to a new file (else it is shown)')
    .action((_options: object, given: Command) => draft(context, given));
  command('template')
    .description('a workbook in which a contract is filled in')
    .option('--client <code>', 'filled with its contract, else with the draft of one')
    .option(...on)
    .option('--lang <language>', 'en or zh (else the workspace’s language)')
    .option('--out <file>', 'the workbook to write, a new .xlsx file')
    .action((_options: object, given: Command) => template(context, given));
  command('import')
    .description('check a filled-in workbook, show what it changes, and write the contract into config')
    .argument('<file>', 'the workbook')
    .option('--dry-run', 'show it and write nothing')
    .option('--yes', 'replace a contract that is written otherwise')
    .action((file: string, _options: object, given: Command) => importWorkbook(context, given, file));
}

async function list(context: Context, given: Command): Promise<void> {
  const options = optionsOf<Options>(given);
  const { listContracts } = await import('../../app/contracts/show.js');
  const { contractsTable } = await import('../text/contract.js');
  const { client, on } = options;
  const { contracts, language } = await listContracts(surroundingsOf(context, options), { client, on });
  printAnswer(context, options, { contracts }, contractsTable(contracts, language));
}

async function show(context: Context, given: Command, contract: string | undefined): Promise<void> {
  const options = optionsOf<Options>(given);
  const { client, on } = options;
  if (contract === undefined) requireOption(client, '--client <code>');
  const { showContract } = await import('../../app/contracts/show.js');
  const { contractText } = await import('../text/contract.js');
  const { shown, workspace } = await showContract(surroundingsOf(context, options), { contract, client, on });
  printAnswer(context, options, shown, contractText(shown, workspace.toWord, workspace.settings.language));
}

async function draft(context: Context, given: Command): Promise<void> {
  const options = optionsOf<Options>(given);
  const client = requireOption(options.client, '--client <code>');
  const { draftOf, draftYaml, writeDraft } = await import('../../app/contracts/draft.js');
  const { draftedText } = await import('../text/contract-import.js');
  const drafted = await draftOf(surroundingsOf(context, options), { client, on: options.on });
  const { left, taken, repeated, terms, workspace } = drafted;
  if (options.out !== undefined) await writeDraft(drafted, resolve(context.streams.start, options.out));
  const json = { contract: terms.contract.id, file: options.out ?? null, yaml: draftYaml(drafted), left, taken, repeated };
  const words = options.out === undefined ? json.yaml : draftedText(options.out, drafted, workspace.settings.language);
  printAnswer(context, options, json, words);
}

async function template(context: Context, given: Command): Promise<void> {
  const options = optionsOf<Options>(given);
  const out = requireOption(options.out, '--out <file>');
  if (!/\.xlsx$/i.test(out)) throw wrongCommand({ phrase: 'file_needs_ending', ending: '.xlsx' });
  const { writeTemplate } = await import('../../app/contracts/template.js');
  const { templateText } = await import('../text/contract-import.js');
  const { client, on } = options;
  const request = { client, on, language: languageOf(options.lang), file: resolve(context.streams.start, out) };
  const made = await writeTemplate(surroundingsOf(context, options), request);
  const { language, ...json } = { ...made, file: out };
  printAnswer(context, options, json, templateText({ ...json, language }));
}

async function importWorkbook(context: Context, given: Command, file: string): Promise<void> {
  const options = optionsOf<Options>(given);
  const { importContract } = await import('../../app/contracts/import.js');
  const { importedText } = await import('../text/contract-import.js');
  const { whatIfJson } = await import('../../app/evaluation/what-if.js');
  const request = {
    path: resolve(context.streams.start, file),
    dryRun: options.dryRun === true,
    isConfirmed: options.yes === true,
  };
  const { answer, language } = await written(context, options, deps => importContract(deps, request));
  const effect = answer.effect === null ? null : whatIfJson(answer.effect);
  const { warnings } = answer;
  if (warnings.length > 0) context.streams.stderr(`${faultsText(context.streams, warnings)}\n\n`);
  const json = { ...answer, effect, warnings: warnings.map(faultJson) };
  printAnswer(context, options, json, importedText(answer, language));
  context.finish(answer.outcome === 'to_be_confirmed' ? 1 : 0);
}
