import type { Command } from 'commander';
import type { HelpText } from './help-zh.js';

/** A command as it is declared: commander's, but for texts without Chinese, which do not compile. */
export interface TranslatedCommand {
  command(name: string): TranslatedCommand;
  description(text: HelpText): TranslatedCommand;
  argument(name: string, text: HelpText): TranslatedCommand;
  option(flags: string, text: HelpText, defaultValue?: string): TranslatedCommand;
  option(
    flags: string,
    text: HelpText,
    collect: (value: string, before: readonly string[] | undefined) => readonly string[],
  ): TranslatedCommand;
  addHelpText(position: 'after', text: string): TranslatedCommand;
  action(act: Parameters<Command['action']>[0]): TranslatedCommand;
}
