import { resolve } from 'node:path';
import type { Command } from 'commander';
import { printAnswer, type Context, languageOf, requireOption, optionsOf, surroundingsOf } from '../context.js';
import { terminalLanguage } from '../streams.js';
import type { TranslatedCommand } from '../words/translated-command.js';

interface TemplateOptions {
  client?: string;
  wave?: string;
  lang?: string;
  roles?: string;
  out?: string;
}

/** `plumbline survey template`, `status`. */
export function registerSurvey(program: TranslatedCommand, context: Context): void {
  const survey = program
    .command('survey')
    .description('ask clients: questionnaires to fill in, and who has answered')
    .addHelpText('after', '\nExample:\n  plumbline survey template --client ACME --wave 2026-Q2 --lang zh\n');
  survey
    .command('template')
    .description('write a questionnaire as a workbook; filled in, it imports with --layout survey_questionnaire')
    .option('--client <code>', 'the client')
    .option('--wave <name>', 'the round of the survey, such as 2026-Q2')
    .option('--lang <language>', 'en or zh (else the workspace’s language)')
    .option('--roles <names>', 'who can answer, with commas: client, consignee, manager, staff, outsider (else all)')
    .option('--out <file>', 'the file to write (else in scorecards/ of the workspace)')
    .addHelpText(
      'after',
      '\nExample:\n  plumbline survey template --client ACME --wave 2026-Q2 --roles client,consignee --out q2.xlsx\n',
    )
    .action((_options: object, command: Command) => template(command, context));
  survey
    .command('status')
    .description('the waves: invited, respondents, response rate, stale or not')
    .option('--client <code>', 'the client (else all)')
    .addHelpText('after', '\nExample:\n  plumbline survey status --client ACME\n')
    .action(async (_options: object, command: Command) => {
      const options = optionsOf<{ client?: string }>(command);
      const { withWorkspace } = await import('../../app/workspace/open-workspace.js');
      const { surveyStatus } = await import('../../app/surveys/status.js');
      const { surveyTable } = await import('../text/surveys.js');
      const clients = await withWorkspace(surroundingsOf(context, options), deps => surveyStatus(deps, options.client));
      printAnswer(context, options, { clients }, surveyTable(clients, terminalLanguage(context.streams.env)));
    });
}

async function template(command: Command, context: Context): Promise<void> {
  const options = optionsOf<TemplateOptions>(command);
  const client = requireOption(options.client, '--client <code>');
  const wave = requireOption(options.wave, '--wave <name>');
  const language = languageOf(options.lang);
  const { withWorkspace } = await import('../../app/workspace/open-workspace.js');
  const { parseRoles, writeTemplate } = await import('../../app/surveys/template.js');
  const roles = parseRoles(options.roles);
  const out = options.out === undefined ? undefined : resolve(context.streams.start, options.out);
  const written = await withWorkspace(surroundingsOf(context, options), deps =>
    writeTemplate(deps, { client, wave, language: language ?? deps.workspace.settings.language, roles, out }),
  );
  const words = `Wrote ${written.file}: ${written.questions} questions. Filled in, it imports with:\n  plumbline import FILE --layout ${written.layout}`;
  printAnswer(context, options, written, words);
}
