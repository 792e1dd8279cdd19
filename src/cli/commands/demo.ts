import { resolve } from 'node:path';
import type { Command } from 'commander';
import { printAnswer, type Context, optionsOf, surroundingsOf } from '../context.js';
import { terminalLanguage } from '../streams.js';
import type { TranslatedCommand } from '../words/translated-command.js';

/** `plumbline demo`. */
export function registerDemo(program: TranslatedCommand, context: Context): void {
  program
    .command('demo')
    .description('make the demo workspaces afresh: a small 3PL’s six months, and a real delivery history')
    .option('--out <dir>', 'where to', 'demo')
    .addHelpText('after', '\nExample:\n  plumbline demo --out /tmp/demo\n')
    .action(async (_options: object, command: Command) => {
      const options = optionsOf<{ out: string }>(command);
      const { runDemo } = await import('../../app/demo/demo.js');
      const { demoText, storyLine } = await import('../text/demo.js');
      const { start, env } = context.streams;
      const made = await runDemo({ ...surroundingsOf(context, options), directory: resolve(start, options.out) });
      const { directory, batches, story, scorecards } = made;
      const json = { directory, batches, story: story.map(event => storyLine(event, 'en')), scorecards };
      printAnswer(context, options, json, demoText(made, start, terminalLanguage(env)));
    });
}
