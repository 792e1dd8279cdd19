import type { Command } from 'commander';
import { printAnswer, type Context, optionsOf } from '../context.js';
import { resolve } from 'node:path';
import { say } from '../../words/say.js';
import { terminalLanguage } from '../streams.js';
import type { TranslatedCommand } from '../words/translated-command.js';

/** `plumbline init DIR`. */
export function registerInit(program: TranslatedCommand, context: Context): void {
  program
    .command('init')
    .description('make a workspace: settings, commented examples of config, folders')
    .argument('<dir>', 'the folder; made if it is not there')
    .addHelpText('after', '\nExample:\n  plumbline init acme\n')
    .action(async (directory: string, _options: object, command: Command) => {
      const { initWorkspace } = await import('../../app/workspace/init-workspace.js');
      const language = terminalLanguage(context.streams.env);
      const made = await initWorkspace(resolve(context.streams.start, directory), { language });
      const words = [
        say(language, `Made a workspace in ${made.directory}:`, `已在 ${made.directory} 建立工作区：`),
        ...made.made.map(name => `  ${name}`),
        '',
        say(language, 'Next:', '接下来：'),
        say(
          language,
          `  Edit ${made.settings}: organisation, time_zone, clients.`,
          `  编辑 ${made.settings}：organisation、time_zone、clients。`,
        ),
        ...made.next.map(step => `  ${step}`),
      ];
      printAnswer(context, optionsOf(command), made, words.join('\n'));
    });
}
