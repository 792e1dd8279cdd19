import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import type { RunningService } from '../../api/start.js';
import type { RunningJobs } from '../../jobs/start.js';
import { type Context, optionsOf, surroundingsOf } from '../context.js';
import { say } from '../../words/say.js';
import { terminalLanguage } from '../streams.js';
import { untilStopped } from '../until-stopped.js';
import { wholeNumber } from '../whole-number.js';
import type { TranslatedCommand } from '../words/translated-command.js';

const pages = fileURLToPath(new URL('../../../dist/web', import.meta.url));

const examples = `
Examples:
  plumbline keys create --role admin       a key to sign in with
  plumbline serve                          pages, API and jobs on http://127.0.0.1:8080
  plumbline serve --port 80 --host 0.0.0.0

SIGTERM and Ctrl-C let what runs come to its end; SIGHUP reads the config again, as does a change of its files.
`;

/** `plumbline serve`. */
export function registerServe(program: TranslatedCommand, context: Context): void {
  program
    .command('serve')
    .description('serve the pages, the API and the jobs until it is stopped')
    .option('--port <number>', 'where to listen; 0 for any that is free', '8080')
    .option('--host <address>', 'on which address', '127.0.0.1')
    .option('--rate-limit <number>', 'requests of one key in a minute; 0 for any number', '6000')
    .option('--no-jobs', 'leave the jobs to another process')
    .addHelpText('after', examples)
    .action((_options: object, command: Command) => serve(command, context));
}

interface ServeOptions {
  readonly port: string;
  readonly host: string;
  readonly rateLimit: string;
  readonly jobs: boolean;
}

async function serve(command: Command, context: Context): Promise<void> {
  const options = optionsOf<ServeOptions>(command);
  const port = wholeNumber(options.port, '--port', 65_535);
  const requestsPerMinute = wholeNumber(options.rateLimit, '--rate-limit', 1_000_000_000);
  const { host } = options;
  const { stdout, stderr, env } = context.streams;
  const language = terminalLanguage(env);
  const { startService } = await import('../../api/start.js');
  const surroundings = surroundingsOf(context, options);
  let jobs: RunningJobs | undefined;
  const reloaded = (): void => jobs?.look();
  const service = await startService({ surroundings, port, host, log: stderr, limits: { requestsPerMinute }, pages, reloaded });
  if (options.jobs) jobs = await startedJobs(service);
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${service.port}`;
  if (options.json === true) stdout(`${JSON.stringify({ address, port: service.port })}\n`);
  else {
    const { directory } = service.workspace.deps().workspace;
    const words = say(
      language,
      `Plumbline serves ${directory} at ${address} (API: ${address}/docs).\nA key to sign in with: `,
      `Plumbline 正在 ${address} 为 ${directory} 提供服务（接口：${address}/docs）。\n创建登录用的密钥：`,
    );
    stdout(`${words}plumbline keys create --role admin\n`);
  }
  await untilStopped(() => void service.reload());
  stderr(`${say(language, 'Stopping: what runs comes to its end.', '正在停止：等待运行中的工作结束。')}\n`);
  await jobs?.stop();
  await service.close();
}

async function startedJobs({ workspace, service }: RunningService): Promise<RunningJobs> {
  const { startJobs } = await import('../../jobs/start.js');
  return startJobs({ deps: workspace.deps, talk: (line, level) => service.log[level](line) });
}
