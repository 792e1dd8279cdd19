import type { Command } from 'commander';
import { actorOf, printAnswer, type Context, requireOption, optionsOf, collectOption } from '../context.js';
import { inWorkspace, written } from '../in-workspace.js';
import { useOfSettings } from '../../app/workspace/left-out.js';
import { terminalLanguage } from '../streams.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const roles = 'client, manager, auditor or admin';

/** `plumbline keys create|list|revoke`. */
export function registerKeys(program: TranslatedCommand, context: Context): void {
  const keys = program
    .command('keys')
    .description('keys of the service: make them, list them, revoke them')
    .addHelpText('after', '\nExample:\n  plumbline keys create --role client --client ACME --expires 2027-01-01\n');
  keys
    .command('create')
    .description('make a key; its secret is shown this once')
    .option('--role <role>', roles)
    .option('--client <code>', 'binds it to a client; can be given several times', collectOption)
    .option('--name <text>', 'what the ledger calls whoever acts with it')
    .option('--person <name>', 'whose it is, where one person has several keys')
    .option('--expires <day>', 'the day at whose beginning it ends, or an instant')
    .addHelpText('after', '\nExample:\n  plumbline keys create --role manager --name "Quality, Lin"\n')
    .action((_options: object, command: Command) => create(command, context));
  keys
    .command('list')
    .description('every key, without its secret')
    .addHelpText('after', '\nExample:\n  plumbline keys list --json\n')
    .action((_options: object, command: Command) => list(command, context));
  keys
    .command('revoke')
    .description('revoke a key for good, and end its sessions')
    .argument('<id>', 'its id')
    .addHelpText('after', '\nExample:\n  plumbline keys revoke key_0123456789ab\n')
    .action((id: string, _options: object, command: Command) => revoke(id, command, context));
}

interface CreateOptions {
  readonly role?: string;
  readonly client?: readonly string[];
  readonly name?: string;
  readonly person?: string;
  readonly expires?: string;
}

async function create(command: Command, context: Context): Promise<void> {
  const options = optionsOf<CreateOptions>(command);
  const { client: clients = [], name, person, expires } = options;
  const request = {
    role: requireOption(options.role, '--role <role>'),
    clients,
    name,
    person,
    expires,
    actor: actorOf(context, options),
  };
  const { createKey } = await import('../../app/keys/create.js');
  const { keyMadeText } = await import('../text/keys.js');
  const { answer: made, zone } = await written(context, options, deps => createKey(deps, request), useOfSettings);
  printAnswer(context, options, made, keyMadeText(made, terminalLanguage(context.streams.env), zone));
}

async function list(command: Command, context: Context): Promise<void> {
  const options = optionsOf(command);
  const { keysJson } = await import('../../app/keys/list.js');
  const { keysText } = await import('../text/keys.js');
  const { answer: keys, zone } = await inWorkspace(context, options, keysJson, useOfSettings);
  printAnswer(context, options, { keys }, keysText(keys, terminalLanguage(context.streams.env), zone));
}

async function revoke(id: string, command: Command, context: Context): Promise<void> {
  const options = optionsOf(command);
  const { revokeKey } = await import('../../app/keys/revoke.js');
  const { keyRevokedText } = await import('../text/keys.js');
  const request = { id, actor: actorOf(context, options) };
  const { answer: key, zone } = await written(context, options, deps => revokeKey(deps, request), useOfSettings);
  printAnswer(context, options, key, keyRevokedText(key, terminalLanguage(context.streams.env), zone));
}
