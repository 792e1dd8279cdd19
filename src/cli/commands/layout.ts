import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Proposed } from '../../app/imports/list-layouts.js';
import { say } from '../../words/say.js';
import { printAnswer, type Context, optionsOf, surroundingsOf } from '../context.js';
import { terminalLanguage } from '../streams.js';
import { wholeNumber } from '../whole-number.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const examples = `
Examples:
  plumbline layout list
  plumbline layout show scms                     one to start from
  plumbline layout propose inbox/shipments.csv   write one for a file
  plumbline layout propose report.xlsx --sheet March --fact complaint   for one sheet, as complaints
`;

/** `plumbline layout list|show|propose`. */
export function registerLayout(program: TranslatedCommand, context: Context): void {
  const layout = program.command('layout').description('how source files are read').addHelpText('after', examples);
  layout
    .command('list')
    .description('every layout: name, fact kind, where it is written')
    .addHelpText('after', examples)
    .action(async (_options: object, command: Command) => {
      const options = optionsOf(command);
      const { listLayouts } = await import('../../app/imports/list-layouts.js');
      const { layoutsTable } = await import('../text/layouts.js');
      const { layouts, language } = await listLayouts(surroundingsOf(context, options));
      printAnswer(context, options, { layouts }, layoutsTable(layouts, language));
    });
  layout
    .command('show')
    .description('one layout as it is written')
    .addHelpText('after', examples)
    .argument('<name>', 'its name')
    .action(async (name: string, _options: object, command: Command) => {
      const options = optionsOf(command);
      const { showLayout } = await import('../../app/imports/list-layouts.js');
      const shown = await showLayout(surroundingsOf(context, options), name);
      printAnswer(context, options, shown, shown.yaml);
    });
  layout
    .command('propose')
    .description('write a layout for a file, from its headers and first rows')
    .addHelpText('after', examples)
    .argument('<file>', 'the file')
    .option('--fact <kind>', 'the kind of fact that its rows are; else the one that fits best')
    .option('--sheet <name>', 'the sheet of a workbook')
    .option('--header-row <number>', 'the row with the headings; else it is looked for')
    .option('--header-rows <number>', 'how many lines the headings have; else one or two')
    .option('--encoding <name>', 'what a text file is written in; else it is recognised')
    .option('--print', 'show it and write nothing')
    .action(async (file: string, _options: object, command: Command) => {
      const options = optionsOf<ProposeOptions>(command);
      const { writeProposal } = await import('../../app/imports/list-layouts.js');
      const request = {
        path: resolve(context.streams.start, file),
        sheet: options.sheet,
        fact: options.fact,
        encoding: options.encoding,
        headerRow: countFrom1(options.headerRow, '--header-row', 1_048_576),
        headerRows: countFrom1(options.headerRows, '--header-rows', 5),
        isOnlyShown: options.print === true,
        language: terminalLanguage(context.streams.env),
      };
      const proposed = await writeProposal(surroundingsOf(context, options), request);
      printAnswer(context, options, proposed.proposal, proposedWords(proposed, file));
    });
}

interface ProposeOptions {
  readonly sheet?: string;
  readonly fact?: string;
  readonly headerRow?: string;
  readonly headerRows?: string;
  readonly encoding?: string;
  readonly print?: boolean;
}

/** The whole number from 1 on that an option gives, if it is given. */
const countFrom1 = (text: string | undefined, option: string, most: number): number | undefined =>
  text === undefined ? undefined : wholeNumber(text, option, most, 1);

/** The layout as it is written, and what to do next where it was written to a file. */
function proposedWords({ proposal: { yaml, layout, lacking }, written }: Proposed, file: string): string {
  if (written === undefined) return yaml;
  const { language } = written;
  const open = lacking.map(({ field }) => field).join(', ');
  const tried = `plumbline import ${shellWord(file)} --layout ${layout} --dry-run`;
  const en = open === '' ? `Look it over, then try it: ${tried}` : `Add ${open} there, then try it: ${tried}`;
  const zh = open === '' ? `请核对，然后试导入：${tried}` : `请在其中补上 ${open}，然后试导入：${tried}`;
  return `${yaml}\n${say(language, `Written to ${written.file}. ${en}`, `已写入 ${written.file}。${zh}`)}`;
}

/** A file's name as a shell takes it. */
const shellWord = (file: string): string =>
  /^[\p{L}\p{N}_./:@%+-]+$/u.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`;
