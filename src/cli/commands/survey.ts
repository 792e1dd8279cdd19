import { resolve } from 'node:path';
import type { Command } from 'commander';
import { say } from '../../words/say.js';
import { printAnswer, type Context, languageOf, requireOption, optionsOf } from '../context.js';
import { inWorkspace } from '../in-workspace.js';
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
      const { surveyStatus } = await import('../../app/surveys/status.js');
      const { surveyTable } = await import('../text/surveys.js');
      const { answer, language } = await inWorkspace(context, options, deps => surveyStatus(deps, options.client));
      printAnswer(context, options, { clients: answer }, surveyTable(answer, language));
    });
}

async function template(command: Command, context: Context): Promise<void> {
  const options = optionsOf<TemplateOptions>(command);
  const client = requireOption(options.client, '--client <code>');
  const wave = requireOption(options.wave, '--wave <name>');
  const named = languageOf(options.lang);
  const { parseRoles, writeTemplate } = await import('../../app/surveys/template.js');
  const roles = parseRoles(options.roles);
  const out = options.out === undefined ? undefined : resolve(context.streams.start, options.out);
  const { answer, language } = await inWorkspace(context, options, deps =>
    writeTemplate(deps, { client, wave, language: named ?? deps.workspace.settings.language, roles, out }),
  );
  const { file, questions, layout } = answer;
  const wrote = say(
    language,
    `Wrote ${file}: ${questions} questions. Filled in, it imports with:`,
    `已写入 ${file}：${questions} 个问题。填写后导入：`,
  );
  printAnswer(context, options, answer, `${wrote}\n  plumbline import FILE --layout ${layout}`);
}
