import { Command, type Option } from 'commander';
import { fault } from '../faults/make.js';
import { nearest } from '../faults/nearest.js';
import type { Phrase } from '../faults/phrase.js';
import { Stop } from '../faults/stop.js';
import { usageFaults } from '../faults/usage.js';

/** The Stop for a command line that is no command of ours. */
export const wrongCommand = (reason: Phrase): Stop => new Stop(2, [fault(usageFaults, 'command_wrong', { reason })]);

/**
 * A command that says by a fault what is wrong with its line. The parser calls these methods where it finds something; it would
 * make a sentence of it, in English.
 */
export class PlumblineCommand extends Command {
  override createCommand(name?: string): Command {
    return new PlumblineCommand(name);
  }

  unknownOption(option: string): never {
    const near = option.startsWith('--') ? nearest(option, flagsOf(this)) : undefined;
    throw wrongCommand({ phrase: 'unknown_option', option, near });
  }

  unknownCommand(): never {
    const command = this.args[0] ?? '';
    const names = this.createHelp()
      .visibleCommands(this)
      .map(one => one.name());
    throw wrongCommand({ phrase: 'unknown_command', command, near: nearest(command, names) });
  }

  missingArgument(argument: string): never {
    throw wrongCommand({ phrase: 'argument_missing', argument });
  }

  optionMissingArgument({ flags }: Option): never {
    throw wrongCommand({ phrase: 'option_without_value', option: flags });
  }

  _excessArguments(received: readonly string[]): never {
    const most = this.registeredArguments.length;
    throw wrongCommand({ phrase: 'too_many_arguments', command: this.name(), most, given: received.length });
  }
}

/** The long options of a command and of those above it. */
const flagsOf = (command: Command | null): readonly string[] =>
  command === null
    ? []
    : [
        ...command
          .createHelp()
          .visibleOptions(command)
          .flatMap(one => one.long ?? []),
        ...flagsOf(command.parent),
      ];
