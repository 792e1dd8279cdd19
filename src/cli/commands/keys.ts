import type { Command } from 'commander';
import { actorOf, printAnswer, type Context, requireOption, optionsOf, collectOption, surroundingsOf } from '../context.js';
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
  const { withWorkspace } = await import('../../app/workspace/open-workspace.js');
  const { createKey } = await import('../../app/keys/create.js');
  const made = await withWorkspace(surroundingsOf(context, options), async deps => {
    const done = await createKey(deps, request);
    await deps.database.settle();
    return done;
  });
  const bound = made.clients === null ? 'all clients' : made.clients.join(', ');
  const words = [
    `Key ${made.id}: ${made.role} of ${bound}, "${made.name}", expires ${made.expires_at ?? 'never'}.`,
    `  ${made.key}`,
    'This is the only time that it is shown. Send it as `Authorization: Bearer KEY`, or sign in with it in the pages.',
  ];
  printAnswer(context, options, made, words.join('\n'));
}

async function list(command: Command, context: Context): Promise<void> {
  const options = optionsOf(command);
  const { withWorkspace } = await import('../../app/workspace/open-workspace.js');
  const { keysJson } = await import('../../app/keys/list.js');
  const { keysText } = await import('../text/keys.js');
  const keys = await withWorkspace(surroundingsOf(context, options), keysJson);
  printAnswer(context, options, { keys }, keysText(keys));
}

async function revoke(id: string, command: Command, context: Context): Promise<void> {
  const options = optionsOf(command);
  const { withWorkspace } = await import('../../app/workspace/open-workspace.js');
  const { revokeKey } = await import('../../app/keys/revoke.js');
  const key = await withWorkspace(surroundingsOf(context, options), async deps => {
    const done = await revokeKey(deps, { id, actor: actorOf(context, options) });
    await deps.database.settle();
    return done;
  });
  printAnswer(context, options, key, `Key ${key.id} ("${key.name}") is revoked since ${key.revoked_at}, by ${key.revoked_by}.`);
}
