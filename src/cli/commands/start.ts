import type { Command } from 'commander';
import type { RunningService } from '../../api/start.js';
import { say } from '../../words/say.js';
import { actorOf, type Context, optionsOf, surroundingsOf } from '../context.js';
import { openInBrowser } from '../open-in-browser.js';
import { terminalLanguage } from '../streams.js';
import { whileServing } from '../while-serving.js';
import { wholeNumber } from '../whole-number.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const examples = `
Examples:
  plumbline start                          the workspace here, or a new one in the folder plumbline, in the browser
  plumbline start quality --no-open        print the link only
`;

/** `plumbline start`. */
export function registerStart(program: TranslatedCommand, context: Context): void {
  program
    .command('start')
    .description('begin in the browser: makes a workspace where there is none, serves it on this machine, signs you in')
    .argument('[dir]', 'the folder of the workspace; made if it is not there')
    .option('--port <number>', 'where to listen; 0 for any that is free', '8080')
    .option('--no-open', 'print the link, and open no browser')
    .addHelpText('after', examples)
    .action((directory: string | undefined, _options: object, command: Command) => start(directory, command, context));
}

interface StartOptions {
  readonly port: string;
  readonly open: boolean;
}

async function start(given: string | undefined, command: Command, context: Context): Promise<void> {
  const options = optionsOf<StartOptions>(command);
  const { stdout, stderr, env } = context.streams;
  const language = terminalLanguage(env);
  const port = wholeNumber(options.port, '--port', 65_535);
  const { workspaceToStart } = await import('../../app/workspace/workspace-to-start.js');
  const here = { start: context.streams.start, named: given ?? options.workspace, language };
  const { directory, isNew } = await workspaceToStart(here);
  const surroundings = { ...surroundingsOf(context, options), workspace: directory };
  await whileServing(context, { surroundings, port, host: '127.0.0.1', withJobs: true }, async service => {
    const { link, revoke } = await linkInto(service, actorOf(context, options));
    if (options.json === true) stdout(`${JSON.stringify({ directory, is_new: isNew, link, port: service.port })}\n`);
    else {
      if (isNew) stdout(`${say(language, `Made a workspace in ${directory}.`, `已在 ${directory} 建立工作区。`)}\n`);
      stdout(
        say(
          language,
          `Plumbline serves ${directory} on this machine. This link signs you in once, as administrator:\n\n  ${link}\n\nCtrl-C ends it.\n`,
          `Plumbline 正在本机为 ${directory} 提供服务。下面的链接以管理员身份登录，只能使用一次：\n\n  ${link}\n\n按 Ctrl-C 结束。\n`,
        ),
      );
      if (options.open && !(await openInBrowser(link)))
        stderr(
          `${say(language, 'No browser could be opened: open the link yourself.', '无法打开浏览器：请自行打开上面的链接。')}\n`,
        );
    }
    return revoke;
  });
}

const dayMillis = 24 * 3_600_000;

/** A link that opens the pages with a new administrator's key, which nobody sees and which ends with the program, at the latest within a day. */
async function linkInto(
  { workspace, service, port }: RunningService,
  person: string,
): Promise<{ readonly link: string; readonly revoke: () => Promise<void> }> {
  const { createKey } = await import('../../app/keys/create.js');
  const { nameOfStarter } = await import('../../app/keys/rename.js');
  const deps = workspace.deps();
  const name = await nameOfStarter(deps, person);
  const expires = new Date(deps.clock() + dayMillis).toISOString();
  const { id, key } = await createKey(deps, { role: 'admin', clients: [], name, person, expires, actor: person });
  await deps.database.settle();
  return {
    link: `http://127.0.0.1:${port}/#link=${service.oneTimeLinks.make(key)}`,
    revoke: async () => {
      const { revokeKey } = await import('../../app/keys/revoke.js');
      await revokeKey(workspace.deps(), { id, actor: person });
    },
  };
}
