import type { Command } from 'commander';
import type { HelpText } from './help-zh.js';

/** A command as it is declared: commander's, but for texts without Chinese, which do not compile. */
export interface Told {
  command(name: string): Told;
  description(text: HelpText): Told;
  argument(name: string, text: HelpText): Told;
  option(flags: string, text: HelpText, defaultValue?: string): Told;
  option(
    flags: string,
    text: HelpText,
    collect: (value: string, before: readonly string[] | undefined) => readonly string[],
  ): Told;
  addHelpText(position: 'after', text: string): Told;
  action(act: Parameters<Command['action']>[0]): Told;
}
