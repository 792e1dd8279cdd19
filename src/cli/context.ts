import { stepText } from '../words/step.js';
import type { Command } from 'commander';
import { isPlainName } from '../app/keys/plain-name.js';
import type { Surroundings } from '../app/workspace/open-workspace.js';
import type { Fault } from '../faults/fault.js';
import { identityFaults } from '../faults/identity.js';
import { fault } from '../faults/make.js';
import { Stop } from '../faults/stop.js';
import { usageFaults } from '../faults/usage.js';
import { formatFault } from '../faults/worded.js';
import { wrongCommand } from './plumbline-command.js';
import { terminalLanguage, type Streams } from './streams.js';
import type { TranslatedCommand } from './words/translated-command.js';

/** Options that every command takes. */
export interface CommonOptions {
  readonly workspace?: string;
  readonly json?: boolean;
  readonly as?: string;
}

/** What a command works with. */
export interface Context {
  readonly streams: Streams;
  /**
   * Sets the exit code of a command that answered. It is 1 for findings, and 2 where `check` found wrong config. Where a part
   * of the work was stopped it is the code of that Stop.
   */
  readonly finish: (exitCode: 0 | 1 | 2 | 3) => void;
}

/** A command file: adds itself to the program. */
export type Register = (program: TranslatedCommand, context: Context) => void;

/** The answer: one JSON document with `--json`, words otherwise. */
export function printAnswer({ streams }: Context, options: CommonOptions, json: unknown, words: string): void {
  streams.stdout(options.json === true ? `${JSON.stringify(json)}\n` : words.endsWith('\n') ? words : `${words}\n`);
}

/** Faults as the terminal prints them, in the language of its environment. */
export const faultsText = ({ env }: Pick<Streams, 'env'>, faults: readonly Fault[]): string =>
  faults.map(one => formatFault(one, terminalLanguage(env))).join('\n\n');

/** The command's options, those of the program among them. */
export const optionsOf = <T extends object>(command: Command): T & CommonOptions => command.optsWithGlobals<T & CommonOptions>();

/** Who acts: `--as`, else the operating system's user. */
export function actorOf({ streams }: Context, { as: named }: CommonOptions): string {
  if (named !== undefined && !isPlainName(named))
    throw new Stop(2, [fault(identityFaults, 'name_unsafe', { of: 'actor', name: named })]);
  return named ?? streams.user;
}

/** What use cases are given from outside. Talk goes to stderr, and not at all with `--json`. */
export function surroundingsOf({ streams }: Context, options: CommonOptions): Surroundings {
  const { start, env, clock, stderr } = streams;
  return {
    start,
    env,
    clock,
    workspace: options.workspace,
    log: message => {
      if (typeof message !== 'string' && 'code' in message) stderr(`${faultsText(streams, [message])}\n`);
      else if (options.json !== true)
        stderr(`${typeof message === 'string' ? message : stepText(terminalLanguage(env), message)}\n`);
    },
  };
}

/**
 * The value of an option that a command cannot do without. Asked for here, because the parser would complain of the missing
 * option before it says that one was misspelt.
 */
export function requireOption(value: string | undefined, option: string): string {
  if (value !== undefined) return value;
  throw wrongCommand({ phrase: 'option_needed', option });
}

/** The value of `--lang`, if it is given. */
export function languageOf(given: string | undefined): 'en' | 'zh' | undefined {
  if (given === undefined || given === 'en' || given === 'zh') return given;
  throw new Stop(2, [fault(usageFaults, 'language_unknown', { given })]);
}

/** The values of a `--lang` that can name both languages, if it is given. */
export function languagesOf(given: string | undefined): readonly ('en' | 'zh')[] | undefined {
  if (given === undefined) return undefined;
  return [...new Set(given.split(',').flatMap(one => languageOf(one.trim()) ?? []))];
}

/** Collects an option that can be given several times. */
export const collectOption = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
